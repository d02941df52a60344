import { getFormProps, type SubmissionResult, useForm } from '@conform-to/react'
import { Form, Link, useNavigation } from 'react-router'
import { AdminPage } from '#app/components/admin/admin-page.tsx'
import { HandOver } from '#app/components/admin/hand-over.tsx'
import { PersonDetails } from '#app/components/admin/person-details.tsx'
import { Button } from '#app/components/ui/button.tsx'
import { Checkbox } from '#app/components/ui/choice.tsx'
import { FormError } from '#app/components/ui/field.tsx'
import { ensure } from '#app/domain/identity/abilities.ts'
import { openAudiences } from '#app/domain/identity/audiences.server.ts'
import { addPerson } from '#app/domain/identity/people.server.ts'
import { PersonInput } from '#app/domain/identity/people.ts'
import { ROLE_WORDS } from '#app/domain/identity/people-words.ts'
import { ROLES } from '#app/domain/identity/viewer.ts'
import { adminPaths } from '#app/http/admin-paths.ts'
import { answer } from '#app/http/answer.server.ts'
import { submitForm } from '#app/http/form.server.ts'
import { redirectWithToast } from '#app/http/toast.server.ts'
import { requireViewer } from '#app/http/viewer.server.ts'
import type { Route } from './+types/person-new.ts'

export const meta: Route.MetaFunction = () => [{ title: 'Add a person · Gangway' }]

export async function loader({ context }: Route.LoaderArgs) {
  const viewer = requireViewer(context)
  return answer(async () => {
    ensure(viewer, 'people.manage')
    return { audiences: await openAudiences(viewer), hasMigration: viewer.migration !== null }
  })
}

export async function action({ request, context }: Route.ActionArgs) {
  const viewer = requireViewer(context)
  return submitForm(request, PersonInput, async (input) => {
    const { personId, invitation } = await addPerson(viewer, input, new Date())
    if (invitation?.link)
      return { added: { personId, name: input.name, sent: { to: invitation.to, link: invitation.link } } }
    const words = invitation ? `${input.name} is added, and the invitation is on its way.` : `${input.name} is added.`
    return redirectWithToast(adminPaths.adminPerson(personId), words)
  })
}

export default function NewPersonPage({ loaderData, actionData }: Route.ComponentProps) {
  const added = actionData && 'added' in actionData ? actionData.added : null
  if (added) {
    return (
      <AdminPage over={<Link to={adminPaths.adminPeople()}>People</Link>} title={`${added.name} is added`}>
        <HandOver sent={added.sent} until="within seven days" back={adminPaths.adminPerson(added.personId)} />
      </AdminPage>
    )
  }
  const lastResult = actionData && !('added' in actionData) ? actionData : null
  return (
    <AdminPage over={<Link to={adminPaths.adminPeople()}>People</Link>} title="Add a person">
      <NewPersonForm {...loaderData} lastResult={lastResult} />
    </AdminPage>
  )
}

type FormProps = Route.ComponentProps['loaderData'] & { lastResult: SubmissionResult<string[]> | null }

function NewPersonForm({ audiences, hasMigration, lastResult }: FormProps) {
  const [form, fields] = useForm<PersonInput>({ lastResult, defaultValue: { language: 'en' } })
  const busy = useNavigation().state === 'submitting'
  const roles = ROLES.filter((role) => role !== 'learner' && (hasMigration || role === 'admin'))
  return (
    <Form method="post" {...getFormProps(form)} className="form">
      <FormError errors={form.errors} />
      <PersonDetails fields={fields} />
      <fieldset>
        <legend className="label">Audiences, from today</legend>
        {audiences.map((audience) => (
          <Checkbox key={audience.id} name="audiences" value={audience.id}>
            {audience.name}
          </Checkbox>
        ))}
        {audiences.length === 0 && (
          <p className="small muted">
            {hasMigration ? 'There is no audience yet.' : 'Audiences come with the first published content.'}
          </p>
        )}
      </fieldset>
      <fieldset>
        <legend className="label">Roles beside learning</legend>
        {roles.map((role) => (
          <Checkbox key={role} name="roles" value={role} note={ROLE_WORDS[role].can}>
            {ROLE_WORDS[role].name}
          </Checkbox>
        ))}
      </fieldset>
      <Checkbox name="invite" value="true" defaultChecked note="A link by mail with which they choose a password">
        Invite them now
      </Checkbox>
      <p className="btn-row">
        <Button type="submit" kind="primary" busy={busy} busyWords="Adding">
          Add the person
        </Button>
        <Link to={adminPaths.adminPeople()}>Cancel</Link>
      </p>
    </Form>
  )
}
