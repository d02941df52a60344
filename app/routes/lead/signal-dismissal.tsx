import { useForm } from '@conform-to/react'
import { SignalForm } from '#app/components/confusion/signal-form.tsx'
import { dismissSignal, signalAt } from '#app/domain/adoption/signals/signal-acts.server.ts'
import { SignalDismissalInput } from '#app/domain/adoption/signals/signal-input.ts'
import { answer } from '#app/http/answer.server.ts'
import { measurePaths } from '#app/http/confusion-measure-paths.ts'
import { submitForm } from '#app/http/form.server.ts'
import { redirectWithToast } from '#app/http/toast.server.ts'
import { requireViewer } from '#app/http/viewer.server.ts'
import type { Route } from './+types/signal-dismissal.ts'

export const meta: Route.MetaFunction = () => [{ title: 'Dismiss what was measured · Gangway' }]

export async function loader({ params, context }: Route.LoaderArgs) {
  return { signal: await answer(() => signalAt(requireViewer(context), params)) }
}

export async function action({ request, params, context }: Route.ActionArgs) {
  const viewer = requireViewer(context)
  return submitForm(request, SignalDismissalInput, async (input) => {
    await dismissSignal(viewer, params, input, new Date())
    return redirectWithToast(measurePaths.signals(), 'Dismissed. It is raised anew if the block changes.')
  })
}

export default function SignalDismissalPage({ loaderData: { signal }, actionData }: Route.ComponentProps) {
  const [form, fields] = useForm<SignalDismissalInput>({ lastResult: actionData })
  return (
    <SignalForm
      signal={signal}
      form={form}
      field={fields.words}
      title="Dismiss what was measured"
      label="Why it is nothing"
      hint="The trainers and the leads read it, with your name."
      verb="Dismiss it"
      limit={500}
    />
  )
}
