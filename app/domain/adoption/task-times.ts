import { type Interval, medianInterval, quantile, sorted } from './statistics.ts'
import { LEAST_PEOPLE, toldUntil, withheldCells } from './withholding.ts'

/** A finished attempt in assessed mode, on the clock of its task's baseline. */
export type TimedAttempt = {
  person: string
  audiences: readonly string[]
  success: boolean
  suspect: boolean
  /** on the task's clock, milliseconds */
  ms: number
  finishedAt: number
  arrivedAt: number
  criticalErrors: number
  /** error type → how often */
  errors: Readonly<Record<string, number>>
}

/** The figures of a group. Durations in milliseconds; `interval` is null under six attempts. */
export type TimeFigures = {
  median: number
  interval: Interval | null
  p90: number
  people: number
  attempts: number
  /** null without a baseline that can be compared */
  ratio: number | null
}

export type TimeCell = { audience: string | null; figures: TimeFigures } | { audience: string | null; withheld: true }

/**
 * The attempts that may be told: those of whole weeks before `weekStart`, and of the running week up to the last moment
 * at which five people's attempts were new.
 */
export function toldAttempts(attempts: readonly TimedAttempt[], weekStart: number): TimedAttempt[] {
  const running = attempts.filter(({ arrivedAt }) => arrivedAt >= weekStart)
  const until = toldUntil(running)
  return attempts.filter(({ arrivedAt }) => arrivedAt < weekStart || (until !== null && arrivedAt <= until))
}

/**
 * Task time of everybody (`audience: null`) and by audience, in the order given. Audiences without an attempt have no
 * cell. Withheld cells say so and hold no figure. `baselineMs`: of the same clock, or null.
 */
export function timeCells(
  attempts: readonly TimedAttempt[],
  audiences: readonly string[],
  baselineMs: number | null,
): TimeCell[] {
  const counted = attempts.filter(({ success, suspect }) => success && !suspect)
  if (counted.length === 0) return []
  const groups = audiences
    .map((audience) => ({ audience, group: counted.filter((attempt) => attempt.audiences.includes(audience)) }))
    .filter(({ group }) => group.length > 0)
  const everybody = peopleOf(counted)
  const withheld = withheldCells(
    everybody,
    groups.map(({ audience, group }) => ({ key: audience, people: peopleOf(group) })),
  )
  const total: TimeCell =
    everybody.size < LEAST_PEOPLE
      ? { audience: null, withheld: true }
      : { audience: null, figures: figuresOf(counted, baselineMs) }
  return [
    total,
    ...groups.map(
      ({ audience, group }): TimeCell =>
        withheld.has(audience) ? { audience, withheld: true } : { audience, figures: figuresOf(group, baselineMs) },
    ),
  ]
}

/**
 * One row for one group: an audience that holds everybody who tried repeats the total and is left out; where that leaves
 * nothing but the total, the audience's name says more.
 */
export function withoutRepeats(cells: readonly TimeCell[]): TimeCell[] {
  const [total] = cells
  if (!total || !('figures' in total)) return [...cells]
  const { people, attempts } = total.figures
  const isAll = (cell: TimeCell) =>
    cell.audience !== null && 'figures' in cell && cell.figures.people === people && cell.figures.attempts === attempts
  const different = cells.filter((cell) => !isAll(cell))
  const first = cells.find(isAll)
  return different.length === 1 && first ? [first] : different
}

function figuresOf(attempts: readonly TimedAttempt[], baselineMs: number | null): TimeFigures {
  const times = sorted(attempts.map(({ ms }) => ms))
  const median = quantile(times, 0.5) as number
  return {
    median,
    interval: medianInterval(times),
    p90: quantile(times, 0.9) as number,
    people: peopleOf(attempts).size,
    attempts: attempts.length,
    ratio: baselineMs === null ? null : median / baselineMs,
  }
}

/** Errors per finished attempt by type, the most frequent first; null if the group is too small to be told. */
export function errorFrequencies(
  attempts: readonly TimedAttempt[],
): { attempts: number; types: { type: string; count: number; perAttempt: number }[] } | null {
  const counted = attempts.filter(({ suspect }) => !suspect)
  if (peopleOf(counted).size < LEAST_PEOPLE) return null
  const counts = new Map<string, number>()
  for (const { errors } of counted) {
    for (const [type, count] of Object.entries(errors)) counts.set(type, (counts.get(type) ?? 0) + count)
  }
  const types = [...counts].map(([type, count]) => ({ type, count, perAttempt: count / counted.length }))
  return { attempts: counted.length, types: types.sort((left, right) => right.count - left.count) }
}

function peopleOf(attempts: readonly TimedAttempt[]): Set<string> {
  return new Set(attempts.map(({ person }) => person))
}
