import { getFormProps, useForm } from '@conform-to/react'
import { Form, Link } from 'react-router'
import { Main } from '#app/components/frame/main.tsx'
import { FormEnd } from '#app/components/milestones/form-end.tsx'
import { TextField } from '#app/components/ui/field.tsx'
import { PageHead } from '#app/components/ui/head.tsx'
import { ensure } from '#app/domain/identity/abilities.ts'
import { NewPlaybookInput, newPlaybook } from '#app/domain/playbooks/drafts.server.ts'
import { answer } from '#app/http/answer.server.ts'
import { submitForm } from '#app/http/form.server.ts'
import { paths } from '#app/http/paths.ts'
import { playbookPaths } from '#app/http/playbook-paths.ts'
import { redirectWithToast } from '#app/http/toast.server.ts'
import { requireViewer } from '#app/http/viewer.server.ts'
import type { Route } from './+types/playbook-new.ts'

export const meta: Route.MetaFunction = () => [{ title: 'New playbook · Gangway' }]

export async function loader({ context }: Route.LoaderArgs) {
  await answer(() => ensure(requireViewer(context), 'playbook.publish'))
  return null
}

export async function action({ request, context }: Route.ActionArgs) {
  const viewer = requireViewer(context)
  return submitForm(request, NewPlaybookInput, async (input) => {
    const slug = await newPlaybook(viewer, input, new Date())
    return redirectWithToast(playbookPaths.playbookEdit(slug), 'Begun. Nobody reads it before you publish it.')
  })
}

export default function NewPlaybookPage({ actionData }: Route.ComponentProps) {
  const [form, fields] = useForm<NewPlaybookInput>({ lastResult: actionData })
  return (
    <Main>
      <PageHead over={<Link to={paths.playbooks()}>Playbooks</Link>} title="Write a new playbook" />
      <Form method="post" {...getFormProps(form)} className="stack-form">
        <TextField field={fields.title} label="Name" maxLength={160} />
        <TextField field={fields.minutes} label="Minutes in all" type="number" min={1} max={600} numeric />
        <FormEnd errors={form.errors} verb="Begin" back={paths.playbooks()} />
      </Form>
    </Main>
  )
}
