/** What a measuring in the old product comes to. Pure. Times are milliseconds on the wall less declared pauses. */
import { type Interval, medianInterval, quantile, sorted } from '../statistics.ts'
import { LEAST_PEOPLE } from '../withholding.ts'

export type MeasuredTime = { medianMs: number; interval: Interval | null; n: number }

/**
 * The median over people of the time of each one's first success, with its 95% interval by order statistics; null under
 * five people, whose times are withheld.
 */
export function measuredTime(times: readonly number[]): MeasuredTime | null {
  if (times.length < LEAST_PEOPLE) return null
  const ascending = sorted(times)
  return {
    medianMs: Math.max(1, Math.round(quantile(ascending, 0.5) as number)),
    interval: medianInterval(ascending),
    n: ascending.length,
  }
}

/** People who did it, those of the newest median, and whether the measuring was over then and is now. */
export type Standing = { n: number; last: number | null; lastWasOver: boolean; over: boolean }

/**
 * Whether the median is told anew: once five are new, so that no single time shows in the difference, and once more
 * with all at the end. Who comes later than that waits for five again.
 */
export function isDue({ n, last, lastWasOver, over }: Standing): boolean {
  if (n - (last ?? 0) >= LEAST_PEOPLE) return true
  return over && last !== null && !lastWasOver && n > last
}
