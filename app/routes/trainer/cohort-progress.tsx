import { Link } from 'react-router'
import { AdoptionFrame } from '#app/components/adoption/adoption-frame.tsx'
import { CohortSteps } from '#app/components/adoption/cohort-steps.tsx'
import { HowMade } from '#app/components/adoption/how-made.tsx'
import { LookUpField } from '#app/components/adoption/look-up-field.tsx'
import { OrderField } from '#app/components/adoption/order-field.tsx'
import { LinkButton } from '#app/components/ui/button.tsx'
import { Problem } from '#app/components/ui/problem.tsx'
import { filtersOf, queryOf, wordsOf } from '#app/domain/adoption/filters.ts'
import { cohortOrderOf, cohortOrderQuery } from '#app/domain/adoption/standings/cohort-order.ts'
import { cohortsLookedAt } from '#app/domain/adoption/standings/cohorts.server.ts'
import { cohortsTitle } from '#app/domain/adoption/standings/cohorts-title.ts'
import { frameOf } from '#app/http/adoption-frame.server.ts'
import { adoptionPaths } from '#app/http/adoption-paths.ts'
import { answer } from '#app/http/answer.server.ts'
import { paths } from '#app/http/paths.ts'
import { standingPaths } from '#app/http/standing-paths.ts'
import { requireViewer } from '#app/http/viewer.server.ts'
import type { Route } from './+types/cohort-progress.ts'

export const meta: Route.MetaFunction = ({ loaderData }) => [
  { title: loaderData ? `${cohortsTitle(loaderData.looked)} · Gangway` : 'Cohorts · Gangway' },
]

const ORDERS = [
  { value: '', label: 'Lowest coverage' },
  { value: 'coverage', label: 'Highest coverage' },
  { value: '-completion', label: 'Lowest completion' },
  { value: 'completion', label: 'Highest completion' },
  { value: 'name', label: 'Name' },
]

export async function loader({ request, context }: Route.LoaderArgs) {
  const viewer = requireViewer(context)
  const now = new Date()
  const query = new URL(request.url).searchParams
  const filters = filtersOf(query)
  const order = cohortOrderOf(query)
  const page = Number.parseInt(query.get('page') ?? '1', 10) || 1
  const words = wordsOf(query)
  const looked = await answer(() => cohortsLookedAt(viewer, filters, { order, words, page }, now))
  const frame = await answer(() => frameOf(viewer, request, filters))
  return { looked, frame, order, own: { sort: cohortOrderQuery(order), words }, now }
}

export default function CohortProgressPage({ loaderData }: Route.ComponentProps) {
  const { looked, frame, order, own, now } = loaderData
  const { listed, page, pages } = looked
  const query = queryOf({ ...frame.filters, milestone: looked.milestone.slug })
  return (
    <AdoptionFrame
      here="cohorts"
      title={cohortsTitle(looked)}
      looked={looked}
      frame={frame}
      {...(looked.assigned > 0 && { people: looked.assigned })}
      csv={standingPaths.cohortsCsv()}
      own={own}
      fields={
        <>
          {(pages > 1 || own.words !== '') && <LookUpField label="Name or site" words={own.words} />}
          <OrderField name="sort" value={own.sort} options={ORDERS} />
        </>
      }
    >
      {frame.filters.audience && (
        <p className="note small">Cohorts are told whole: no figure crosses a cohort with an audience.</p>
      )}
      <section className="section" aria-label="Cohorts">
        {listed.length === 0 && own.words !== '' ? (
          <Problem
            kind="empty"
            title="No cohort has these words"
            level={2}
            action={<LinkButton to={`${adoptionPaths.cohorts()}?${query}`}>Show all</LinkButton>}
          >
            Look for fewer words of a name or a site.
          </Problem>
        ) : listed.length === 0 ? (
          <Problem
            kind="empty"
            title="No cohort has anybody whom this milestone asks"
            level={2}
            action={<LinkButton to={paths.cohorts()}>Open the cohorts</LinkButton>}
          >
            Put people into cohorts, or choose another milestone.
          </Problem>
        ) : (
          <CohortSteps cohorts={listed} order={order} query={query} now={now} />
        )}
        {pages > 1 && <Pages page={page} pages={pages} query={withWords(query, own.words)} sort={own.sort} />}
        <HowMade metrics={['coverage', 'completion', 'needsHelp', 'perChampion']} />
      </section>
    </AdoptionFrame>
  )
}

const withWords = (query: URLSearchParams, words: string) =>
  words === '' ? query : new URLSearchParams([...query, ['words', words]])

type PagesProps = { page: number; pages: number; query: URLSearchParams; sort: string }

function Pages({ page, pages, query, sort }: PagesProps) {
  const to = (number: number) =>
    `${adoptionPaths.cohorts()}?${new URLSearchParams([...query, ['sort', sort], ['page', String(number)]])}`
  return (
    <nav className="btn-row" aria-label="Pages">
      {page > 1 && <Link to={to(page - 1)}>Previous</Link>}
      <span className="small muted">
        Page {page} of {pages}
      </span>
      {page < pages && <Link to={to(page + 1)}>Next</Link>}
    </nav>
  )
}
