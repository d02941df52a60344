import { type Axis, LEARNT, ratioAxis } from '#app/components/charts/ratio-axis.ts'
import { count } from '#app/components/format.ts'
import { type Baseline, comparableMs, ratiosOf, type TimeCell } from '../task-times.ts'

/** A group's time as ratios to the old product, drawn as pages draw it: power users, and everybody, are series 1. */
export type RatioRow = { name: string; n: string; series: 1 | 2; ratios: ReturnType<typeof ratiosOf> }

/** Task times against the old product: dot the median, thick line its 95% interval, thin tick p90. */
export type RatioChart = {
  title: string
  groups: readonly { name: string; rows: readonly RatioRow[] }[]
  axis: Axis
  source: string
}

/** A task, or a part of its attempts, with the groups whose times are drawn. */
export type DrawnTask = {
  name: string
  baseline: Baseline | null
  cells: readonly { name: string; series: 1 | 2; cell: TimeCell | undefined }[]
}

/** Rows beyond which a picture is too long for a mail. */
const ROWS_LIMIT = 30

/** The picture of what can be compared among these; null where nothing can. */
export function ratioChart(title: string, tasks: readonly DrawnTask[], oldProduct: string): RatioChart | null {
  let left = ROWS_LIMIT
  const groups = tasks.flatMap(({ name, baseline, cells }) => {
    const rows = cells.flatMap((one) => ratioRow(one, comparableMs(baseline))).slice(0, left)
    left -= rows.length
    return rows.length > 0 ? [{ name, rows }] : []
  })
  if (groups.length === 0) return null
  const medians = groups.flatMap(({ rows }) => rows.map(({ ratios }) => ratios.median))
  const source = `Dot: median; thick line: its 95% interval; thin tick: p90; dashed line: the median in ${oldProduct}; ground: up to ${LEARNT} ×. Filled: power users and everyone; open: casual users`
  return { title, groups, axis: ratioAxis(medians), source }
}

function ratioRow({ name, series, cell }: DrawnTask['cells'][number], baselineMs: number | null): RatioRow[] {
  if (baselineMs === null || !cell || !('figures' in cell)) return []
  return [{ name, n: `n ${count(cell.figures.people)}`, series, ratios: ratiosOf(cell.figures, baselineMs) }]
}

/** What it is, for who does not see it: a report that has one tells its figures in a table, too. */
export const ratioWords = ({ title }: RatioChart): string => `${title}: the figures of the table, drawn`
