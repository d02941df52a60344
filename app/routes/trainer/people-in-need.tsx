import { Link } from 'react-router'
import { AdoptionFrame } from '#app/components/adoption/adoption-frame.tsx'
import { HowMade } from '#app/components/adoption/how-made.tsx'
import { NEED_CHOICES, peopleTitle } from '#app/components/adoption/need-words.ts'
import { PeopleTable } from '#app/components/adoption/people-table.tsx'
import { LinkButton } from '#app/components/ui/button.tsx'
import { SelectField } from '#app/components/ui/field.tsx'
import { Problem } from '#app/components/ui/problem.tsx'
import { filtersOf, queryOf } from '#app/domain/adoption/filters.ts'
import { needOf } from '#app/domain/adoption/standings/needs.ts'
import { peopleLookedAt } from '#app/domain/adoption/standings/people.server.ts'
import { frameOf } from '#app/http/adoption-frame.server.ts'
import { answer } from '#app/http/answer.server.ts'
import { paths } from '#app/http/paths.ts'
import { standingPaths } from '#app/http/standing-paths.ts'
import { requireViewer } from '#app/http/viewer.server.ts'
import type { Route } from './+types/people-in-need.ts'

export const meta: Route.MetaFunction = ({ loaderData }) => [
  { title: loaderData ? `${loaderData.title} · Gangway` : 'People · Gangway' },
]

export async function loader({ request, context }: Route.LoaderArgs) {
  const viewer = requireViewer(context)
  const query = new URL(request.url).searchParams
  const filters = filtersOf(query)
  const asked = { need: needOf(query.get('need')), module: query.get('module') || null, after: query.get('after') }
  const looked = await answer(() => peopleLookedAt(viewer, filters, asked, new Date()))
  const frame = await answer(() => frameOf(viewer, request, filters))
  const own = { need: asked.need, module: looked.module?.slug ?? '' }
  const title = peopleTitle(asked.need, looked.total, looked.assigned, looked.module?.title ?? null)
  return { looked, frame, own, title, continued: asked.after !== null }
}

export default function PeopleInNeedPage({ loaderData }: Route.ComponentProps) {
  const { looked, frame, own, title, continued } = loaderData
  const { people, next, today, scope } = looked
  const query = queryOf({ ...frame.filters, milestone: looked.milestone.slug })
  const list = standingPaths.peopleWith(query, own.need, own.module ? { module: own.module } : {})
  return (
    <AdoptionFrame
      here="people"
      title={title}
      looked={looked}
      frame={frame}
      people={looked.assigned}
      csv={standingPaths.peopleCsv()}
      own={own}
      fields={
        <>
          <SelectField field={{ name: 'need', defaultValue: own.need }} label="Who" options={NEED_CHOICES} />
          <SelectField
            field={{ name: 'module', defaultValue: own.module }}
            label="Module"
            options={looked.modules}
            empty="All modules"
          />
        </>
      }
    >
      <section className="section" aria-label="People">
        {people.length === 0 ? (
          <Problem kind="empty" title="Nobody is in this list" level={2}>
            Choose another reason, module, audience or cohort.
          </Problem>
        ) : (
          <PeopleTable people={people} today={today} />
        )}
        <p className="btn-row">
          {scope.cohort && own.need !== 'all' && people.length > 0 && (
            <LinkButton
              to={paths.newNudge(
                scope.cohort.id,
                people.map(({ id }) => id),
              )}
            >
              Remind these people
            </LinkButton>
          )}
          {continued && <Link to={list}>From the beginning</Link>}
          {next && <Link to={`${list}&${new URLSearchParams({ after: next })}`}>The next by name</Link>}
        </p>
        <p className="source">By name. People are never ordered by how fast they are.</p>
        <HowMade metrics={['needsHelp', 'overdue']} />
      </section>
    </AdoptionFrame>
  )
}
