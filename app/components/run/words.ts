/** How a running session's times are written. Pure. */
import { clock } from '../format.ts'

/** What is left of a part: `13:40`, and `2:10 over` once its time is up. */
export function leftText(ms: number): { time: string; over: boolean } {
  // Rounded up while it runs down, so that it reads 0:00 only when there is nothing left.
  const seconds = Math.ceil(ms / 1_000)
  return { time: clock(Math.abs(seconds) * 1_000), over: seconds < 0 }
}

/** How a part kept its time: `on time`, `2 over`, `3 under`. */
export function keptText(plannedMinutes: number, usedMs: number): string {
  const difference = Math.round(usedMs / 60_000) - plannedMinutes
  if (difference === 0) return 'on time'
  return difference > 0 ? `${difference} over` : `${-difference} under`
}

/** Whole minutes that were used. */
export const minutesText = (ms: number): string => `${Math.round(ms / 60_000)} min`
