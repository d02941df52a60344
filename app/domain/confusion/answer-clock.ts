import type { Severity } from './kinds.ts'

const HOUR = 3_600_000
const DAY = 24 * HOUR

/** How soon a trouble is answered, from its first report or its last reopening, in milliseconds. */
export const ANSWER_WITHIN: Readonly<Record<Severity, number>> = {
  blocking: 8 * HOUR,
  major: 2 * DAY,
  minor: 5 * DAY,
}

/** What is left of the time to an answer, or by how much it is over; in milliseconds. */
export type AnswerClock = { late: boolean; ms: number }

export function answerClock(severity: Severity, since: Date, now: Date): AnswerClock {
  const left = since.getTime() + ANSWER_WITHIN[severity] - now.getTime()
  return left < 0 ? { late: true, ms: -left } : { late: false, ms: left }
}
