import type { Severity } from './kinds.ts'
import { afterWorking, type WorkingTime, workDayMs, workingMs } from './working-time.ts'

const HOUR = 3_600_000

/** How soon a trouble is answered, from its first report or its last reopening, in hours of work. */
export type AnswerTargets = WorkingTime & { hours: Readonly<Record<Severity, number>> }

/** What holds until a lead says otherwise. */
export const DEFAULT_TARGETS: Omit<AnswerTargets, 'zone'> = {
  days: [1, 2, 3, 4, 5],
  opensAt: 9 * 60,
  closesAt: 17 * 60,
  holidays: [],
  hours: { blocking: 4, major: 16, minor: 40 },
}

/** From here on, as a share of the whole, what is left is nearly nothing. */
const NEARLY = 0.25

/** What is left of the time to an answer, or by how much it is over; in milliseconds of work, of which a day has `dayMs`. */
export type AnswerClock = { state: 'waiting' | 'near' | 'over'; ms: number; dayMs: number }

export function answerClock(targets: AnswerTargets, severity: Severity, since: Date, now: Date): AnswerClock {
  const whole = targets.hours[severity] * HOUR
  const due = dueAt(targets, severity, since)
  const dayMs = workDayMs(targets)
  if (now > due) return { state: 'over', ms: workingMs(targets, due, now), dayMs }
  const ms = workingMs(targets, now, due)
  return { state: ms <= whole * NEARLY ? 'near' : 'waiting', ms, dayMs }
}

/** When an answer is due. */
export const dueAt = (targets: AnswerTargets, severity: Severity, since: Date): Date =>
  afterWorking(targets, since, targets.hours[severity] * HOUR)
