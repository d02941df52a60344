import { LEARNT, placeOn } from '#app/components/charts/ratio-axis.ts'
import { ratio } from '#app/components/format.ts'
import type { WordPen } from '#app/platform/drawn-words.server.ts'
import { CHART_SIZE, INK } from './chart-drawing.ts'
import type { RatioChart, RatioRow } from './ratio-chart.ts'

const SIZE = 12.5
const ROW = 24
/** Between the names and the medians lies the axis. */
const PLOT = { left: 186, right: CHART_SIZE.width - 60, top: 24 }

/** Ratios to the old product as an SVG with its words as outlines: a line of names for each group, a row for each of its parts. */
export function drawRatios({ groups, axis }: RatioChart, pen: WordPen): string {
  const x = (value: number) => round(PLOT.left + ((PLOT.right - PLOT.left) * placeOn(axis, value)) / 100)
  const write = (words: string, left: number, y: number, ink: string = INK['--text']) =>
    `<path transform="translate(${round(left)} ${round(y)})" fill="${ink}" d="${pen(words, SIZE).path}"/>`
  const lines = groups.flatMap(({ name, rows }) => [{ name }, ...rows])
  const bottom = PLOT.top + lines.length * ROW
  const parts = lines.map((line, place) => {
    const y = PLOT.top + place * ROW + ROW / 2
    if (!('ratios' in line)) return write(fitting(line.name, CHART_SIZE.width, pen), 0, y + 6)
    const median = ratio(line.ratios.median)
    return [
      write(nameOf(line, pen), 10, y + 4, INK['--muted']),
      `<rect x="${PLOT.left}" y="${y - ROW / 2}" width="${round(x(LEARNT) - PLOT.left)}" height="${ROW}" fill="${INK['--chart-band']}"/>`,
      `<path d="M${x(1)} ${y - ROW / 2}v${ROW}" stroke="${INK['--old']}" stroke-width="2" stroke-dasharray="5 3"/>`,
      mark(line, x, y, axis.to),
      write(median, CHART_SIZE.width - pen(median, SIZE).width, y + 4),
    ].join('')
  })
  const ticks = axis.ticks.map((tick) => {
    const words = tick === 1 || tick === axis.to ? `${tick} ×` : String(tick)
    const grid = `<path d="M${x(tick)} ${PLOT.top - 6}v6" stroke="${INK['--chart-grid']}"/>`
    return grid + write(words, x(tick) - pen(words, SIZE).width / 2, PLOT.top - 10, INK['--muted'])
  })
  return framed([...ticks, ...parts], bottom + 4)
}

const framed = (parts: readonly string[], height: number) =>
  [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${CHART_SIZE.width}" height="${height}" viewBox="0 0 ${CHART_SIZE.width} ${height}">`,
    `<rect width="${CHART_SIZE.width}" height="${height}" fill="${INK['--surface']}"/>`,
    ...parts,
    '</svg>',
  ].join('')

/** What lies beyond the axis stands at its end; a p90 that does is an arrow. */
function mark({ series, ratios }: RatioRow, x: (value: number) => number, y: number, end: number): string {
  const ink = series === 1 ? INK['--chart-1'] : INK['--chart-2']
  const p90 =
    ratios.p90 > end
      ? `<path d="M${PLOT.right - 6} ${y - 6}l6 6l-6 6" stroke="${ink}" stroke-width="2" fill="none"/>`
      : `<path d="M${x(ratios.p90)} ${y - 7}v14" stroke="${ink}" stroke-width="2"/>`
  const interval = `<path d="M${x(ratios.low)} ${y}H${x(ratios.high)}" stroke="${ink}" stroke-width="3"/>`
  const dot =
    series === 1
      ? `<circle cx="${x(ratios.median)}" cy="${y}" r="5" fill="${ink}"/>`
      : `<path transform="translate(${x(ratios.median)} ${y})" d="M0 -5.5L5.5 0L0 5.5L-5.5 0Z" fill="${INK['--surface']}" stroke="${ink}" stroke-width="2.5"/>`
  return p90 + interval + dot
}

/** "Approvers, n 79": a long name is cut, its n never. */
function nameOf({ name, n }: RatioRow, pen: WordPen): string {
  const rest = `, ${n}`
  return fitting(name, PLOT.left - 18 - pen(rest, SIZE).width, pen) + rest
}

/** Words that fit into a width, the rest as an ellipsis. */
function fitting(words: string, width: number, pen: WordPen): string {
  if (pen(words, SIZE).width <= width) return words
  let short = words
  while (short.length > 1 && pen(`${short}…`, SIZE).width > width) short = short.slice(0, -1).trimEnd()
  return `${short}…`
}

const round = (value: number) => Number(value.toFixed(2))
