import { z } from 'zod'
import { AdminPage } from '#app/components/admin/admin-page.tsx'
import { FilterForm, FilterSelect, FilterText } from '#app/components/admin/filter-form.tsx'
import { ListEnd } from '#app/components/admin/list-end.tsx'
import { PeopleTable } from '#app/components/admin/people-table.tsx'
import { localOf } from '#app/components/dates.ts'
import { counted } from '#app/components/format.ts'
import { LinkButton } from '#app/components/ui/button.tsx'
import { Problem } from '#app/components/ui/problem.tsx'
import { openAudiences } from '#app/domain/identity/audiences.server.ts'
import { listPeople } from '#app/domain/identity/people-list.server.ts'
import { PERSON_STATES, ROLE_WORDS } from '#app/domain/identity/people-words.ts'
import { ROLES } from '#app/domain/identity/viewer.ts'
import { adminPaths } from '#app/http/admin-paths.ts'
import { answer } from '#app/http/answer.server.ts'
import { requireViewer } from '#app/http/viewer.server.ts'
import type { Route } from './+types/people.ts'

export const meta: Route.MetaFunction = () => [{ title: 'People · Gangway' }]

/** What is not a filter of ours is as if it were not there. */
const Filter = z.object({
  words: z.string().trim().max(200).optional().catch(undefined),
  role: z.enum(ROLES).optional().catch(undefined),
  audience: z.uuid().optional().catch(undefined),
  state: z.enum(PERSON_STATES).optional().catch(undefined),
  after: z.string().max(1_000).optional().catch(undefined),
})

export async function loader({ request, context }: Route.LoaderArgs) {
  const viewer = requireViewer(context)
  const now = new Date()
  const filter = Filter.parse(Object.fromEntries(new URL(request.url).searchParams))
  const [page, audiences] = await answer(() => Promise.all([listPeople(viewer, filter, now), openAudiences(viewer)]))
  const today = localOf(now, viewer.migration?.timeZone ?? 'UTC').date
  return { ...page, filter, today, audiences: audiences.map(({ id, name }) => ({ value: id, label: name })) }
}

const roles = ROLES.map((role) => ({ value: role, label: ROLE_WORDS[role].name }))
const states = [
  { value: 'active', label: 'Active' },
  { value: 'invited', label: 'No password yet' },
  { value: 'left', label: 'Left' },
]

export default function PeoplePage({ loaderData }: Route.ComponentProps) {
  const { people, total, next, filter, today, audiences } = loaderData
  const filtered = Boolean(filter.words || filter.role || filter.audience || filter.state)
  return (
    <AdminPage
      title={filtered ? `${counted(total, 'person matches', 'people match')}` : counted(total, 'person', 'people')}
      aside={
        <div className="btn-row">
          <LinkButton to={adminPaths.adminImport()} icon="upload">
            Import a file
          </LinkButton>
          <LinkButton to={adminPaths.adminNewPerson()} kind="primary" icon="add">
            Add a person
          </LinkButton>
        </div>
      }
    >
      <FilterForm action={adminPaths.adminPeople()}>
        <FilterText name="words" label="Name, e-mail or id" value={filter.words} />
        <FilterSelect name="role" label="Role" value={filter.role} all="Every role" options={roles} />
        <FilterSelect
          name="audience"
          label="Audience"
          value={filter.audience}
          all="Every audience"
          options={audiences}
        />
        <FilterSelect name="state" label="Sign-in" value={filter.state} all="Everybody" options={states} />
      </FilterForm>
      <div className="section">
        {people.length > 0 ? (
          <PeopleTable people={people} today={today} />
        ) : (
          <Problem
            kind="empty"
            title="Nobody matches"
            level={2}
            action={<LinkButton to={adminPaths.adminPeople()}>Show everybody</LinkButton>}
          >
            Nobody here has these words, this role and this audience at once. Check the spelling, or take a filter away.
          </Problem>
        )}
        <ListEnd next={next} rows={50} />
      </div>
    </AdminPage>
  )
}
