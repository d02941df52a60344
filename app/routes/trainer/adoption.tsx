import { Link } from 'react-router'
import { CompletionOverTime } from '#app/components/adoption/completion-series.tsx'
import { CompletionTable } from '#app/components/adoption/completion-table.tsx'
import { ConfusedTable } from '#app/components/adoption/confused-table.tsx'
import { ErrorTable } from '#app/components/adoption/error-table.tsx'
import { FilterRow } from '#app/components/adoption/filter-row.tsx'
import { FiringAlerts } from '#app/components/adoption/firing-alerts.tsx'
import { LookedAtFacts, OneOfBothNote } from '#app/components/adoption/looked-at-facts.tsx'
import { ReadinessTable } from '#app/components/adoption/readiness-table.tsx'
import { SavedViews } from '#app/components/adoption/saved-views.tsx'
import { TaskTimeTable } from '#app/components/adoption/task-time-table.tsx'
import { Main } from '#app/components/frame/main.tsx'
import { PageHead, SectionHead } from '#app/components/ui/head.tsx'
import { adoptionOf } from '#app/domain/adoption/adoption.server.ts'
import { firingAlerts } from '#app/domain/adoption/alerts/firing.server.ts'
import { asksForBoth, filtersOf, queryOf } from '#app/domain/adoption/filters.ts'
import { adoptionViews } from '#app/domain/adoption/views/views.server.ts'
import { migrationOf } from '#app/domain/migrations/milestones.server.ts'
import { adoptionPaths } from '#app/http/adoption-paths.ts'
import { answer } from '#app/http/answer.server.ts'
import { paths } from '#app/http/paths.ts'
import { requireViewer } from '#app/http/viewer.server.ts'
import type { Route } from './+types/adoption.ts'
import '#app/components/adoption/adoption.css'

export const meta: Route.MetaFunction = ({ loaderData }) => [
  { title: loaderData ? `${loaderData.adoption.readiness.words} · Gangway` : 'Adoption · Gangway' },
]

export async function loader({ request, context }: Route.LoaderArgs) {
  const viewer = requireViewer(context)
  const query = new URL(request.url).searchParams
  const filters = filtersOf(query)
  const [adoption, views, alerts] = await answer(() =>
    Promise.all([adoptionOf(viewer, filters, new Date()), adoptionViews(viewer), firingAlerts(viewer)]),
  )
  const { oldProduct, timeZone } = migrationOf(viewer)
  return { adoption, views, alerts, filters, askedForBoth: asksForBoth(query), oldProduct, timeZone }
}

export default function AdoptionPage({ loaderData }: Route.ComponentProps) {
  const { adoption, views, alerts, filters, askedForBoth, oldProduct, timeZone } = loaderData
  const { milestone, readiness, today } = adoption
  const target = readiness.gates.find(
    ({ measure, audienceId }) => measure === 'completion' && audienceId === null,
  )?.target
  const query = queryOf({ ...filters, milestone: milestone.slug })
  return (
    <Main>
      <PageHead
        over="Adoption"
        title={readiness.words}
        meta={
          <LookedAtFacts
            looked={adoption}
            measuredAt={adoption.measuredAt}
            timeZone={timeZone}
            people={adoption.total.completion.whole}
          />
        }
      />
      <FilterRow looked={adoption} filters={filters} csv={`${adoptionPaths.adoptionCsv()}?${query}`} />
      {askedForBoth && <OneOfBothNote />}
      <SavedViews views={views} page={paths.adoption()} query={queryOf(filters)} sendable />
      <FiringAlerts alerts={alerts} now={new Date(adoption.measuredAt)} zone={timeZone} />
      <div className="halves">
        <section className="section" aria-labelledby="completion">
          <SectionHead
            id="completion"
            title="Completion by audience"
            aside={target === undefined ? undefined : `Target ${target}%`}
          />
          <CompletionTable rows={adoption.byAudience} total={adoption.total} target={target} />
        </section>
        <section className="section" aria-labelledby="readiness">
          <SectionHead
            id="readiness"
            title="Readiness"
            aside={<Link to={paths.milestone(milestone.slug)}>Open the milestone</Link>}
          />
          <ReadinessTable gates={readiness.gates} />
        </section>
      </div>
      <section className="section" aria-labelledby="over-time">
        <SectionHead id="over-time" title="Completion over time" aside="People complete at the end of each day" />
        <CompletionOverTime days={adoption.days} series={adoption.series} today={today} target={target} />
      </section>
      <section className="section" aria-labelledby="task-time">
        <SectionHead id="task-time" title={`Task time against ${oldProduct}`} />
        <TaskTimeTable adoption={adoption} oldProduct={oldProduct} />
      </section>
      <div className="halves">
        <section className="section" aria-labelledby="errors">
          <SectionHead
            id="errors"
            title="Errors by type"
            aside={<Link to={`${adoptionPaths.checks()}?${query}`}>Checks, question by question</Link>}
          />
          <ErrorTable errors={adoption.errors} />
        </section>
        <section className="section" aria-labelledby="confused">
          <SectionHead
            id="confused"
            title="Where people are confused"
            aside={<Link to={paths.confusion()}>All reports</Link>}
          />
          <ConfusedTable blocks={adoption.confused} />
        </section>
      </div>
      <p className="source">
        <Link to={paths.measured()}>How each figure is made</Link>.{' '}
        <Link to={adoptionPaths.reports()}>Reports by mail</Link>. <Link to={adoptionPaths.alerts()}>Alerts</Link>.
      </p>
    </Main>
  )
}
