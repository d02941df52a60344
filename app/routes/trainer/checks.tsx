import { Link } from 'react-router'
import { ChecksTable } from '#app/components/adoption/checks-table.tsx'
import { FilterRow } from '#app/components/adoption/filter-row.tsx'
import { LookedAtFacts, OneOfBothNote } from '#app/components/adoption/looked-at-facts.tsx'
import { SavedViews } from '#app/components/adoption/saved-views.tsx'
import { Main } from '#app/components/frame/main.tsx'
import { PageHead } from '#app/components/ui/head.tsx'
import { checksLookedAt } from '#app/domain/adoption/check-figures.server.ts'
import { checksTitle } from '#app/domain/adoption/checks-title.ts'
import { asksForBoth, filtersOf, queryOf } from '#app/domain/adoption/filters.ts'
import { adoptionViews } from '#app/domain/adoption/views/views.server.ts'
import { migrationOf } from '#app/domain/migrations/milestones.server.ts'
import { adoptionPaths } from '#app/http/adoption-paths.ts'
import { answer } from '#app/http/answer.server.ts'
import { paths } from '#app/http/paths.ts'
import { requireViewer } from '#app/http/viewer.server.ts'
import type { Route } from './+types/checks.ts'

export const meta: Route.MetaFunction = ({ loaderData }) => [
  { title: loaderData ? `${checksTitle(loaderData.looked.checks)} · Gangway` : 'Checks · Gangway' },
]

export async function loader({ request, context }: Route.LoaderArgs) {
  const viewer = requireViewer(context)
  const query = new URL(request.url).searchParams
  const filters = filtersOf(query)
  const [looked, views] = await answer(() =>
    Promise.all([checksLookedAt(viewer, filters, new Date()), adoptionViews(viewer)]),
  )
  return { looked, views, filters, askedForBoth: asksForBoth(query), timeZone: migrationOf(viewer).timeZone }
}

export default function ChecksPage({ loaderData }: Route.ComponentProps) {
  const { looked, views, filters, askedForBoth, timeZone } = loaderData
  const query = `?${queryOf({ ...filters, milestone: looked.milestone.slug })}`
  return (
    <Main>
      <PageHead
        over={
          <>
            <Link to={`${paths.adoption()}${query}`}>Adoption</Link>, checks
          </>
        }
        title={checksTitle(looked.checks)}
        meta={<LookedAtFacts looked={looked} measuredAt={looked.measuredAt} timeZone={timeZone} />}
      />
      <FilterRow looked={looked} filters={filters} csv={`${adoptionPaths.checksCsv()}${query}`} />
      {askedForBoth && <OneOfBothNote />}
      <SavedViews views={views} page={adoptionPaths.checks()} query={queryOf(filters)} sendable />
      <section className="section" aria-label="Checks">
        <ChecksTable checks={looked.checks} query={query} />
      </section>
      <p className="source">
        <Link to={paths.measured()}>How each figure is made</Link>
      </p>
    </Main>
  )
}
