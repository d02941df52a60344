/** An axis that every row of a table shares. */
export type Axis = { from: number; to: number; ticks: readonly number[] }

/** Ratios to the old product: half to twice as long is what happens; a slower task widens the axis for all. */
export function ratioAxis(values: readonly number[]): Axis {
  const longest = Math.max(0, ...values)
  if (longest <= 2) return { from: 0.5, to: 2, ticks: [0.5, 1, 1.5, 2] }
  if (longest <= 3) return { from: 0.5, to: 3, ticks: [0.5, 1, 2, 3] }
  return { from: 0, to: 4, ticks: [0, 1, 2, 3, 4] }
}

/** Where a value lies on the axis, in per cent of its length; what lies outside stands at its end. */
export function placeOn(axis: Pick<Axis, 'from' | 'to'>, value: number): number {
  const share = (value - axis.from) / (axis.to - axis.from)
  return Math.round(Math.min(1, Math.max(0, share)) * 10_000) / 100
}

/** The share of the old time up to which a task counts as learnt. */
export const LEARNT = 1.2
