import { Link } from 'react-router'
import { z } from 'zod'
import { FilterForm, FilterText } from '#app/components/admin/filter-form.tsx'
import { counted } from '#app/components/format.ts'
import { Main } from '#app/components/frame/main.tsx'
import { FoundPeople } from '#app/components/people/found-people.tsx'
import { LinkButton } from '#app/components/ui/button.tsx'
import { PageHead } from '#app/components/ui/head.tsx'
import { Problem } from '#app/components/ui/problem.tsx'
import { findPeople } from '#app/domain/cohorts/people-search.server.ts'
import { can } from '#app/domain/identity/abilities.ts'
import { answer } from '#app/http/answer.server.ts'
import { paths } from '#app/http/paths.ts'
import { requireViewer } from '#app/http/viewer.server.ts'
import type { Route } from './+types/people.ts'

export const meta: Route.MetaFunction = () => [{ title: 'People · Gangway' }]

const Filter = z.object({ words: z.string().trim().max(200).default('').catch('') })

export async function loader({ request, context }: Route.LoaderArgs) {
  const viewer = requireViewer(context)
  const { words } = Filter.parse(Object.fromEntries(new URL(request.url).searchParams))
  const found = await answer(() => findPeople(viewer, words, new Date()))
  return { words, found, seesChampions: can(viewer, 'champion.sign-off') }
}

export default function PeoplePage({ loaderData }: Route.ComponentProps) {
  const { words, found, seesChampions } = loaderData
  const { people, total } = found
  return (
    <Main>
      <PageHead
        over="People"
        title={words ? counted(total, 'person matches', 'people match') : counted(total, 'person', 'people')}
        aside={
          seesChampions && (
            <p className="btn-row small">
              <Link to={paths.champions()}>Champions</Link>
              <Link to={paths.playbooks()}>Playbooks and templates</Link>
            </p>
          )
        }
      />
      <FilterForm action={paths.people()}>
        <FilterText name="words" label="Name" value={words} />
      </FilterForm>
      <div className="section">
        {people.length > 0 ? (
          <FoundPeople people={people} />
        ) : (
          <Problem
            kind="empty"
            title={words ? 'Nobody matches' : 'Nobody is here yet'}
            level={2}
            action={words ? <LinkButton to={paths.people()}>Show everybody</LinkButton> : undefined}
          >
            {words
              ? 'Nobody whose progress you see has these words in their name. Check the spelling.'
              : 'An administrator adds people, and puts them into audiences and cohorts.'}
          </Problem>
        )}
        {total > people.length && (
          <p className="source">
            The first {people.length} of {total} by name. Enter some letters of the name to find the others.
          </p>
        )}
      </div>
    </Main>
  )
}
