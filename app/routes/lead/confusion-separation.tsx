import { useForm } from '@conform-to/react'
import { TriageForm } from '#app/components/confusion/triage-form.tsx'
import { knownId } from '#app/domain/confusion/known-id.ts'
import { unmergeTrouble } from '#app/domain/confusion/merging.server.ts'
import { ReopeningInput } from '#app/domain/confusion/triage-input.ts'
import { ensure } from '#app/domain/identity/abilities.ts'
import { answer } from '#app/http/answer.server.ts'
import { submitForm } from '#app/http/form.server.ts'
import { requireViewer } from '#app/http/viewer.server.ts'
import type { Route } from './+types/confusion-separation.ts'
import { backToTrouble } from './confusion-return.server.ts'

export const meta: Route.MetaFunction = () => [{ title: 'Take it out again · Gangway' }]

export async function loader({ context }: Route.LoaderArgs) {
  await answer(() => ensure(requireViewer(context), 'confusion.triage'))
  return null
}

export async function action({ request, params, context }: Route.ActionArgs) {
  const viewer = requireViewer(context)
  return submitForm(request, ReopeningInput, async ({ seen }) => {
    await unmergeTrouble(viewer, knownId(params.id), seen, new Date())
    return backToTrouble(request, params.id, 'It stands by itself again.')
  })
}

export default function SeparationForm({ actionData }: Route.ComponentProps) {
  const [form] = useForm<ReopeningInput>({ lastResult: actionData })
  return (
    <TriageForm form={form} title="Take it out again?" verb="Take it out" busyWords="Taking it out">
      <p className="small">
        It stands by itself again, as it was before, with what had been joined with it. Nobody is told; what its people
        heard meanwhile they keep.
      </p>
    </TriageForm>
  )
}
