import { getFormProps, useForm } from '@conform-to/react'
import { Form, Link, useNavigation } from 'react-router'
import { AdminPage } from '#app/components/admin/admin-page.tsx'
import { AudienceFields } from '#app/components/admin/audience-fields.tsx'
import { Button } from '#app/components/ui/button.tsx'
import { FormError, TextField } from '#app/components/ui/field.tsx'
import { ensure } from '#app/domain/identity/abilities.ts'
import { addAudience } from '#app/domain/identity/audiences.server.ts'
import { AudienceInput } from '#app/domain/identity/audiences.ts'
import { adminPaths } from '#app/http/admin-paths.ts'
import { answer } from '#app/http/answer.server.ts'
import { submitForm } from '#app/http/form.server.ts'
import { redirectWithToast } from '#app/http/toast.server.ts'
import { requireViewer } from '#app/http/viewer.server.ts'
import type { Route } from './+types/audience-new.ts'

export const meta: Route.MetaFunction = () => [{ title: 'Add an audience · Gangway' }]

export async function loader({ context }: Route.LoaderArgs) {
  const viewer = requireViewer(context)
  await answer(() => ensure(viewer, 'audience.manage'))
  return null
}

export async function action({ request, context }: Route.ActionArgs) {
  const viewer = requireViewer(context)
  return submitForm(request, AudienceInput, async (input) => {
    await addAudience(viewer, input, new Date())
    return redirectWithToast(adminPaths.adminAudiences(), `${input.name} is added.`)
  })
}

export default function NewAudiencePage({ actionData }: Route.ComponentProps) {
  const [form, fields] = useForm<AudienceInput>({ lastResult: actionData ?? null })
  const busy = useNavigation().state === 'submitting'
  return (
    <AdminPage over={<Link to={adminPaths.adminAudiences()}>Audiences</Link>} title="Add an audience">
      <Form method="post" {...getFormProps(form)} className="form">
        <FormError errors={form.errors} />
        <TextField
          field={fields.slug}
          label="Short name"
          hint="Small letters, digits and hyphens, like ap-daily. Content and files use it, so it never changes."
          autoComplete="off"
          spellCheck={false}
          required
        />
        <AudienceFields name={fields.name} comfort={fields.comfort} />
        <p className="btn-row">
          <Button type="submit" kind="primary" busy={busy} busyWords="Adding">
            Add the audience
          </Button>
          <Link to={adminPaths.adminAudiences()}>Cancel</Link>
        </p>
      </Form>
    </AdminPage>
  )
}
