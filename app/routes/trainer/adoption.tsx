import { Link } from 'react-router'
import { AdoptionFrame } from '#app/components/adoption/adoption-frame.tsx'
import { FiringAlerts } from '#app/components/adoption/firing-alerts.tsx'
import { HowMade } from '#app/components/adoption/how-made.tsx'
import { FirstList } from '#app/components/adoption/overview/first-list.tsx'
import { firstWords } from '#app/components/adoption/overview/first-words.ts'
import { GatesInShort } from '#app/components/adoption/overview/gates-in-short.tsx'
import { WeekList } from '#app/components/adoption/overview/week-list.tsx'
import { SectionHead } from '#app/components/ui/head.tsx'
import { firingAlerts } from '#app/domain/adoption/alerts/firing.server.ts'
import { filtersOf, queryOf } from '#app/domain/adoption/filters.ts'
import { onlyLookedAt } from '#app/domain/adoption/looked-at.server.ts'
import { overviewOf } from '#app/domain/adoption/overview/overview.server.ts'
import { migrationOf } from '#app/domain/migrations/milestones.server.ts'
import { frameOf } from '#app/http/adoption-frame.server.ts'
import { adoptionPaths } from '#app/http/adoption-paths.ts'
import { answer } from '#app/http/answer.server.ts'
import { paths } from '#app/http/paths.ts'
import { requireViewer } from '#app/http/viewer.server.ts'
import type { Route } from './+types/adoption.ts'

export const meta: Route.MetaFunction = ({ loaderData }) => [
  { title: loaderData ? `${titleOf(loaderData.overview)} · Gangway` : 'Adoption · Gangway' },
]

export async function loader({ request, context }: Route.LoaderArgs) {
  const viewer = requireViewer(context)
  const query = new URL(request.url).searchParams
  const filters = filtersOf(query)
  const overview = await answer(() => overviewOf(viewer, filters, new Date()))
  const { oldProduct } = migrationOf(viewer)
  const common = queryOf({ ...filters, milestone: overview.milestone.slug })
  const first = overview.first.map((thing) => firstWords(thing, { ...overview, oldProduct, query: common }))
  const { readiness, total, week, moves, audienceNames } = overview
  const shown = { ...onlyLookedAt(overview), readiness, total, week, moves, audienceNames }
  const [frame, alerts] = await answer(() => Promise.all([frameOf(viewer, request, filters), firingAlerts(viewer)]))
  return { overview: shown, first, alerts, frame }
}

export default function AdoptionPage({ loaderData: { overview, first, alerts, frame } }: Route.ComponentProps) {
  const { milestone, readiness, total } = overview
  const query = queryOf({ ...frame.filters, milestone: milestone.slug })
  return (
    <AdoptionFrame
      here="overview"
      title={titleOf(overview)}
      looked={overview}
      frame={frame}
      people={total.completion.whole}
      csv={adoptionPaths.adoptionCsv()}
    >
      <FiringAlerts alerts={alerts} now={new Date(overview.measuredAt)} zone={frame.timeZone} />
      <div className="halves">
        <section className="section" aria-labelledby="first">
          <SectionHead id="first" title="Do this first" />
          <FirstList things={first} />
          <p className="source">
            The worst of each kind. What the milestone asks for weighs more the fewer weeks are left.
          </p>
        </section>
        <section className="section" aria-labelledby="readiness">
          <SectionHead
            id="readiness"
            title="Where we stand"
            aside={<Link to={paths.milestone(milestone.slug)}>Open the milestone</Link>}
          />
          <GatesInShort gates={readiness.gates} />
        </section>
      </div>
      <section className="section" aria-labelledby="week">
        <SectionHead id="week" title="The last seven days" />
        <WeekList overview={overview} query={query} />
        <HowMade metrics={['whatFirst', 'completion', 'coverage', 'overdue', 'taskChange', 'confusion']} />
      </section>
    </AdoptionFrame>
  )
}

/** Whether the milestone is ready; while it asks nobody for anything, that. */
function titleOf({ milestone, readiness, total, scope }: Route.ComponentProps['loaderData']['overview']): string {
  const { audience, cohort } = scope
  if (total.completion.whole > 0 || audience || cohort) return readiness.words
  return `Nobody is assigned to ${milestone.name.split(':')[0]} yet`
}
