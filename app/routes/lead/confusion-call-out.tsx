import { useForm } from '@conform-to/react'
import { TriageForm } from '#app/components/confusion/triage-form.tsx'
import { TextArea } from '#app/components/ui/field.tsx'
import { knownId } from '#app/domain/confusion/known-id.ts'
import { askCallout } from '#app/domain/confusion/lasting/callouts.server.ts'
import { CalloutInput } from '#app/domain/confusion/lasting/lasting-input.ts'
import { neededSource } from '#app/domain/confusion/lasting/source.server.ts'
import { WORDS_LIMIT } from '#app/domain/confusion/limits.ts'
import { answer } from '#app/http/answer.server.ts'
import { submitForm } from '#app/http/form.server.ts'
import { paths } from '#app/http/paths.ts'
import { redirectWithToast } from '#app/http/toast.server.ts'
import { requireViewer } from '#app/http/viewer.server.ts'
import type { Route } from './+types/confusion-call-out.ts'

export const meta: Route.MetaFunction = () => [{ title: 'Call-out · Gangway' }]

export async function loader({ params, context }: Route.LoaderArgs) {
  return answer(() => neededSource(requireViewer(context), params.id))
}

export async function action({ request, params, context }: Route.ActionArgs) {
  const viewer = requireViewer(context)
  return submitForm(request, CalloutInput, async (input) => {
    await askCallout(viewer, knownId(params.id), input, new Date())
    return redirectWithToast(`${paths.publish()}#call-outs`, 'Asked for. Copy it into the module’s file.')
  })
}

export default function CalloutForm({ loaderData: { words, module, block }, actionData }: Route.ComponentProps) {
  const [form, fields] = useForm<CalloutInput>({ lastResult: actionData, defaultValue: { words } })
  return (
    <TriageForm
      form={form}
      title="A call-out in the next release"
      verb="Ask for it"
      busyWords="Saving"
      note="It waits on the publish page until a release holds it, or you say that it is done."
    >
      <p className="small">
        {block.title === null
          ? `The present release of ${module.title} has no block ${block.id} any more: put it where its words went.`
          : `For ${module.title}, block ${block.title}.`}
      </p>
      <TextArea field={fields.words} label="What the call-out says" rows={5} maxLength={WORDS_LIMIT} autoFocus />
    </TriageForm>
  )
}
