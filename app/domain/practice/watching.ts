/** Which parts of a film were played, and whether that can be. Pure. */

/** Seconds, `[from, to]`. */
export type Span = [number, number]

/**
 * All spans as sorted, disjoint ones, in whole seconds: a second counts once it was begun. Merging is the same in any
 * order and any number of times, so events may arrive late or twice.
 */
export function mergedSpans(spans: readonly Span[]): Span[] {
  const whole = spans
    .map(([from, to]): Span => [Math.floor(from), Math.ceil(to)])
    .filter(([from, to]) => to > from)
    .sort(([left], [right]) => left - right)
  const merged: Span[] = []
  for (const [from, to] of whole) {
    const last = merged.at(-1)
    if (last && from <= last[1]) last[1] = Math.max(last[1], to)
    else merged.push([from, to])
  }
  return merged
}

/** How many seconds of a film the spans cover; they must be disjoint. */
export function secondsIn(spans: readonly Span[], duration: number): number {
  return spans.reduce((sum, [from, to]) => sum + Math.max(0, Math.min(to, duration) - from), 0)
}

/** The fastest that our player plays. */
export const FASTEST_SPEED = 2

/** A player is not exact: a tenth of the time, and a second. */
const TOLERANCE = 1.1
const SLACK_SECONDS = 1

/** What was said of a film at an instant: which parts were played up to then; none as it begins to play. */
export type Playing = { at: Date; watched: readonly Span[] }

/**
 * The parts that can have been played. One event cannot tell of more than the player shows, at its fastest, since the
 * event before it; the first one since the film was reached. Both are told by the device itself, so that what was watched
 * without a network counts whenever it arrives. `sayings` are in order of their ids.
 */
export function believedSpans(reachedAt: Date, sayings: readonly Playing[]): Span[] {
  return mergedSpans(
    sayings.flatMap(({ at, watched }, place) => {
      const before = sayings[place - 1]?.at ?? reachedAt
      const passed = Math.max(0, at.getTime() - before.getTime()) / 1000
      return lengthOf(watched) <= passed * FASTEST_SPEED * TOLERANCE + SLACK_SECONDS ? watched : []
    }),
  )
}

const lengthOf = (spans: readonly Span[]): number => spans.reduce((sum, [from, to]) => sum + Math.max(0, to - from), 0)
