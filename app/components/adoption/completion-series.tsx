import type { CompletionSeries } from '#app/domain/adoption/standings/completion-series.ts'
import { LineSeries } from '../charts/line-series.tsx'
import { shortDayText } from '../dates.ts'
import { percent } from '../format.ts'

/** Share of people complete at the end of each day: one small chart an audience, all on one axis. */
export function CompletionOverTime({
  days,
  series,
  today,
  target,
}: {
  days: readonly string[]
  series: readonly CompletionSeries[]
  today: string
  target: number | undefined
}) {
  const moments = days.map((day) => shortDayText(day, today))
  return (
    <div className="small-multiples">
      {series.map(({ name, people, complete }) => (
        <section key={name}>
          <h3>{name}</h3>
          <LineSeries
            title={`Completion, ${name}`}
            moments={moments}
            lines={[
              {
                name: 'Complete',
                label: 'Complete',
                values: complete.map((part) => (people === 0 ? null : (part / people) * 100)),
              },
            ]}
            format={(value) => percent(value, 100)}
            max={100}
            target={target === undefined ? undefined : { value: target, label: `Target ${target}%` }}
            source={`n ${people} people assigned today`}
          />
        </section>
      ))}
    </div>
  )
}
