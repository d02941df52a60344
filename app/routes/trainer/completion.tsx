import { AdoptionFrame } from '#app/components/adoption/adoption-frame.tsx'
import { CompletionOverTime } from '#app/components/adoption/completion-series.tsx'
import { CompletionTable } from '#app/components/adoption/completion-table.tsx'
import { HowMade } from '#app/components/adoption/how-made.tsx'
import { percent } from '#app/components/format.ts'
import { SectionHead } from '#app/components/ui/head.tsx'
import { adoptionOf } from '#app/domain/adoption/adoption.server.ts'
import { annotationsOf } from '#app/domain/adoption/annotations.server.ts'
import { filtersOf, queryOf } from '#app/domain/adoption/filters.ts'
import { onlyLookedAt } from '#app/domain/adoption/looked-at.server.ts'
import { frameOf } from '#app/http/adoption-frame.server.ts'
import { adoptionPaths } from '#app/http/adoption-paths.ts'
import { answer } from '#app/http/answer.server.ts'
import { requireViewer } from '#app/http/viewer.server.ts'
import type { Route } from './+types/completion.ts'

export const meta: Route.MetaFunction = () => [{ title: 'Completion · Gangway' }]

export async function loader({ request, context }: Route.LoaderArgs) {
  const viewer = requireViewer(context)
  const query = new URL(request.url).searchParams
  const filters = filtersOf(query)
  const adoption = await answer(() => adoptionOf(viewer, filters, new Date()))
  const [first = adoption.today] = adoption.days
  const happened = await annotationsOf(viewer, adoption.milestone, first, adoption.today)
  const frame = await answer(() => frameOf(viewer, request, filters))
  const { byAudience, days, readiness, series, total } = adoption
  return { adoption: { ...onlyLookedAt(adoption), byAudience, days, readiness, series, total }, happened, frame }
}

export default function CompletionPage({ loaderData: { adoption, happened, frame } }: Route.ComponentProps) {
  const { byAudience, days, readiness, series, today, total } = adoption
  const { completion } = total
  const target = readiness.gates.find(
    ({ measure, audienceId }) => measure === 'completion' && audienceId === null,
  )?.target
  const query = queryOf({ ...frame.filters, milestone: adoption.milestone.slug })
  return (
    <AdoptionFrame
      here="completion"
      title={`${percent(completion.part, completion.whole)} of ${completion.whole} people are complete`}
      looked={adoption}
      frame={frame}
      people={completion.whole}
      csv={adoptionPaths.adoptionCsv()}
    >
      <section className="section" aria-labelledby="completion">
        <SectionHead
          id="completion"
          title="Completion by audience"
          aside={target === undefined ? undefined : `Target ${target}%`}
        />
        <CompletionTable rows={byAudience} total={total} target={target} />
        <HowMade metrics={['completion', 'overdue', 'coverage']} />
      </section>
      <section className="section" aria-labelledby="over-time">
        <SectionHead id="over-time" title="Completion over time" aside="People complete at the end of each day" />
        <CompletionOverTime
          days={days}
          series={series}
          today={today}
          target={target}
          happened={happened}
          query={query}
        />
      </section>
    </AdoptionFrame>
  )
}
