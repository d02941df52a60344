import type { Annotation } from '#app/domain/adoption/annotations.server.ts'
import { completionChart } from '#app/domain/adoption/completion-chart.ts'
import type { CompletionSeries } from '#app/domain/adoption/standings/completion-series.ts'
import { adoptionPaths } from '#app/http/adoption-paths.ts'
import { annotationsAt } from '../charts/annotations.ts'
import { LineSeries } from '../charts/line-series.tsx'
import { shortDayText } from '../dates.ts'
import { Fold } from './fold.tsx'

/** Share of people complete at the end of each day: one small chart an audience, all on one axis. */
export function CompletionOverTime({
  days,
  series,
  today,
  target,
  happened,
  query,
}: {
  days: readonly string[]
  series: readonly CompletionSeries[]
  today: string
  target: number | undefined
  /** releases and milestones of these days */
  happened: readonly Annotation[]
  /** the filters, which the list behind a chart keeps */
  query: URLSearchParams
}) {
  const annotations = annotationsAt(days, happened, (day) => shortDayText(day, today))
  return (
    <Fold className="small-multiples" folded={series.length > 1} all={`Show all ${series.length} groups`}>
      {series.map((one, place) => (
        <section key={one.name} data-more={place > 0 ? '' : undefined}>
          <h3>{one.name}</h3>
          <LineSeries
            {...completionChart(one, { days, today, target })}
            asOf={shortDayText(today, '')}
            annotations={annotations}
            behind={{ to: peopleOf(query, one.audience), label: 'Who is not complete' }}
          />
        </section>
      ))}
    </Fold>
  )
}

/** Those of a chart's audience who need help. */
function peopleOf(query: URLSearchParams, audience: { slug: string } | null): string {
  const next = new URLSearchParams(query)
  if (audience) {
    next.delete('cohort')
    next.set('audience', audience.slug)
  }
  return `${adoptionPaths.people()}?${next}`
}
