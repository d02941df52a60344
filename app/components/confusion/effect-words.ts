import { interval, percent, rate } from '#app/components/format.ts'
import type { State } from '#app/components/ui/status-mark.tsx'
import type { Figure, FigureKind, Outcome, Side } from '#app/domain/adoption/effect/effect.ts'

/** An outcome as it is written. */
export const outcomeNames: Record<Outcome, string> = {
  helped: 'Helped',
  'no change': 'No change',
  'not enough data': 'Not enough data',
}

/** The mark that goes with an outcome. */
export const outcomeStates: Record<Outcome, State> = {
  helped: 'helped',
  'no change': 'unmet',
  'not enough data': 'open',
}

/** What became of a figure, in words. */
export const outcomeOf = ({ outcome, rose }: Figure): string => (rose ? 'No change, it rose' : outcomeNames[outcome])

/** The figure of one side. */
export function sideValue(kind: FigureKind, side: Side): string {
  if (side.told !== 'figures') return side.told === 'nobody' ? 'Nobody yet' : 'Withheld'
  return kind === 'rate' ? rate(side.value * 100) : percent(side.part, side.of)
}

/** What it is made of, and its interval: `8 from 10 people, 34.5 to 157.6`. */
export function sideNote(kind: FigureKind, side: Side): string {
  if (side.told !== 'figures') return side.told === 'nobody' ? 'n 0' : 'fewer than five people, here or beside'
  const written = kind === 'rate' ? (value: number) => (value * 100).toFixed(1) : (value: number) => percent(value, 1)
  return `${side.part} ${kind === 'rate' ? 'from' : 'of'} ${side.of} people, ${interval(side.low, side.high, written)}`
}
