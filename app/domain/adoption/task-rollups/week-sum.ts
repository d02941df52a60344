import { emptyHistogram, type Histogram, mergeBytes } from './histogram.ts'
import type { WeekCounts } from './week-rows.ts'

/** The counts of several weeks or releases of a slice, added up. Nobody is counted in it: people are counted by themselves. */
export type WeekSum = Omit<WeekCounts, 'held' | 'histogram'> & { histogram: Histogram }

export const newSum = (): WeekSum => ({
  started: 0,
  finished: 0,
  succeeded: 0,
  gaveUp: 0,
  abandoned: 0,
  suspect: 0,
  told: 0,
  toldSuccesses: 0,
  criticalErrors: 0,
  errors: {},
  histogram: emptyHistogram(),
})

/** Adds a week, whose histogram is as it was stored. */
export function addWeek(sum: WeekSum, week: Omit<WeekSum, 'histogram'> & { histogram: Uint8Array }): void {
  addWeeks(sum, { ...week, errors: [week.errors] })
}

/** Weeks as the database adds them up: errors of each that has any, and stored histograms with `HISTOGRAM_END` between. */
export type Weeks = Omit<WeekSum, 'errors' | 'histogram'> & {
  errors: readonly Readonly<Record<string, number>>[] | null
  histogram: Uint8Array
}

export function addWeeks(sum: WeekSum, weeks: Weeks): void {
  for (const name of COUNTS) sum[name] += weeks[name]
  for (const errors of weeks.errors ?? []) {
    for (const [type, times] of Object.entries(errors)) sum.errors[type] = (sum.errors[type] ?? 0) + times
  }
  mergeBytes(sum.histogram, weeks.histogram)
}

const COUNTS = [
  'started',
  'finished',
  'succeeded',
  'gaveUp',
  'abandoned',
  'suspect',
  'told',
  'toldSuccesses',
  'criticalErrors',
] as const
