import { Link } from 'react-router'
import { z } from 'zod'
import { AdminPage } from '#app/components/admin/admin-page.tsx'
import { AuditTable } from '#app/components/admin/audit-table.tsx'
import { SUBJECTS } from '#app/components/admin/audit-words.ts'
import { FilterForm, FilterSelect, FilterText } from '#app/components/admin/filter-form.tsx'
import { ListEnd } from '#app/components/admin/list-end.tsx'
import { dayInput } from '#app/domain/day-input.ts'
import { readAuditLog } from '#app/domain/identity/audit-log.server.ts'
import { personName } from '#app/domain/identity/person.server.ts'
import { adminPaths } from '#app/http/admin-paths.ts'
import { answer } from '#app/http/answer.server.ts'
import { requireViewer } from '#app/http/viewer.server.ts'
import type { Route } from './+types/audit.ts'

export const meta: Route.MetaFunction = () => [{ title: 'Audit log · Gangway' }]

const Filter = z.object({
  person: z.uuid().optional().catch(undefined),
  action: z.string().max(80).optional().catch(undefined),
  from: dayInput('').optional().catch(undefined),
  to: dayInput('').optional().catch(undefined),
  after: z.string().max(1_000).optional().catch(undefined),
})

export async function loader({ request, context }: Route.LoaderArgs) {
  const viewer = requireViewer(context)
  const filter = Filter.parse(Object.fromEntries(new URL(request.url).searchParams))
  const [log, person] = await answer(() =>
    Promise.all([readAuditLog(viewer, filter), filter.person ? personName(viewer, filter.person) : null]),
  )
  return { ...log, filter, person, now: new Date(), zone: viewer.migration?.timeZone ?? 'UTC' }
}

export default function AuditPage({ loaderData }: Route.ComponentProps) {
  const { lines, next, filter, person, now, zone } = loaderData
  return (
    <AdminPage
      title={person ? `What ${person} did, and what was done to them` : 'Audit log'}
      meta={
        <>
          <span>Nothing here can be changed or removed. Times in {zone}.</span>
          {!person && (
            <span>
              <span>
                One person's entries stand on their page under <Link to={adminPaths.adminPeople()}>People</Link>.
              </span>
            </span>
          )}
        </>
      }
    >
      <FilterForm action={adminPaths.adminAudit()}>
        {filter.person && <input type="hidden" name="person" value={filter.person} />}
        <FilterSelect name="action" label="What" value={filter.action} all="Everything" options={SUBJECTS} />
        <FilterText name="from" label="From" value={filter.from} type="date" />
        <FilterText name="to" label="To" value={filter.to} type="date" />
      </FilterForm>
      <div className="section">
        <AuditTable lines={lines} now={now} zone={zone} />
        <ListEnd next={next} rows={50} />
      </div>
    </AdminPage>
  )
}
