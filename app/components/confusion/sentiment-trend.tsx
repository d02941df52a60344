import { LineSeries } from '#app/components/charts/line-series.tsx'
import { dayText, shortDayText } from '#app/components/dates.ts'
import { Problem } from '#app/components/ui/problem.tsx'
import { sentimentChart } from '#app/domain/adoption/confusion-rollups/confusion-charts.ts'
import type { SentimentWeek } from '#app/domain/adoption/effect/flow.server.ts'
import type { LocalDay } from '#app/domain/migrations/local-days.ts'

/** How reporters said they feel, week by week. Weeks of fewer than five people are gaps. */
export function SentimentTrend({ weeks, today }: { weeks: readonly SentimentWeek[]; today: LocalDay }) {
  const told = weeks.filter(({ mean }) => mean !== null)
  if (told.length === 0) {
    return (
      <Problem kind="empty" title="Too few people have said how it feels">
        A week is shown once it is over, if at least five people chose in it how they feel, from lost to fine.
      </Problem>
    )
  }
  const [only] = told
  if (told.length === 1 && only) {
    return (
      <p>
        {only.mean?.toFixed(1)}, the mean of what {only.people} people chose in the week from{' '}
        {shortDayText(only.week, today)}: from 1, lost, to 5, fine. More weeks make a line.
      </p>
    )
  }
  const chart = sentimentChart(weeks, today)
  return chart && <LineSeries {...chart} asOf={dayText(today, '')} />
}
