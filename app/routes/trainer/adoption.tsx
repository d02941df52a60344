import { Link } from 'react-router'
import { AdoptionFrame } from '#app/components/adoption/adoption-frame.tsx'
import { ConfusedTable } from '#app/components/adoption/confused-table.tsx'
import { HowMade } from '#app/components/adoption/how-made.tsx'
import { ReadinessTable } from '#app/components/adoption/readiness-table.tsx'
import { SectionHead } from '#app/components/ui/head.tsx'
import { adoptionOf } from '#app/domain/adoption/adoption.server.ts'
import { asksForBoth, filtersOf } from '#app/domain/adoption/filters.ts'
import { migrationOf } from '#app/domain/migrations/milestones.server.ts'
import { adoptionPaths } from '#app/http/adoption-paths.ts'
import { answer } from '#app/http/answer.server.ts'
import { paths } from '#app/http/paths.ts'
import { requireViewer } from '#app/http/viewer.server.ts'
import type { Route } from './+types/adoption.ts'

export const meta: Route.MetaFunction = ({ loaderData }) => [
  { title: loaderData ? `${loaderData.adoption.readiness.words} · Gangway` : 'Adoption · Gangway' },
]

export async function loader({ request, context }: Route.LoaderArgs) {
  const viewer = requireViewer(context)
  const query = new URL(request.url).searchParams
  const filters = filtersOf(query)
  const adoption = await answer(() => adoptionOf(viewer, filters, new Date()))
  return { adoption, frame: { filters, askedForBoth: asksForBoth(query), timeZone: migrationOf(viewer).timeZone } }
}

export default function AdoptionPage({ loaderData: { adoption, frame } }: Route.ComponentProps) {
  const { milestone, readiness, total } = adoption
  return (
    <AdoptionFrame
      here="overview"
      title={readiness.words}
      looked={adoption}
      frame={frame}
      people={total.completion.whole}
      csv={adoptionPaths.adoptionCsv()}
    >
      <div className="halves">
        <section className="section" aria-labelledby="readiness">
          <SectionHead
            id="readiness"
            title="Readiness"
            aside={<Link to={paths.milestone(milestone.slug)}>Open the milestone</Link>}
          />
          <ReadinessTable gates={readiness.gates} />
        </section>
        <section className="section" aria-labelledby="confused">
          <SectionHead
            id="confused"
            title="Where people are confused"
            aside={<Link to={paths.confusion()}>All reports</Link>}
          />
          <ConfusedTable blocks={adoption.confused} />
          <HowMade metrics={['confusion']} />
        </section>
      </div>
    </AdoptionFrame>
  )
}
