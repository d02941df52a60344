import { clock, count } from '#app/components/format.ts'
import type { ReportChart } from './reports/report-chart.ts'
import type { TaskDetail } from './task-detail.server.ts'
import { comparableMs } from './task-times.ts'
import { tryName } from './task-words.ts'

const MINUTE = 60_000

/** Median time by number of the try, as its page and its mail draw it; null where fewer than two tries are told. */
export function learningCurve(
  { tries, task }: Pick<TaskDetail, 'tries' | 'task'>,
  oldProduct: string,
): ReportChart | null {
  const figures = tries.map(({ cell }) => (cell && 'figures' in cell ? cell.figures : null))
  const [first, second] = figures.filter((one) => one !== null)
  if (!first || !second) return null
  const medians = figures.map((one) => (one === null ? null : one.median / MINUTE))
  const baselineMs = comparableMs(task.baseline)
  const top = Math.max(...medians.map((minutes) => minutes ?? 0), (baselineMs ?? 0) / MINUTE)
  return {
    title: `Median time by number of the try: ${task.title}`,
    moments: tries.map(tryName),
    lines: [{ name: 'Median time', label: 'Median', values: medians }],
    format: (minutes) => clock(minutes * MINUTE),
    max: Math.ceil(top * 1.15),
    ...(baselineMs === null
      ? {}
      : { target: { value: baselineMs / MINUTE, label: `${oldProduct} ${clock(baselineMs)}` } }),
    source: `n ${count(first.people)} people at the first try that is shown`,
  }
}
