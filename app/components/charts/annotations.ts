/** Something that happened at a moment of a chart; `place` is the moment's. */
export type ChartAnnotation = { place: number; words: string }

/**
 * Puts what happened at the moments of a chart, which ascend: each at the first moment that is not before its day. What
 * lies outside the chart is left out. `write` says a day.
 */
export function annotationsAt(
  days: readonly string[],
  happened: readonly { day: string; words: string }[],
  write: (day: string) => string,
): ChartAnnotation[] {
  const [first] = days
  if (first === undefined) return []
  return happened.flatMap(({ day, words }) => {
    const place = days.findIndex((one) => one >= day)
    return day < first || place === -1 ? [] : [{ place, words: `${words}, ${write(day)}` }]
  })
}
