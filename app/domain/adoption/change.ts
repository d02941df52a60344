import type { TimeCell } from './task-times.ts'

/** How a median moved from one time to the next; `unknown` where one of them is not told, or has no interval. */
export type Change = 'slower' | 'faster' | 'none told' | 'unknown'

/**
 * Whether a task takes longer than it did. Only where the 95% intervals of both medians have nothing in common: that is
 * stricter than a test of their difference at 5% (Cumming and Finch 2005), so that no change is told which is none.
 */
export function changeOf(before: TimeCell | undefined, after: TimeCell | undefined): Change {
  const [was, is] = [intervalOf(before), intervalOf(after)]
  if (was === null || is === null) return 'unknown'
  if (is.low > was.high) return 'slower'
  return is.high < was.low ? 'faster' : 'none told'
}

const intervalOf = (cell: TimeCell | undefined) => (cell && 'figures' in cell ? cell.figures.interval : null)
