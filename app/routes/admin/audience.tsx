import { getFormProps, useForm } from '@conform-to/react'
import { Form, Link, useNavigation } from 'react-router'
import { AdminPage } from '#app/components/admin/admin-page.tsx'
import { AudienceFields } from '#app/components/admin/audience-fields.tsx'
import { counted } from '#app/components/format.ts'
import { Button } from '#app/components/ui/button.tsx'
import { FormError } from '#app/components/ui/field.tsx'
import { audienceBySlug, changeAudience } from '#app/domain/identity/audiences.server.ts'
import { AudienceChangeInput } from '#app/domain/identity/audiences.ts'
import { adminPaths } from '#app/http/admin-paths.ts'
import { answer } from '#app/http/answer.server.ts'
import { submitForm } from '#app/http/form.server.ts'
import { redirectWithToast } from '#app/http/toast.server.ts'
import { requireViewer } from '#app/http/viewer.server.ts'
import type { Route } from './+types/audience.ts'

export const meta: Route.MetaFunction = ({ loaderData }) => [
  { title: `${loaderData?.audience.name ?? 'Audience'} · Gangway` },
]

export async function loader({ params, context }: Route.LoaderArgs) {
  const viewer = requireViewer(context)
  return { audience: await answer(() => audienceBySlug(viewer, params.slug, new Date())) }
}

export async function action({ request, params, context }: Route.ActionArgs) {
  const viewer = requireViewer(context)
  return submitForm(request, AudienceChangeInput, async (input) => {
    await changeAudience(viewer, params.slug, input, new Date())
    return redirectWithToast(adminPaths.adminAudience(params.slug), 'Saved.')
  })
}

export default function AudiencePage({ loaderData, actionData }: Route.ComponentProps) {
  const { audience } = loaderData
  const [form, fields] = useForm<AudienceChangeInput>({
    id: audience.slug,
    lastResult: actionData ?? null,
    defaultValue: { name: audience.name, comfort: audience.comfort },
  })
  const busy = useNavigation().formAction === adminPaths.adminAudience(audience.slug)
  return (
    <AdminPage
      over={<Link to={adminPaths.adminAudiences()}>Audiences</Link>}
      title={audience.name}
      meta={
        <>
          <span>{audience.slug}</span>
          <Link to={`${adminPaths.adminPeople()}?audience=${audience.id}`}>
            {counted(audience.members, 'person', 'people')} today
          </Link>
          <span>{counted(audience.assignments, 'module', 'modules')} assigned</span>
        </>
      }
    >
      <Form method="post" {...getFormProps(form)} className="form">
        <FormError errors={form.errors} />
        <AudienceFields name={fields.name} comfort={fields.comfort} />
        <p>
          <Button type="submit" kind="primary" busy={busy} busyWords="Saving">
            Save
          </Button>
        </p>
      </Form>
      <section className="section" aria-labelledby="retirement">
        <h2 id="retirement">{audience.retiredAt ? 'This audience is retired' : 'Retire this audience'}</h2>
        <Form method="post" action={adminPaths.adminRetirement(audience.slug)} className="form" preventScrollReset>
          <p>
            {audience.retiredAt
              ? 'It takes nobody new. Its people, assignments and figures are as they were.'
              : 'It then takes nobody new. Its people, assignments and figures stay as they are.'}
          </p>
          <p>
            <Button type="submit" name="retired" value={audience.retiredAt ? 'false' : 'true'}>
              {audience.retiredAt ? 'Open it again' : 'Retire it'}
            </Button>
          </p>
        </Form>
      </section>
    </AdminPage>
  )
}
