import type { RatioChart } from './ratio-chart.ts'
import { ratioWords } from './ratio-chart.ts'

/** Lines over time, as a page's chart shows them. */
export type ReportChart = {
  /** what it shows, in words: "Completion, Everyone" */
  title: string
  /** the moments, as they are written: "29 Jun" */
  moments: readonly string[]
  /** `label`: a short name, written at the line's end; one value for each moment, null where there is no figure */
  lines: readonly { name: string; label: string; values: readonly (number | null)[] }[]
  format: (value: number) => string
  /** the top of the axis */
  max: number
  target?: { value: number; label: string }
  /** whose figures, with n */
  source: string
}

/** A picture of a report: lines over time, or ratios to the old product. */
export type ReportPicture = ReportChart | RatioChart

/** What a picture says, for who does not see it: "Completion, Everyone. Complete 79%, Target 90%". */
export function chartWords(chart: ReportPicture): string {
  if ('groups' in chart) return ratioWords(chart)
  const { title, lines, format, target } = chart
  const ends = lines.map(({ name, values }) => {
    const last = values.findLast((value) => value !== null) ?? null
    return last === null ? `${name}: no figure yet` : `${name} ${format(last)}`
  })
  return `${title}. ${[...ends, ...(target ? [target.label] : [])].join(', ')}`
}
