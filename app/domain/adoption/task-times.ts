import type { Interval } from './statistics.ts'
import { medianIntervalIn, quantileIn } from './task-rollups/histogram.ts'
import type { Span } from './task-rollups/spans.ts'
import type { Told } from './task-rollups/told-tasks.server.ts'

/** `module/block` as people write it: the task's name in addresses, files and gates. */
export const taskName = ({ moduleSlug, blockId }: { moduleSlug: string; blockId: string }): string =>
  `${moduleSlug}/${blockId}`

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

/**
 * The figures of a slice; `group` is null for everybody, else the id of an audience or cohort. `span`: the one asked for,
 * or a wider one where that would tell of few people.
 */
export type TimeCell =
  | { group: string | null; span: Span; figures: TimeFigures }
  | { group: string | null; withheld: true }

/** The times of a slice; none where nobody succeeded. `baselineMs`: of the same clock, or null. */
export function timeCell(group: string | null, told: Told, baselineMs: number | null): TimeCell[] {
  if (told.told !== 'figures') return told.told === 'withheld' ? [{ group, withheld: true }] : []
  const { histogram } = told.sum
  const median = quantileIn(histogram, 0.5) as number
  const figures = {
    median,
    interval: medianIntervalIn(histogram),
    p90: quantileIn(histogram, 0.9) as number,
    people: told.people,
    attempts: histogram.total,
    ratio: baselineMs === null ? null : median / baselineMs,
  }
  return [{ group, span: told.span, figures }]
}

/** Times of a group as ratios to the old product; bounds that are not told lie on the median. */
export function ratiosOf({ median, interval: bounds, p90 }: TimeFigures, baselineMs: number) {
  return {
    median: median / baselineMs,
    low: (bounds?.low ?? median) / baselineMs,
    high: (bounds?.high ?? median) / baselineMs,
    p90: p90 / baselineMs,
  }
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

/** What became of a task's attempts that no time counts. */
export type LeftOut = { suspect: number; gaveUp: number; abandoned: number }

/** The attempts of a slice that no time counts, in the span of its times. Only for a slice whose times are told. */
export const leftOutOf = ({ sum: { suspect, gaveUp, abandoned } }: Extract<Told, { told: 'figures' }>): LeftOut => ({
  suspect,
  gaveUp,
  abandoned,
})
