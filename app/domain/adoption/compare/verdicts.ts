import { type Change, changeOf } from '../change.ts'
import { type Move, shareMove } from '../rates.ts'
import type { Counts, Share } from '../standing.ts'
import type { TimeCell } from '../task-times.ts'

/** What may be said of the time of the first side against the other's; `ratio` is the first by the other. */
export type Verdict = { change: Change; ratio: number | null }

/** Two cells of one task beside each other. */
export function verdictOf(a: TimeCell | undefined, b: TimeCell | undefined): Verdict {
  if (!a || !b || !('figures' in a) || !('figures' in b)) return { change: 'unknown', ratio: null }
  return { change: changeOf(b, a), ratio: a.figures.median / b.figures.median }
}

/**
 * The same where both were asked for the same time: nothing is claimed of a cell that gave way to a wider span, where few
 * people did it in the one asked for.
 */
export function verdictInTime(a: TimeCell | undefined, b: TimeCell | undefined): Verdict {
  const isSame = a && b && 'figures' in a && 'figures' in b && a.span === b.span
  return isSame ? verdictOf(a, b) : verdictOf(undefined, undefined)
}

/** Which shares of people are compared. */
export const SHARES = ['completion', 'upToDate', 'coverage', 'overdue'] as const

/** A share of both sides; `move`: whether the first has more or less than the other. */
export type ComparedShare = { of: (typeof SHARES)[number]; a: Share; b: Share; move: Move }

/** How the people of both sides stand. Told at any size of a group: progress is no time. */
export function comparedShares(a: Counts, b: Counts): ComparedShare[] {
  return SHARES.map((of) => {
    const [first, other] = [SHARE_OF[of](a), SHARE_OF[of](b)]
    const counted = ({ part, whole }: Share) => ({ part, of: whole })
    return { of, a: first, b: other, move: shareMove(counted(other), counted(first)) }
  })
}

const SHARE_OF: Record<ComparedShare['of'], (counts: Counts) => Share> = {
  completion: ({ complete, assigned }) => ({ part: complete, whole: assigned }),
  upToDate: ({ begun, refreshing }) => ({ part: begun - refreshing, whole: begun }),
  coverage: ({ attended, assigned }) => ({ part: attended, whole: assigned }),
  overdue: ({ overdue, assigned }) => ({ part: overdue, whole: assigned }),
}
