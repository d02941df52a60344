/** A completion rule and a person's evidence, in words. The one place that says why something is not complete. Pure. */
import type { Requirement } from '#app/lessons/rule.ts'
import { type Asked, type Evidence, proofOf, readAgain, type TaskEvidence } from './rule.ts'

/** Who reads: the learner is spoken to, staff read about a person by state and step only. */
export type Reader = 'learner' | 'staff'

export type Explained = {
  requirement: Requirement
  met: boolean
  /** when it was met */
  metAt: Date | null
  /** "The task succeeds once." */
  rule: string
  /** "You have tried once and stopped at step 3." */
  state: string
  /** both sentences */
  words: string
  /** for lists: "Task", "Check", "Video", "Done, next" */
  short: string
  /** where to go on; null: the end of the module */
  block: string | null
}

/** Titles of blocks by id, as far as a rule names them. */
export type Titles = Readonly<Record<string, string>>

/** Every requirement in teaching order, with whether it is met and what is missing. */
export function explainProgress(
  asked: Asked,
  titles: Titles,
  evidence: Evidence,
  reader: Reader = 'learner',
): Explained[] {
  return asked.requirements.map((requirement) => {
    const proof = proofOf(requirement, asked, evidence)
    const rule = ruleWords(requirement, asked, titles)
    const state = proof ? metWords(requirement, evidence) : unmetWords(requirement, asked, evidence, reader)
    return {
      requirement,
      met: proof !== null,
      metAt: proof?.at ?? null,
      rule,
      state,
      words: `${rule} ${state}`,
      short: SHORT[requirement.need],
      block: requirement.need === 'confirmation' ? (readAgain(asked)[0] ?? null) : requirement.block,
    }
  })
}

const SHORT: Readonly<Record<Requirement['need'], string>> = {
  task: 'Task',
  check: 'Check',
  video: 'Video',
  confirmation: 'Done, next',
}

const THINGS = { task: 'task', check: 'check', video: 'video' } as const

/** What it is called in a sentence: "the task", or by its title where there are several. */
function nameOf(requirement: Exclude<Requirement, { need: 'confirmation' }>, asked: Asked, titles: Titles): string {
  const several = asked.requirements.filter(({ need }) => need === requirement.need).length > 1
  return several ? `“${titles[requirement.block] ?? requirement.block}”` : `the ${THINGS[requirement.need]}`
}

function ruleWords(requirement: Requirement, asked: Asked, titles: Titles): string {
  switch (requirement.need) {
    case 'task': {
      const name = nameOf(requirement, asked, titles)
      return `${name.charAt(0).toUpperCase()}${name.slice(1)} succeeds once.`
    }
    case 'check':
      if (requirement.mark === 100) return `All of ${nameOf(requirement, asked, titles)} is right.`
      return `At least ${requirement.mark}% of ${nameOf(requirement, asked, titles)} is right.`
    case 'video':
      if (requirement.share === 100) return `All of ${nameOf(requirement, asked, titles)} is watched.`
      return `At least ${requirement.share}% of ${nameOf(requirement, asked, titles)} is watched.`
    case 'confirmation':
      return asked.changed
        ? `${changedWords(readAgain(asked), titles)} confirmed with “Done, next”.`
        : 'Confirmed with “Done, next”.'
  }
}

function changedWords(changed: readonly string[], titles: Titles): string {
  const names = changed.flatMap((block) => (titles[block] ? `“${titles[block]}”` : []))
  if (names.length === 0) return 'What changed is read, and'
  const all = names.length > 1 ? `${names.slice(0, -1).join(', ')} and ${names.at(-1)} are` : `${names[0]} is`
  return `${all} read again, and`
}

function metWords(requirement: Requirement, evidence: Evidence): string {
  const best = requirement.need === 'check' ? evidence.checks[requirement.block]?.best : null
  return best ? `Done, with ${percent(best.right, best.total)}%.` : 'Done.'
}

function unmetWords(requirement: Requirement, asked: Asked, evidence: Evidence, reader: Reader): string {
  switch (requirement.need) {
    case 'task':
      return taskWords(evidence.tasks[requirement.block], asked.guided, reader)
    case 'check': {
      const best = evidence.checks[requirement.block]?.best
      return best ? `The best answer so far has ${percent(best.right, best.total)}%.` : 'Not answered yet.'
    }
    case 'video': {
      const watched = Math.floor(evidence.videos[requirement.block]?.watched ?? 0)
      if (watched === 0) return 'Not watched yet.'
      return reader === 'learner' ? `You have watched ${watched}%.` : `Watched ${watched}%.`
    }
    case 'confirmation':
      return 'Not confirmed yet.'
  }
}

function taskWords(task: TaskEvidence | undefined, guidedCounts: boolean, reader: Reader): string {
  const last = task?.last
  if (!task || !last || task.tries === 0) return 'Not started yet.'
  if (last.standing === 'running') {
    return last.step === null
      ? `Attempt ${last.ordinal} is running.`
      : `Attempt ${last.ordinal} is running, at ${stepWords(last)}.`
  }
  if (task.onlyCritical) {
    return reader === 'learner'
      ? 'It ended well, but with a critical error on the way. Try once more.'
      : 'It ended well, but with a critical error on the way.'
  }
  if (task.guided && !guidedCounts) {
    return reader === 'learner'
      ? 'You did it with guidance. Now once without it.'
      : 'Done with guidance, not yet without it.'
  }
  const tried = task.tries === 1 ? 'once' : task.tries === 2 ? 'twice' : `${task.tries} times`
  const ended = last.step === null ? 'without success' : `stopped at ${stepWords(last)}`
  if (reader === 'staff') return `Tried ${tried}, ${ended}.`
  return last.step === null ? `You have tried ${tried}, ${ended}.` : `You have tried ${tried} and ${ended}.`
}

function stepWords({ step, steps }: { step: number | null; steps: number | null }): string {
  return steps === null ? `step ${step}` : `step ${step} of ${steps}`
}

/** Rounded down: 79.9% must not read as 80%. */
function percent(right: number, total: number): number {
  return Math.floor((right * 100) / total)
}
