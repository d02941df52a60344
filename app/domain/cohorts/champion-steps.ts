/** Becoming a champion: five steps, each told by what was done and by nothing else. */
export type ChampionStepName = 'module' | 'lab' | 'cohort' | 'playbook' | 'session'

export type ChampionStep = {
  name: ChampionStepName
  done: boolean
  /** what shows it, or what is missing */
  words: string
  /** where it is done; null: nowhere yet */
  place: StepPlace | null
}

export type StepPlace =
  | { module: string; block?: string }
  | { cohort: string }
  | { playbook: string }
  | { playbooks: true }
  | { newSession: string }

/** What the data tells of one champion. */
export type ChampionEvidence = {
  /** modules asked of champions, in their order */
  modules: { slug: string; title: string; done: boolean }[]
  /** a lab that a cohort of theirs is asked to do and that they finished; else the first of those */
  lab: { slug: string; block: string; title: string; done: boolean } | null
  /** the cohorts that they lead, by name, and whether they opened them */
  cohorts: { id: string; name: string; opened: boolean }[]
  /** the copy of a cohort of theirs that they adapted, else a playbook that they opened */
  playbook: { slug: string; title: string; how: 'adapted' | 'opened' } | null
  /** a session of a cohort of theirs that was planned and not cancelled */
  session: { cohort: string; title: string } | null
}

/** What each step is called. */
export const stepNames: Readonly<Record<ChampionStepName, string>> = {
  module: 'Learn what a champion does',
  lab: 'Do a lab that your cohort does',
  cohort: 'Look at your cohort',
  playbook: 'Read or adapt a playbook',
  session: 'Plan your first session',
}

/** How far a champion is; who waits to be signed off did every step. */
export const CHAMPION_STATES = ['waiting', 'not yet', 'signed off'] as const
export type ChampionState = (typeof CHAMPION_STATES)[number]

/** The five steps as the evidence tells them. */
export function championSteps(evidence: ChampionEvidence): ChampionStep[] {
  return [moduleStep(evidence), labStep(evidence), cohortStep(evidence), playbookStep(evidence), sessionStep(evidence)]
}

const NO_COHORT = 'Once you lead a cohort.'

function moduleStep({ modules }: ChampionEvidence): ChampionStep {
  const missing = modules.find(({ done }) => !done)
  const titles = modules.map(({ title }) => title).join(', ')
  if (missing)
    return { name: 'module', done: false, words: `Complete ${missing.title}.`, place: { module: missing.slug } }
  if (modules.length === 0)
    return { name: 'module', done: false, words: 'No module is assigned to champions.', place: null }
  return { name: 'module', done: true, words: `${titles}: complete.`, place: { module: modules[0]?.slug ?? '' } }
}

function labStep({ lab, cohorts }: ChampionEvidence): ChampionStep {
  if (!lab) {
    const words = cohorts.length === 0 ? NO_COHORT : 'Your cohort is asked for no lab yet.'
    return { name: 'lab', done: false, words, place: null }
  }
  const words = lab.done ? `${lab.title}: done.` : `For example ${lab.title}.`
  return { name: 'lab', done: lab.done, words, place: { module: lab.slug, block: lab.block } }
}

function cohortStep({ cohorts }: ChampionEvidence): ChampionStep {
  const [first] = cohorts
  if (!first) return { name: 'cohort', done: false, words: NO_COHORT, place: null }
  const opened = cohorts.find((cohort) => cohort.opened)
  const words = opened ? `${opened.name}: opened.` : `Open ${first.name}: who has started, who is stuck?`
  return { name: 'cohort', done: opened !== undefined, words, place: { cohort: (opened ?? first).id } }
}

function playbookStep({ playbook }: ChampionEvidence): ChampionStep {
  if (!playbook) {
    return { name: 'playbook', done: false, words: 'Open one, or make it fit your cohort.', place: { playbooks: true } }
  }
  const words = `${playbook.title}: ${playbook.how}.`
  return { name: 'playbook', done: true, words, place: { playbook: playbook.slug } }
}

function sessionStep({ session, cohorts }: ChampionEvidence): ChampionStep {
  const [first] = cohorts
  if (session)
    return { name: 'session', done: true, words: `${session.title}: planned.`, place: { cohort: session.cohort } }
  if (!first) return { name: 'session', done: false, words: NO_COHORT, place: null }
  return { name: 'session', done: false, words: `With ${first.name}.`, place: { newSession: first.id } }
}
