import { getFormProps, useForm } from '@conform-to/react'
import { Form, Link } from 'react-router'
import { localOf } from '#app/components/dates.ts'
import { Main } from '#app/components/frame/main.tsx'
import { FormEnd } from '#app/components/milestones/form-end.tsx'
import { valuesOf } from '#app/components/playbook/template-values.ts'
import { Checkbox } from '#app/components/ui/choice.tsx'
import { TextArea } from '#app/components/ui/field.tsx'
import { PageHead } from '#app/components/ui/head.tsx'
import { MessageInput } from '#app/domain/cohorts/template-message-input.ts'
import { draftOf, newMessageId, sendMessage } from '#app/domain/cohorts/template-messages.server.ts'
import { firstName, TEMPLATE_LIMIT } from '#app/domain/playbooks/fill-template.ts'
import { messageOf } from '#app/domain/playbooks/message.server.ts'
import { occasionOf } from '#app/domain/playbooks/templates.server.ts'
import { answer } from '#app/http/answer.server.ts'
import { submitForm } from '#app/http/form.server.ts'
import { paths } from '#app/http/paths.ts'
import { redirectWithToast } from '#app/http/toast.server.ts'
import { requireViewer } from '#app/http/viewer.server.ts'
import type { Route } from './+types/template-message.ts'
import '#app/components/milestones/milestones.css'
import '#app/styles/playbook.css'

export const meta: Route.MetaFunction = ({ loaderData }) => [
  { title: `${loaderData ? `Write to ${loaderData.draft.person.name}` : 'Message'} · Gangway` },
]

export async function loader({ request, params, context }: Route.LoaderArgs) {
  const viewer = requireViewer(context)
  const now = new Date()
  const asked = new URL(request.url).searchParams
  const cohort = asked.get('cohort')
  const [draft, occasion] = await answer(() =>
    Promise.all([
      draftOf(viewer, params.slug, { person: params.person, request: asked.get('request') }, now),
      occasionOf(viewer, cohort, now),
    ]),
  )
  const today = localOf(now, viewer.migration?.timeZone ?? 'UTC').date
  const { text } = await messageOf(draft.template.markdown, {
    ...valuesOf(viewer, occasion, today),
    'learner.firstName': firstName(draft.person.name),
    'champion.firstName': firstName(viewer.name),
  })
  return { draft, text, id: newMessageId(), back: backOf(params.person, cohort) }
}

export async function action({ request, params, context }: Route.ActionArgs) {
  const viewer = requireViewer(context)
  const cohort = new URL(request.url).searchParams.get('cohort')
  return submitForm(request, MessageInput, async (input) => {
    const { person } = await sendMessage(viewer, params.slug, params.person, input, new Date())
    return redirectWithToast(backOf(params.person, cohort), `Sent to ${person.name}.`)
  })
}

const backOf = (person: string, cohort: string | null) => (cohort ? paths.cohort(cohort) : paths.person(person))

export default function MessagePage({ loaderData, actionData }: Route.ComponentProps) {
  const { draft, text, id, back } = loaderData
  const { template, person, request, helps } = draft
  const [form, fields] = useForm<MessageInput>({
    lastResult: actionData,
    defaultValue: { id, words: text, helped: true },
  })
  return (
    <Main>
      <PageHead over={<Link to={back}>{person.name}</Link>} title={`Write to ${person.name}`} />
      {request && (
        <p className="small">
          Asks for help at {request.block}, {request.module}
          {request.words && `: “${request.words}”`}
        </p>
      )}
      <Form method="post" {...getFormProps(form)} className="stack-form template-form">
        <input type="hidden" name="id" value={fields.id.initialValue ?? id} />
        <TextArea
          field={fields.words}
          label={template.title}
          hint="Fill in what stands in [square brackets]. They get it as a notice here and, unless they chose otherwise, by mail."
          rows={14}
          maxLength={TEMPLATE_LIMIT}
        />
        {request && <input type="hidden" name="request" value={request.id} />}
        {request && helps && (
          <Checkbox name={fields.helped.name} defaultChecked note="The request leaves the list of your cohort.">
            This answers the request
          </Checkbox>
        )}
        <FormEnd errors={form.errors} verb="Send" back={back} />
      </Form>
    </Main>
  )
}
