import { AdoptionFrame } from '#app/components/adoption/adoption-frame.tsx'
import { ChecksTable } from '#app/components/adoption/checks-table.tsx'
import { HowMade } from '#app/components/adoption/how-made.tsx'
import { NothingDone } from '#app/components/adoption/no-figures.tsx'
import { checksLookedAt } from '#app/domain/adoption/check-figures.server.ts'
import { checksTitle, nobodyAnswered } from '#app/domain/adoption/checks-title.ts'
import { filtersOf, queryOf } from '#app/domain/adoption/filters.ts'
import { frameOf } from '#app/http/adoption-frame.server.ts'
import { adoptionPaths } from '#app/http/adoption-paths.ts'
import { answer } from '#app/http/answer.server.ts'
import { requireViewer } from '#app/http/viewer.server.ts'
import type { Route } from './+types/checks.ts'

export const meta: Route.MetaFunction = ({ loaderData }) => [
  { title: loaderData ? `${checksTitle(loaderData.looked.checks)} · Gangway` : 'Checks · Gangway' },
]

export async function loader({ request, context }: Route.LoaderArgs) {
  const viewer = requireViewer(context)
  const query = new URL(request.url).searchParams
  const filters = filtersOf(query)
  const looked = await answer(() => checksLookedAt(viewer, filters, new Date()))
  return { looked, frame: await answer(() => frameOf(viewer, request, filters)) }
}

export default function ChecksPage({ loaderData }: Route.ComponentProps) {
  const { looked, frame } = loaderData
  const query = `?${queryOf({ ...frame.filters, milestone: looked.milestone.slug })}`
  return (
    <AdoptionFrame
      here="checks"
      title={checksTitle(looked.checks)}
      looked={looked}
      frame={frame}
      csv={adoptionPaths.checksCsv()}
    >
      {looked.checks.length > 0 && nobodyAnswered(looked.checks) ? (
        <NothingDone
          looked={looked}
          filters={frame.filters}
          title="Nobody answered a check in this period"
          begins="Figures come with people’s first answers, from five people on."
        />
      ) : (
        <section className="section" aria-label="Checks">
          <ChecksTable checks={looked.checks} query={query} />
          <HowMade metrics={['checkScore']} />
        </section>
      )}
    </AdoptionFrame>
  )
}
