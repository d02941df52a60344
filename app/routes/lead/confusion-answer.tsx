import { useForm } from '@conform-to/react'
import { useState } from 'react'
import { AnswersToTake, type FilledAnswer } from '#app/components/confusion/answers-to-take.tsx'
import { TriageForm } from '#app/components/confusion/triage-form.tsx'
import { useTrouble } from '#app/components/confusion/use-trouble.ts'
import { localOf } from '#app/components/dates.ts'
import { counted } from '#app/components/format.ts'
import { valuesOf } from '#app/components/playbook/template-values.ts'
import { Checkbox } from '#app/components/ui/choice.tsx'
import { TextArea, TextField } from '#app/components/ui/field.tsx'
import { answerTrouble } from '#app/domain/confusion/answer.server.ts'
import { knownId } from '#app/domain/confusion/known-id.ts'
import { WORDS_LIMIT } from '#app/domain/confusion/limits.ts'
import { AnswerInput } from '#app/domain/confusion/triage-input.ts'
import { ensure } from '#app/domain/identity/abilities.ts'
import { firstName } from '#app/domain/playbooks/fill-template.ts'
import { messageOf } from '#app/domain/playbooks/message.server.ts'
import { readyAnswersTo } from '#app/domain/playbooks/ready-answers.server.ts'
import { occasionOf } from '#app/domain/playbooks/templates.server.ts'
import { answer } from '#app/http/answer.server.ts'
import { submitForm } from '#app/http/form.server.ts'
import { requireViewer } from '#app/http/viewer.server.ts'
import type { Route } from './+types/confusion-answer.ts'
import { backToTrouble } from './confusion-return.server.ts'

export const meta: Route.MetaFunction = () => [{ title: 'Answer · Gangway' }]

export async function loader({ request, params, context }: Route.LoaderArgs) {
  const viewer = requireViewer(context)
  const now = new Date()
  const [ready, occasion] = await answer(() => {
    ensure(viewer, 'confusion.triage')
    return Promise.all([readyAnswersTo(viewer, params.id), occasionOf(viewer, null, now)])
  })
  const values = {
    ...valuesOf(viewer, occasion, localOf(now, viewer.migration?.timeZone ?? 'UTC').date),
    'learner.firstName': 'everyone',
    'champion.firstName': firstName(viewer.name),
  }
  const filled = ready.map(async ({ slug, title, markdown }): Promise<FilledAnswer> => {
    return { slug, title, words: (await messageOf(markdown, values)).text }
  })
  return { ready: await Promise.all(filled), chosen: new URL(request.url).searchParams.get('template') }
}

export async function action({ request, params, context }: Route.ActionArgs) {
  const viewer = requireViewer(context)
  return submitForm(request, AnswerInput, async (input) => {
    const { told } = await answerTrouble(viewer, knownId(params.id), input, new Date())
    return backToTrouble(request, params.id, `Answered. ${counted(told, 'person is', 'people are')} told.`)
  })
}

export default function AnswerForm({ loaderData, actionData }: Route.ComponentProps) {
  const { trouble } = useTrouble()
  const { ready } = loaderData
  const [chosen, setChosen] = useState(ready.find(({ slug }) => slug === loaderData.chosen) ?? null)
  const [form, fields] = useForm<AnswerInput>({ lastResult: actionData, defaultValue: { words: chosen?.words ?? '' } })
  return (
    <TriageForm
      form={form}
      title="Answer"
      verb="Send answer"
      busyWords="Sending"
      note={`${counted(trouble.voices.people, 'person is', 'people are')} told, each once.`}
    >
      {ready.length > 0 && <AnswersToTake ready={ready} area={fields.words.id} onTaken={setChosen} />}
      {chosen && <input type="hidden" name="template" value={chosen.slug} />}
      <TextArea field={fields.words} label="What do you say to them?" rows={4} maxLength={WORDS_LIMIT} autoFocus />
      <Checkbox
        name={fields.public.name}
        defaultChecked={fields.public.value === 'on'}
        note="Until it is fixed, everyone who comes to this block reads the answer."
      >
        Show it at the block
      </Checkbox>
      <TextField
        field={fields.fixBy}
        type="date"
        label="A fix is promised by"
        hint="Leave it empty if nothing has to be fixed."
      />
    </TriageForm>
  )
}
