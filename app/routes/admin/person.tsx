import { getFormProps, useForm } from '@conform-to/react'
import { Form, Link, useNavigation } from 'react-router'
import { AdminPage } from '#app/components/admin/admin-page.tsx'
import { AuditTable } from '#app/components/admin/audit-table.tsx'
import { LeavingForm } from '#app/components/admin/leaving-form.tsx'
import { JoinAudience, MembershipsTable } from '#app/components/admin/memberships.tsx'
import { PersonDetails } from '#app/components/admin/person-details.tsx'
import { PersonStateMark } from '#app/components/admin/person-state.tsx'
import { RolesTable } from '#app/components/admin/roles-table.tsx'
import { SignInFacts } from '#app/components/admin/sign-in-facts.tsx'
import { localOf } from '#app/components/dates.ts'
import { Button } from '#app/components/ui/button.tsx'
import { FormError } from '#app/components/ui/field.tsx'
import { SectionHead } from '#app/components/ui/head.tsx'
import { openAudiences } from '#app/domain/identity/audiences.server.ts'
import { readAuditLog } from '#app/domain/identity/audit-log.server.ts'
import { changePerson } from '#app/domain/identity/people.server.ts'
import { PersonDetailsInput } from '#app/domain/identity/people.ts'
import { personRecord } from '#app/domain/identity/person.server.ts'
import { adminPaths } from '#app/http/admin-paths.ts'
import { answer } from '#app/http/answer.server.ts'
import { submitForm } from '#app/http/form.server.ts'
import { redirectWithToast } from '#app/http/toast.server.ts'
import { requireViewer } from '#app/http/viewer.server.ts'
import type { Route } from './+types/person.ts'

export const meta: Route.MetaFunction = ({ loaderData }) => [
  { title: `${loaderData?.person.name ?? 'Person'} · Gangway` },
]

const NEWEST = 6

export async function loader({ params, context }: Route.LoaderArgs) {
  const viewer = requireViewer(context)
  const now = new Date()
  return answer(async () => {
    const person = await personRecord(viewer, params.id, now)
    const [audiences, log] = await Promise.all([openAudiences(viewer), readAuditLog(viewer, { person: person.id })])
    const zone = viewer.migration?.timeZone ?? 'UTC'
    return { person, audiences, lines: log.lines.slice(0, NEWEST), hasMigration: viewer.migration !== null, now, zone }
  })
}

export async function action({ request, params, context }: Route.ActionArgs) {
  const viewer = requireViewer(context)
  return submitForm(request, PersonDetailsInput, async (input) => {
    await changePerson(viewer, params.id, input, new Date())
    return redirectWithToast(adminPaths.adminPerson(params.id), 'Saved.')
  })
}

export default function PersonPage({ loaderData, actionData }: Route.ComponentProps) {
  const { person, audiences, lines, hasMigration, now, zone } = loaderData
  const today = localOf(now, zone).date
  const choices = audiences.map(({ id, name }) => ({ value: id, label: name }))
  return (
    <AdminPage
      over={<Link to={adminPaths.adminPeople()}>People</Link>}
      title={person.name}
      meta={<PersonStateMark state={person.state} lastDay={person.lastDay} today={today} />}
    >
      <div className="split">
        <div className="stacked-sections">
          <section aria-labelledby="audiences">
            <SectionHead id="audiences" title="Audiences" aside={cohortWords(person.cohorts)} />
            <MembershipsTable person={person} today={today} />
            <JoinAudience person={person} audiences={choices} today={today} />
          </section>
          <section aria-labelledby="roles">
            <SectionHead id="roles" title="Roles" />
            <RolesTable person={person} hasMigration={hasMigration} now={now} zone={zone} />
          </section>
          <section aria-labelledby="changes">
            <SectionHead
              id="changes"
              title="What changed"
              aside={<Link to={`${adminPaths.adminAudit()}?person=${person.id}`}>All of it</Link>}
            />
            <AuditTable lines={lines} now={now} zone={zone} />
          </section>
        </div>
        <div className="side">
          <SignInFacts person={person} now={now} zone={zone} />
          <Details key={person.id} person={person} lastResult={actionData ?? null} />
          <section aria-labelledby="leaving">
            <h2 id="leaving">Leaving</h2>
            <LeavingForm person={person} today={today} />
          </section>
        </div>
      </div>
    </AdminPage>
  )
}

const cohortWords = (cohorts: readonly string[]) => (cohorts.length > 0 ? `Cohort: ${cohorts.join(', ')}` : undefined)

type DetailsProps = {
  person: Route.ComponentProps['loaderData']['person']
  lastResult: Exclude<Route.ComponentProps['actionData'], undefined> | null
}

function Details({ person, lastResult }: DetailsProps) {
  const { name, email, externalId, language } = person
  const [form, fields] = useForm<PersonDetailsInput>({
    lastResult,
    defaultValue: { name, email, externalId, language },
  })
  const busy = useNavigation().formAction === adminPaths.adminPerson(person.id)
  return (
    <section aria-labelledby="details">
      <h2 id="details">Details</h2>
      <Form method="post" {...getFormProps(form)} className="form" preventScrollReset>
        <FormError errors={form.errors} />
        <PersonDetails fields={fields} />
        <p>
          <Button type="submit" busy={busy} busyWords="Saving">
            Save
          </Button>
        </p>
      </Form>
    </section>
  )
}
