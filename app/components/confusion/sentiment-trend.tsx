import { LineSeries } from '#app/components/charts/line-series.tsx'
import { dayText, shortDayText } from '#app/components/dates.ts'
import { Problem } from '#app/components/ui/problem.tsx'
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
  const people = told.map((week) => week.people ?? 0)
  return (
    <LineSeries
      title="How it feels to reporters, by week"
      moments={weeks.map(({ week }) => shortDayText(week, today))}
      lines={[{ name: 'Mean of what they chose', label: 'Mean', values: weeks.map(({ mean }) => mean) }]}
      format={(value) => value.toFixed(1)}
      max={5}
      source={`From 1, lost, to 5, fine; their own choice. n ${spanText(people)} people a week; weeks of fewer than five are left out`}
      asOf={dayText(today, '')}
    />
  )
}

function spanText(counts: readonly number[]): string {
  const [least, most] = [Math.min(...counts), Math.max(...counts)]
  return least === most ? String(least) : `${least} to ${most}`
}
