import type { ResolutionKind } from '#app/domain/confusion/kinds.ts'
import { type Counted, type Move, rateInterval, rateMove, shareMove } from '../rates.ts'
import { type Interval, shareInterval } from '../statistics.ts'
import { LEAST_PEOPLE } from '../withholding.ts'

/** What a fix did. `no change` is also what rose: then the figure says so. */
export const OUTCOMES = ['helped', 'no change', 'not enough data'] as const
export type Outcome = (typeof OUTCOMES)[number]

/** One side of a figure; `nobody`: no people to count in that time; `withheld`: fewer than five, here or on the other side. */
export type Side = { told: 'nobody' | 'withheld' } | ({ told: 'figures' } & Counted & { value: number } & Interval)

/** A figure before a fix and since. `rose`: it is more since, and not by chance. */
export type Figure = { before: Side; after: Side; outcome: Outcome; rose: boolean }

/** Events over people, or people of people: they have intervals of their own. */
export type FigureKind = 'rate' | 'share'

/** What a fix did, as a trouble's page tells it. */
export type Effect = {
  fixedAt: Date
  kind: ResolutionKind
  /** where it compares releases: the label of the one that fixed it */
  release: string | null
  /** reports and me-toos over people who reached the block */
  said: Figure
  /** of a lab alone: people whose first finished try had an error, and who took a hint in it */
  lab: { errors: Figure; hints: Figure } | null
}

/** The times that are compared: since a fix, and as long before it. Of a fix that lies ahead nothing is known. */
export function timesOf(fixedAt: Date, now: Date): { since: Date; fixedAt: Date; until: Date } {
  const long = Math.max(0, now.getTime() - fixedAt.getTime())
  return { since: new Date(fixedAt.getTime() - long), fixedAt, until: now }
}

/**
 * A figure before and after, and what can be said of it. With one to four people on either side both are withheld, so
 * that a total less the other side tells nothing (semantics 16). `not enough data` where even a figure of nothing since
 * the fix could be chance; so "no change" always means that a change would have shown.
 */
export function figureOf(kind: FigureKind, before: Counted, after: Counted): Figure {
  const small = [before, after].some(({ of }) => of > 0 && of < LEAST_PEOPLE)
  const sides = { before: sideOf(kind, before, small), after: sideOf(kind, after, small) }
  if (small || before.of === 0 || after.of === 0) return { ...sides, outcome: 'not enough data', rose: false }
  const moves = move(kind, before, after)
  if (moves === 'less') return { ...sides, outcome: 'helped', rose: false }
  const couldTell = move(kind, before, { ...after, part: 0 }) === 'less'
  const rose = moves === 'more'
  return { ...sides, outcome: couldTell || rose ? 'no change' : 'not enough data', rose }
}

const move = (kind: FigureKind, before: Counted, after: Counted): Move =>
  kind === 'rate' ? rateMove(before, after) : shareMove(before, after)

function sideOf(kind: FigureKind, counted: Counted, small: boolean): Side {
  if (small) return { told: 'withheld' }
  const interval = kind === 'rate' ? rateInterval(counted) : shareInterval(counted.part, counted.of)
  if (interval === null) return { told: 'nobody' }
  return { told: 'figures', ...counted, value: counted.part / counted.of, ...interval }
}
