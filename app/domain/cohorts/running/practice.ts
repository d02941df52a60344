/**
 * How a person in the room gets on with what the part that runs works on. Pure. State and step only, in order of name:
 * nothing here says how fast anybody is. So "quiet" carries no number either: how many minutes somebody has been quiet
 * would be a clock of a named person. It says only that a champion might look in.
 */

/** What is known of one person and one module; instants are the server's, because devices' clocks differ. */
export type PracticeFacts = {
  here: boolean
  /** an open request for help, and who is on their way */
  help: { id: string; block: string; words: string | null; takenBy: string | null; isMine: boolean } | null
  /** whether the module was ever completed */
  completed: boolean
  /** the newest try since the session was opened, or one that still runs */
  attempt: {
    outcome: 'success' | 'failure' | 'gave up' | null
    step: number | null
    steps: number | null
    /** the screen of a lab, or else the task, by its title */
    where: string
    /** whether the module has tasks beside this one that have not succeeded */
    isOnlyOne: boolean
  } | null
  /** the block that was reached last since the session was opened, by its title */
  reading: string | null
  /** when anything was heard from this person */
  heardAt: Date | null
}

export type PracticeState =
  | { is: 'help'; where: string; words: string | null; request: string; takenBy: string | null; isMine: boolean }
  | { is: 'done' | 'not started' | 'not here' }
  | { is: 'quiet' | 'stopped' | 'reading'; where: string }
  | { is: 'working'; where: string; step: number | null; steps: number | null }

const QUIET_AFTER_MS = 3 * 60_000

/** The one state of a person that a champion acts on. Who asks for help is shown, checked in or not. */
export function practiceOf(facts: PracticeFacts, now: Date): PracticeState {
  const { help, attempt, reading } = facts
  if (help) {
    const { id, block, words, takenBy, isMine } = help
    return {
      is: 'help',
      where: attempt?.outcome === null ? stepWords(attempt) : block,
      words,
      request: id,
      takenBy,
      isMine,
    }
  }
  if (!facts.here) return { is: 'not here' }
  if (attempt?.outcome === null) {
    if (isQuiet(facts.heardAt, now)) return { is: 'quiet', where: stepWords(attempt) }
    return { is: 'working', where: attempt.where, step: attempt.step, steps: attempt.steps }
  }
  if (attempt && attempt.outcome !== 'success') return { is: 'stopped', where: attempt.where }
  if (facts.completed || attempt?.isOnlyOne) return { is: 'done' }
  const where = reading ?? attempt?.where
  if (where === undefined) return { is: 'not started' }
  return { is: isQuiet(facts.heardAt, now) ? 'quiet' : 'reading', where }
}

const isQuiet = (heardAt: Date | null, now: Date) =>
  heardAt !== null && now.getTime() - heardAt.getTime() > QUIET_AFTER_MS

function stepWords({ step, where }: NonNullable<PracticeFacts['attempt']>): string {
  return step === null ? where : `Step ${step}, ${where}`
}
