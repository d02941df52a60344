import { useForm } from '@conform-to/react'
import { TriageForm } from '#app/components/confusion/triage-form.tsx'
import { knownId } from '#app/domain/confusion/known-id.ts'
import { reopenTrouble } from '#app/domain/confusion/reopening.server.ts'
import { ReopeningInput } from '#app/domain/confusion/triage-input.ts'
import { ensure } from '#app/domain/identity/abilities.ts'
import { answer } from '#app/http/answer.server.ts'
import { submitForm } from '#app/http/form.server.ts'
import { requireViewer } from '#app/http/viewer.server.ts'
import type { Route } from './+types/confusion-reopening.ts'
import { backToTrouble } from './confusion-return.server.ts'

export const meta: Route.MetaFunction = () => [{ title: 'Open again · Gangway' }]

export async function loader({ context }: Route.LoaderArgs) {
  await answer(() => ensure(requireViewer(context), 'confusion.triage'))
  return null
}

export async function action({ request, params, context }: Route.ActionArgs) {
  const viewer = requireViewer(context)
  return submitForm(request, ReopeningInput, async (input) => {
    await reopenTrouble(viewer, knownId(params.id), input, new Date())
    return backToTrouble(request, params.id, 'Open again. It waits for an answer.')
  })
}

export default function ReopeningForm({ actionData }: Route.ComponentProps) {
  const [form] = useForm<ReopeningInput>({ lastResult: actionData })
  return (
    <TriageForm form={form} title="Open it again?" verb="Open again" busyWords="Opening">
      <p className="small">
        It moves back to what waits for an answer, and its clock starts anew. What was said stays, and nobody is told.
      </p>
    </TriageForm>
  )
}
