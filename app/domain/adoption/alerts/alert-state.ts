import type { LocalDay } from '#app/domain/migrations/local-days.ts'
import type { Measured } from './row-figure.ts'

/** For how long a rule has been true: the local day since which, and on how many days that was seen. */
export type AlertState = { trueSince: LocalDay | null; trueDays: number; firing: boolean }

type Rule = { comparator: '>=' | '<='; threshold: number; forDays: number }

/**
 * The state after one more day's look. It fires once it was true on so many looks in a row, and clears when it is not. A
 * figure that cannot be told counts as neither: what fires goes on, what waits waits.
 */
export function afterLook(state: AlertState, rule: Rule, figure: Measured, today: LocalDay): AlertState {
  if (figure.value === null) return state
  const { comparator, threshold, forDays } = rule
  const holds = comparator === '>=' ? figure.value >= threshold : figure.value <= threshold
  if (!holds) return { trueSince: null, trueDays: 0, firing: false }
  const trueDays = state.trueDays + 1
  return { trueSince: state.trueSince ?? today, trueDays, firing: state.firing || trueDays >= forDays }
}
