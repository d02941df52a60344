import { addDays, daysBetween, type LocalDay, weekOf } from '#app/domain/migrations/local-days.ts'

/**
 * The times that figures are told of, in whole weeks of the migration's zone: the last weeks with the running one, all of
 * it, and the four weeks before the last ones, to compare. Each is made of some of four pieces that do not overlap, so
 * that what is withheld can be decided for all of them together.
 */
export const SPANS = {
  all: [0, 1, 2, 3],
  4: [0],
  8: [0, 1],
  12: [0, 1, 2],
  '4 before': [1],
  '8 before': [2],
} as const satisfies Record<string, readonly number[]>

export type Span = keyof typeof SPANS

/** Object keys that look like numbers come first otherwise. */
export const SPAN_ORDER: readonly Span[] = ['all', 4, 8, 12, '4 before', '8 before']

/** Four weeks each, the newest first: how a figure moved. */
export const TREND: readonly Span[] = [4, '4 before', '8 before']

/** The first weeks of the pieces, from the newest; the oldest piece has none. */
const PIECE_WEEKS = [4, 8, 12] as const

/** The Mondays at which the pieces begin, as of a local day, from the newest piece; all before is the last piece. */
export const pieceStarts = (today: LocalDay): LocalDay[] =>
  PIECE_WEEKS.map((weeks) => addDays(weekOf(today), -7 * weeks))

/** The piece of time that a week lies in, as of a local day. */
export function pieceOf(week: LocalDay, today: LocalDay): number {
  const place = pieceStarts(today).findIndex((start) => daysBetween(start, week) >= 0)
  return place < 0 ? PIECE_WEEKS.length : place
}

/** The first and the last Monday of a span, as of a local day; null: since the beginning. */
export function weeksOf(span: Span, today: LocalDay): { first: LocalDay | null; last: LocalDay } {
  const starts = pieceStarts(today)
  const pieces = SPANS[span]
  const newest = pieces[0] as number
  return {
    first: starts[pieces.at(-1) as number] ?? null,
    last: newest === 0 ? weekOf(today) : addDays(starts[newest - 1] as LocalDay, -7),
  }
}

/** Whether a span holds a piece; as a key of an object a span is its text. */
export const isPieceOf = (piece: number, span: `${Span}` | Span): boolean =>
  (SPANS[span] as readonly number[]).includes(piece)

/** Whether a week lies in a span, as of a local day. */
export function isInSpan(week: LocalDay, span: Span, today: LocalDay): boolean {
  const { first, last } = weeksOf(span, today)
  return (first === null || daysBetween(first, week) >= 0) && daysBetween(week, last) >= 0
}

/** The spans that hold one of the last weeks, from the shortest: what may be told instead of it. Times before stand alone. */
export const wider = (span: Span): Span[] => {
  const place = LAST_WEEKS.indexOf(span)
  return place < 0 ? [] : LAST_WEEKS.slice(place + 1)
}

const LAST_WEEKS: readonly Span[] = [4, 8, 12, 'all']
