import { useForm } from '@conform-to/react'
import { TriageForm } from '#app/components/confusion/triage-form.tsx'
import { TextArea } from '#app/components/ui/field.tsx'
import { knownId } from '#app/domain/confusion/known-id.ts'
import { KeptAnswerInput } from '#app/domain/confusion/lasting/lasting-input.ts'
import { keepAnswer } from '#app/domain/confusion/lasting/library-answers.server.ts'
import { neededSource } from '#app/domain/confusion/lasting/source.server.ts'
import { WORDS_LIMIT } from '#app/domain/confusion/limits.ts'
import { answer } from '#app/http/answer.server.ts'
import { submitForm } from '#app/http/form.server.ts'
import { requireViewer } from '#app/http/viewer.server.ts'
import type { Route } from './+types/confusion-library-answer.ts'
import { backToTrouble } from './confusion-return.server.ts'

export const meta: Route.MetaFunction = () => [{ title: 'Into the library · Gangway' }]

export async function loader({ params, context }: Route.LoaderArgs) {
  return answer(() => neededSource(requireViewer(context), params.id))
}

export async function action({ request, params, context }: Route.ActionArgs) {
  const viewer = requireViewer(context)
  return submitForm(request, KeptAnswerInput, async (input) => {
    await keepAnswer(viewer, knownId(params.id), input, new Date())
    return backToTrouble(request, params.id, 'It is in the library, and at the block.')
  })
}

export default function LibraryAnswerForm({ loaderData: { question, words }, actionData }: Route.ComponentProps) {
  const [form, fields] = useForm<KeptAnswerInput>({ lastResult: actionData, defaultValue: { question, words } })
  return (
    <TriageForm
      form={form}
      title="Put it into the library"
      verb="Put into the library"
      busyWords="Saving"
      note="Everyone finds it by its words, and reads it at the block until it is retired."
    >
      <TextArea field={fields.question} label="The question" rows={2} maxLength={WORDS_LIMIT} autoFocus />
      <TextArea field={fields.words} label="The answer" rows={5} maxLength={WORDS_LIMIT} />
    </TriageForm>
  )
}
