import { Form, Link, type ShouldRevalidateFunctionArgs } from 'react-router'
import { momentText } from '#app/components/dates.ts'
import { counted } from '#app/components/format.ts'
import { Main } from '#app/components/frame/main.tsx'
import { TemplateForm } from '#app/components/playbook/template-form.tsx'
import { Button } from '#app/components/ui/button.tsx'
import { PageHead, SectionHead } from '#app/components/ui/head.tsx'
import {
  changeTemplate,
  type EditedTemplate,
  templateChoices,
  templateForEditing,
} from '#app/domain/playbooks/template-editing.server.ts'
import { TemplateInput } from '#app/domain/playbooks/template-input.ts'
import { answer } from '#app/http/answer.server.ts'
import { submitForm } from '#app/http/form.server.ts'
import { paths } from '#app/http/paths.ts'
import { playbookPaths } from '#app/http/playbook-paths.ts'
import { redirectWithToast } from '#app/http/toast.server.ts'
import { requireViewer } from '#app/http/viewer.server.ts'
import type { Route } from './+types/template.ts'

export const meta: Route.MetaFunction = ({ loaderData }) => [
  { title: `${loaderData?.template.title ?? 'Template'} · Gangway` },
]

export async function loader({ params, context }: Route.LoaderArgs) {
  const viewer = requireViewer(context)
  const [template, choices] = await answer(() =>
    Promise.all([templateForEditing(viewer, params.slug), templateChoices(viewer)]),
  )
  return { template, choices, now: new Date(), zone: viewer.migration?.timeZone ?? 'UTC' }
}

export async function action({ request, params, context }: Route.ActionArgs) {
  const viewer = requireViewer(context)
  return submitForm(request, TemplateInput, async (input) => {
    await changeTemplate(viewer, params.slug, input, new Date())
    return redirectWithToast(`${paths.playbooks()}#${params.slug}`, 'Saved. Champions read it like this from now on.')
  })
}

/** A refused form shows what somebody else wrote meanwhile, and names it when it is saved again. */
export function shouldRevalidate({ actionStatus, defaultShouldRevalidate }: ShouldRevalidateFunctionArgs) {
  return defaultShouldRevalidate || actionStatus !== undefined
}

export default function TemplatePage({ loaderData, actionData }: Route.ComponentProps) {
  const { template, choices, now, zone } = loaderData
  const { title, edited, used } = template
  const by = edited?.by ? ` by ${edited.by}` : ''
  return (
    <Main>
      <PageHead
        over={<Link to={paths.playbooks()}>Playbooks</Link>}
        title={title}
        meta={
          <>
            <span>{used === 0 ? 'Not used yet' : `Used ${counted(used, 'time', 'times')}`}</span>
            <span>{edited ? `Edited here ${momentText(edited.at, zone, now)}${by}` : 'As its file says'}</span>
          </>
        }
      />
      <TemplateForm template={template} choices={choices} lastResult={actionData} />
      {actionData?.status === 'error' && <AsItIs template={template} />}
      <Retirement template={template} />
    </Main>
  )
}

function AsItIs({ template }: { template: EditedTemplate }) {
  return (
    <section className="section" aria-labelledby="now">
      <SectionHead id="now" title="What it says now" />
      <p className="strong">{template.title}</p>
      <pre className="template-words">{template.body}</pre>
    </section>
  )
}

function Retirement({ template: { slug, retired } }: { template: EditedTemplate }) {
  return (
    <section className="section" aria-labelledby="retirement">
      <SectionHead id="retirement" title={retired ? 'It is retired' : 'Retire it'} />
      <p className="small">
        {retired ? 'Nobody is offered it.' : 'Nobody is offered it then. It can be brought back at any time.'}
      </p>
      <Form method="post" action={playbookPaths.templateRetirement(slug)} className="btn-row">
        <Button type="submit" name="retired" value={retired ? 'no' : 'yes'}>
          {retired ? 'Bring it back' : 'Retire the template'}
        </Button>
      </Form>
    </section>
  )
}
