import { confusionChart } from '#app/domain/adoption/confusion-rollups/confusion-charts.ts'
import type { ConfusionWeek } from '#app/domain/adoption/confusion-rollups/confusion-figures.server.ts'
import type { LocalDay } from '#app/domain/migrations/local-days.ts'
import { LineSeries } from '../charts/line-series.tsx'
import { shortDayText } from '../dates.ts'

/** What was asked week by week; the running week is not over. */
export function ConfusionWeeks({ weeks, today }: { weeks: readonly ConfusionWeek[]; today: LocalDay }) {
  const [only] = weeks
  if (!only) return <p className="muted">Nobody was at these blocks in this period. Choose a longer one.</p>
  const chart = confusionChart(weeks, today)
  if (chart) return <LineSeries {...chart} asOf={shortDayText(today, '')} />
  return (
    <p>
      {only.reports} reports and me-toos in the week from {shortDayText(only.week, today)}. More weeks make a line.
    </p>
  )
}
