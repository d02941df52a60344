import { useForm } from '@conform-to/react'
import { TriageForm } from '#app/components/confusion/triage-form.tsx'
import { useTrouble } from '#app/components/confusion/use-trouble.ts'
import { counted } from '#app/components/format.ts'
import { Checkbox } from '#app/components/ui/choice.tsx'
import { TextArea, TextField } from '#app/components/ui/field.tsx'
import { answerTrouble } from '#app/domain/confusion/answer.server.ts'
import { WORDS_LIMIT } from '#app/domain/confusion/kinds.ts'
import { knownId } from '#app/domain/confusion/known-id.ts'
import { AnswerInput } from '#app/domain/confusion/triage-input.ts'
import { ensure } from '#app/domain/identity/abilities.ts'
import { answer } from '#app/http/answer.server.ts'
import { submitForm } from '#app/http/form.server.ts'
import { requireViewer } from '#app/http/viewer.server.ts'
import type { Route } from './+types/confusion-answer.ts'
import { backToTrouble } from './confusion-return.server.ts'

export const meta: Route.MetaFunction = () => [{ title: 'Answer · Gangway' }]

export async function loader({ context }: Route.LoaderArgs) {
  await answer(() => ensure(requireViewer(context), 'confusion.triage'))
  return null
}

export async function action({ request, params, context }: Route.ActionArgs) {
  const viewer = requireViewer(context)
  return submitForm(request, AnswerInput, async (input) => {
    const { told } = await answerTrouble(viewer, knownId(params.id), input, new Date())
    return backToTrouble(request, params.id, `Answered. ${counted(told, 'person is', 'people are')} told.`)
  })
}

export default function AnswerForm({ actionData }: Route.ComponentProps) {
  const { trouble } = useTrouble()
  const [form, fields] = useForm<AnswerInput>({ lastResult: actionData })
  return (
    <TriageForm
      form={form}
      title="Answer"
      verb="Send answer"
      busyWords="Sending"
      note={`${counted(trouble.voices.people, 'person is', 'people are')} told, each once.`}
    >
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
