/** Which parts of a film were played. Pure. */

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
