import { Link } from 'react-router'
import { Main } from '#app/components/frame/main.tsx'
import { TemplateForm } from '#app/components/playbook/template-form.tsx'
import { PageHead } from '#app/components/ui/head.tsx'
import { addTemplate, templateChoices } from '#app/domain/playbooks/template-editing.server.ts'
import { TemplateInput } from '#app/domain/playbooks/template-input.ts'
import { answer } from '#app/http/answer.server.ts'
import { submitForm } from '#app/http/form.server.ts'
import { paths } from '#app/http/paths.ts'
import { redirectWithToast } from '#app/http/toast.server.ts'
import { requireViewer } from '#app/http/viewer.server.ts'
import type { Route } from './+types/template-new.ts'

export const meta: Route.MetaFunction = () => [{ title: 'Write a template · Gangway' }]

export async function loader({ context }: Route.LoaderArgs) {
  const viewer = requireViewer(context)
  return { choices: await answer(() => templateChoices(viewer)) }
}

export async function action({ request, context }: Route.ActionArgs) {
  const viewer = requireViewer(context)
  return submitForm(request, TemplateInput, async (input) => {
    const slug = await addTemplate(viewer, input, new Date())
    return redirectWithToast(`${paths.playbooks()}#${slug}`, 'The template is added. Champions can use it now.')
  })
}

export default function NewTemplatePage({ loaderData, actionData }: Route.ComponentProps) {
  return (
    <Main>
      <PageHead over={<Link to={paths.playbooks()}>Playbooks</Link>} title="Write a template" />
      <TemplateForm template={null} choices={loaderData.choices} lastResult={actionData} />
    </Main>
  )
}
