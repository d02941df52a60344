import { type SeriesShape, seriesShape } from '#app/components/charts/series.ts'
import type { WordPen } from '#app/platform/drawn-words.server.ts'
import type { ReportChart } from './report-chart.ts'

/** The light theme's values of these tokens: mail is read on paper's ground. */
export const INK = {
  ...{ '--surface': '#ffffff', '--text': '#14212b', '--muted': '#4f5f6b', '--chart-grid': '#d3dbe1' },
  ...{ '--old': '#6d6154', '--chart-band': '#e6eef7' },
  ...{ '--chart-1': '#17508f', '--chart-2': '#f25604', '--chart-3': '#1f9e8b' },
  ...{ '--chart-4': '#809044', '--chart-5': '#7a2a52', '--chart-6': '#686d8e' },
} as const

/** Pixels of the page; the file has twice as many, for dense screens. */
export const CHART_SIZE = { width: 440, height: 200 }

const AXIS = { left: 44, top: 14, bottom: 172 }
const SIZE = 12.5

/** A chart as an SVG with its words as outlines: straight lines, each named at its end, the target as a line of ink. */
export function drawChart(chart: ReportChart, pen: WordPen): string {
  const { width, height } = CHART_SIZE
  const ends = endsOf(chart)
  const longest = Math.max(
    0,
    ...[...ends.map(({ words }) => words), chart.target?.label ?? ''].map((one) => pen(one, SIZE).width),
  )
  const frame = { right: width - longest - 18, max: chart.max, moments: chart.moments.length }
  const words = (
    text: string,
    x: number,
    y: number,
    { ink = INK['--muted'] as string, end = false, middle = false } = {},
  ) => {
    const drawn = pen(text, SIZE)
    const left = end ? x - drawn.width : middle ? x - drawn.width / 2 : x
    return `<path transform="translate(${round(left)} ${round(y)})" fill="${ink}" d="${drawn.path}"/>`
  }
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}">`,
    `<rect width="${width}" height="${height}" fill="${INK['--surface']}"/>`,
    ...[0, chart.max / 2, chart.max].flatMap((value) => [
      rule(frame, value, INK['--chart-grid'], 1),
      words(chart.format(value), AXIS.left - 8, yOf(frame, value) + 4, { end: true }),
    ]),
    ...shownMoments(chart.moments).map(({ moment, place, last }) =>
      words(moment, xOf(frame, place), AXIS.bottom + 20, { end: last, middle: place > 0 && !last }),
    ),
    ...(chart.target
      ? [
          rule(frame, chart.target.value, INK['--text'], 1.5),
          words(chart.target.label, frame.right + 12, yOf(frame, chart.target.value) + 4, { ink: INK['--text'] }),
        ]
      : []),
    ...chart.lines.map(({ values }, place) => line(frame, values, seriesShape(place))),
    ...apart(
      ends.map((end) => ({ ...end, y: yOf(frame, end.value) + 4 })),
      chart.target && yOf(frame, chart.target.value) + 4,
    ).map((end) => words(end.words, frame.right + 12, end.y, { ink: INK['--text'] })),
    '</svg>',
  ].join('')
}

type Frame = { right: number; max: number; moments: number }

const round = (value: number) => Number(value.toFixed(2))
const yOf = ({ max }: Frame, value: number) => round(AXIS.bottom - ((AXIS.bottom - AXIS.top) * value) / (max || 1))
const xOf = ({ right, moments }: Frame, place: number) =>
  round(AXIS.left + ((right - AXIS.left) * place) / Math.max(1, moments - 1))

const rule = (frame: Frame, value: number, ink: string, width: number) =>
  `<path d="M${AXIS.left} ${yOf(frame, value)}H${round(frame.right)}" stroke="${ink}" stroke-width="${width}"/>`

/** The first, the middle and the last. */
function shownMoments(moments: readonly string[]): { moment: string; place: number; last: boolean }[] {
  const end = moments.length - 1
  const places = [...new Set([0, Math.floor(end / 2), end])].filter((place) => place >= 0)
  return places.map((place) => ({ moment: moments[place] ?? '', place, last: place === end && end > 0 }))
}

type End = { words: string; value: number }

function endsOf({ lines, format }: ReportChart): End[] {
  return lines.flatMap(({ label, values }) => {
    const value = values.findLast((one) => one !== null) ?? null
    return value === null ? [] : [{ words: `${label} ${format(value)}`, value }]
  })
}

/** Moves names that would lie on each other, or on the target's, apart: downwards, keeping their order. */
function apart<T extends { y: number }>(ends: readonly T[], target: number | undefined): T[] {
  let free = Number.NEGATIVE_INFINITY
  return [...ends]
    .sort((a, b) => a.y - b.y)
    .map((end) => {
      let y = Math.max(end.y, free)
      if (target !== undefined && Math.abs(y - target) < 16) y = target + 16
      free = y + 16
      return { ...end, y }
    })
}

function line(frame: Frame, values: readonly (number | null)[], shape: SeriesShape): string {
  const points = values.flatMap((value, place) =>
    value === null ? [] : [[xOf(frame, place), yOf(frame, value)] as const],
  )
  const last = points.at(-1)
  if (!last) return ''
  const ink = INK[shape.colour]
  const dash = shape.dash.length > 0 ? ` stroke-dasharray="${shape.dash.join(' ')}"` : ''
  const path = points.map(([x, y], place) => `${place === 0 ? 'M' : 'L'}${x} ${y}`).join('')
  return `<path d="${path}" fill="none" stroke="${ink}" stroke-width="2.5"${dash}/>${marker(last, shape, ink)}`
}

const MARKERS: Record<SeriesShape['marker'], string> = {
  circle: 'M-5 0A5 5 0 1 0 5 0A5 5 0 1 0 -5 0Z',
  rectRot: 'M0 -5.5L5.5 0L0 5.5L-5.5 0Z',
  triangle: 'M0 -5.5L5 4L-5 4Z',
  rect: 'M-4.5 -4.5H4.5V4.5H-4.5Z',
}

function marker([x, y]: readonly [number, number], { marker: form, open }: SeriesShape, ink: string): string {
  const fill = open ? INK['--surface'] : ink
  return `<path transform="translate(${x} ${y})" d="${MARKERS[form]}" fill="${fill}" stroke="${ink}" stroke-width="2.5"/>`
}
