import type { ConfusionWeek } from '#app/domain/adoption/confusion-rollups/confusion-figures.server.ts'
import type { LocalDay } from '#app/domain/migrations/local-days.ts'
import { LineSeries } from '../charts/line-series.tsx'
import { shortDayText } from '../dates.ts'
import { count } from '../format.ts'

/** What was asked week by week; the running week is not over. */
export function ConfusionWeeks({ weeks, today }: { weeks: readonly ConfusionWeek[]; today: LocalDay }) {
  const [only] = weeks
  if (!only) return <p className="muted">Nobody was at these blocks in this period. Choose a longer one.</p>
  if (weeks.length === 1) {
    return (
      <p>
        {only.reports} reports and me-toos in the week from {shortDayText(only.week, today)}. More weeks make a line.
      </p>
    )
  }
  const reached = weeks.reduce((sum, week) => sum + week.reached, 0)
  return (
    <LineSeries
      title="Reports and me-toos, by week"
      moments={weeks.map(({ week }) => shortDayText(week, today))}
      lines={[{ name: 'Reports and me-toos', label: 'Asked', values: weeks.map(({ reports }) => reports) }]}
      format={(value) => count(Math.round(value))}
      max={Math.max(5, ...weeks.map(({ reports }) => reports))}
      source={`n ${count(reached)}: people who came to a block for the first time, added up over blocks. The last week may not be over`}
      asOf={shortDayText(today, '')}
    />
  )
}
