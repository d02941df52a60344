/**
 * The order of series is the same on every chart: colour, shape and dash together, so that none of them is needed
 * alone. Power users are the first, casual ones the second, on every page.
 */
export type SeriesShape = {
  /** the token of its colour */
  colour: `--chart-${1 | 2 | 3 | 4 | 5 | 6}`
  marker: 'circle' | 'rectRot' | 'triangle' | 'rect'
  /** filled with the page's own colour */
  open: boolean
  dash: readonly number[]
}

export const SERIES: readonly SeriesShape[] = [
  { colour: '--chart-1', marker: 'circle', open: false, dash: [] },
  { colour: '--chart-2', marker: 'rectRot', open: true, dash: [9, 3] },
  { colour: '--chart-3', marker: 'triangle', open: false, dash: [4, 3] },
  { colour: '--chart-4', marker: 'rect', open: true, dash: [12, 3, 2, 3] },
  { colour: '--chart-5', marker: 'rect', open: false, dash: [] },
  { colour: '--chart-6', marker: 'circle', open: true, dash: [2, 3] },
]

/** The shape of a series by its place; more than six in one chart belong in small multiples. */
export function seriesShape(place: number): SeriesShape {
  const shape = SERIES[place % SERIES.length]
  if (!shape) throw new RangeError(`no series ${place}`)
  return shape
}
