import { shortDayText } from '#app/components/dates.ts'
import { count } from '#app/components/format.ts'
import type { LocalDay } from '#app/domain/migrations/local-days.ts'
import type { SentimentWeek } from '../effect/flow.server.ts'
import type { ReportChart } from '../reports/report-chart.ts'
import type { ConfusionWeek } from './confusion-figures.server.ts'

/** Reports and me-toos week by week, as their page and their mail draw them; null where there are not two weeks. */
export function confusionChart(weeks: readonly ConfusionWeek[], today: LocalDay): ReportChart | null {
  if (weeks.length < 2) return null
  const reached = weeks.reduce((sum, week) => sum + week.reached, 0)
  const most = Math.max(5, ...weeks.map(({ reports }) => reports))
  return {
    title: 'Reports and me-toos, by week',
    moments: weeks.map(({ week }) => shortDayText(week, today)),
    lines: [{ name: 'Reports and me-toos', label: 'Asked', values: weeks.map(({ reports }) => reports) }],
    format: (value) => count(Math.round(value)),
    // An even number: half of it is written on the axis, too.
    max: most + (most % 2),
    source: `n ${count(reached)}: people who came to a block for the first time, added up over blocks. The last week may not be over`,
  }
}

/** How reporters said they feel, week by week, drawn alike; weeks of fewer than five people are gaps. */
export function sentimentChart(weeks: readonly SentimentWeek[], today: LocalDay): ReportChart | null {
  const told = weeks.filter(({ mean }) => mean !== null)
  if (told.length < 2) return null
  const people = spanText(told.map((week) => week.people ?? 0))
  return {
    title: 'How it feels to reporters, by week',
    moments: weeks.map(({ week }) => shortDayText(week, today)),
    lines: [{ name: 'Mean of what they chose', label: 'Mean', values: weeks.map(({ mean }) => mean) }],
    format: (value) => value.toFixed(1),
    max: 5,
    source: `From 1, lost, to 5, fine; their own choice. n ${people} people a week; weeks of fewer than five are left out`,
  }
}

function spanText(counts: readonly number[]): string {
  const [least, most] = [Math.min(...counts), Math.max(...counts)]
  return least === most ? String(least) : `${least} to ${most}`
}
