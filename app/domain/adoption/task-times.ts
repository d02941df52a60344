import { cellsOf, type Division, type Group, isOf, type Placed, peopleOf } from './cells.ts'
import { type Interval, medianInterval, quantile, sorted } from './statistics.ts'

/** A finished attempt in assessed mode, on the clock of its task's baseline. */
export type TimedAttempt = Placed & {
  success: boolean
  suspect: boolean
  /** on the task's clock, milliseconds */
  ms: number
  criticalErrors: number
  /** error type → how often */
  errors: Readonly<Record<string, number>>
}

/** An assessed attempt that ended without a result. */
export type UnfinishedAttempt = Pick<Placed, 'audiences' | 'cohort'> & { ended: 'gave up' | 'abandoned' }

/** Attempts of one task, in the releases whose task is the same as today's. */
export type TaskAttempts = { finished: TimedAttempt[]; unfinished: UnfinishedAttempt[] }

/** `module/block` as people write it: the task's name in addresses, files and gates. */
export const taskName = ({ moduleSlug, blockId }: { moduleSlug: string; blockId: string }): string =>
  `${moduleSlug}/${blockId}`

/** `module/block` by ids: under which a task's attempts are found. */
export const taskKey = ({ moduleId, blockId }: { moduleId: string; blockId: string }): string =>
  `${moduleId}/${blockId}`

/** What a time in the new product is told beside. A target is what somebody wishes for, never what was. */
export type Baseline = {
  ms: number
  source: 'stated' | 'measured' | 'target'
  n: number | null
  statedOn: string
}

/** The time in the old product that a median may be divided by; null if there is none. */
export const comparableMs = (baseline: Baseline | null): number | null =>
  baseline && baseline.source !== 'target' ? baseline.ms : null

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

export type TimeCell = { group: string | null; figures: TimeFigures } | { group: string | null; withheld: true }

/**
 * Task time of everybody (`group: null`) and by group, in the division's order. Groups without a success have no cell.
 * Withheld cells say so and hold no figure. `baselineMs`: of the same clock, or null.
 */
export function timeCells(
  attempts: readonly TimedAttempt[],
  division: Division,
  baselineMs: number | null,
): TimeCell[] {
  const counted = attempts.filter(({ success, suspect }) => success && !suspect)
  return cellsOf(counted, division).map((cell) =>
    cell.withheld ? cell : { group: cell.group, figures: figuresOf(cell.attempts, baselineMs) },
  )
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
    cell.group !== null && 'figures' in cell && cell.figures.people === people && cell.figures.attempts === attempts
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

/** What became of a task's attempts that no time counts. */
export type LeftOut = { suspect: number; gaveUp: number; abandoned: number }

/** The attempts of a group that no time counts; null is everybody. Only for a group whose times are told. */
export function leftOutOf({ finished, unfinished }: TaskAttempts, group: Group | null): LeftOut {
  const ended = (how: UnfinishedAttempt['ended']) =>
    unfinished.filter((attempt) => attempt.ended === how && isOf(attempt, group)).length
  return {
    suspect: finished.filter((attempt) => attempt.suspect && isOf(attempt, group)).length,
    gaveUp: ended('gave up'),
    abandoned: ended('abandoned'),
  }
}
