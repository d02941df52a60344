import { shortDayText } from '#app/components/dates.ts'
import { counted, percent } from '#app/components/format.ts'
import { completionShares } from './completion-shares.ts'
import type { ReportChart } from './reports/report-chart.ts'
import type { CompletionSeries } from './standings/completion-series.ts'

type Shown = { days: readonly string[]; today: string; target: number | undefined }

/** Share of a group's people complete at the end of each day, as its page and its mail draw it. */
export function completionChart(
  { name, people, complete }: CompletionSeries,
  { days, today, target }: Shown,
): ReportChart {
  return {
    title: `Completion, ${name}`,
    moments: days.map((day) => shortDayText(day, today)),
    lines: [{ name: 'Complete', label: 'Complete', values: completionShares({ people, complete }) }],
    format: (value) => percent(value, 100),
    max: 100,
    ...(target === undefined ? {} : { target: { value: target, label: `Target ${target}%` } }),
    source: `n ${counted(people, 'person', 'people')} assigned today`,
  }
}
