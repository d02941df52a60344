import { Link } from 'react-router'
import { Main } from '#app/components/frame/main.tsx'
import { TemplateForm } from '#app/components/playbook/template-form.tsx'
import { PageHead } from '#app/components/ui/head.tsx'
import { headline } from '#app/domain/confusion/headline.ts'
import type { LastingSource } from '#app/domain/confusion/lasting/lasting.ts'
import { sourceOf } from '#app/domain/confusion/lasting/source.server.ts'
import { addTemplate, templateChoices } from '#app/domain/playbooks/template-editing.server.ts'
import { TemplateInput } from '#app/domain/playbooks/template-input.ts'
import { answer } from '#app/http/answer.server.ts'
import { submitForm } from '#app/http/form.server.ts'
import { paths } from '#app/http/paths.ts'
import { redirectWithToast } from '#app/http/toast.server.ts'
import { requireViewer } from '#app/http/viewer.server.ts'
import type { Route } from './+types/template-new.ts'

export const meta: Route.MetaFunction = () => [{ title: 'Write a template · Gangway' }]

/** `from`: the trouble whose answer it begins with. */
export async function loader({ request, context }: Route.LoaderArgs) {
  const viewer = requireViewer(context)
  const from = new URL(request.url).searchParams.get('from')
  return answer(async () => {
    const choices = await templateChoices(viewer)
    const source = from === null ? null : await sourceOf(viewer, from)
    return { choices, begun: source && begunWith(source, choices.about) }
  })
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
      <TemplateForm template={null} choices={loaderData.choices} lastResult={actionData} begun={loaderData.begun} />
    </Main>
  )
}

/** The answer and its place; what the present release has no block for is about the module. */
function begunWith({ question, words, module, block }: LastingSource, places: readonly { value: string }[]) {
  const about = [`${module.slug}#${block.id}`, module.slug].find((one) => places.some(({ value }) => value === one))
  return { title: headline(question), body: words, about }
}
