import { useForm } from '@conform-to/react'
import { SignalForm } from '#app/components/confusion/signal-form.tsx'
import { questionWords } from '#app/components/confusion/signal-words.ts'
import { openFromSignal, signalAt } from '#app/domain/adoption/signals/signal-acts.server.ts'
import { SignalQuestionInput } from '#app/domain/adoption/signals/signal-input.ts'
import { WORDS_LIMIT } from '#app/domain/confusion/limits.ts'
import { answer } from '#app/http/answer.server.ts'
import { submitForm } from '#app/http/form.server.ts'
import { paths } from '#app/http/paths.ts'
import { redirectWithToast } from '#app/http/toast.server.ts'
import { requireViewer } from '#app/http/viewer.server.ts'
import type { Route } from './+types/signal-question.ts'

export const meta: Route.MetaFunction = () => [{ title: 'Open a question · Gangway' }]

export async function loader({ params, context }: Route.LoaderArgs) {
  return { signal: await answer(() => signalAt(requireViewer(context), params)) }
}

export async function action({ request, params, context }: Route.ActionArgs) {
  const viewer = requireViewer(context)
  return submitForm(request, SignalQuestionInput, async (input) => {
    const id = await openFromSignal(viewer, params, input, new Date())
    return redirectWithToast(paths.confusionCluster(id), 'A question is open. Find out what is unclear, and answer it.')
  })
}

export default function SignalQuestionPage({ loaderData: { signal }, actionData }: Route.ComponentProps) {
  const [form, fields] = useForm<SignalQuestionInput>({
    lastResult: actionData,
    defaultValue: { words: questionWords(signal) },
  })
  return (
    <SignalForm
      signal={signal}
      form={form}
      field={fields.words}
      title="Open a question from what was measured"
      label="What may be unclear"
      hint="It goes to the board under your name, as any report does. People at the block may read it and say “me too”."
      verb="Open the question"
      limit={WORDS_LIMIT}
    />
  )
}
