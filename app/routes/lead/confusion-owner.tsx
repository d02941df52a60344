import { useForm } from '@conform-to/react'
import { TriageForm } from '#app/components/confusion/triage-form.tsx'
import { useTrouble } from '#app/components/confusion/use-trouble.ts'
import { counted } from '#app/components/format.ts'
import { ChoiceField } from '#app/components/ui/choice.tsx'
import { SelectField } from '#app/components/ui/field.tsx'
import { targetsFor } from '#app/domain/confusion/answer-targets.server.ts'
import { SEVERITIES, severityWords } from '#app/domain/confusion/kinds.ts'
import { knownId } from '#app/domain/confusion/known-id.ts'
import { possibleOwners, setOwner } from '#app/domain/confusion/owner.server.ts'
import { OwnerInput } from '#app/domain/confusion/triage-input.ts'
import { answer } from '#app/http/answer.server.ts'
import { submitForm } from '#app/http/form.server.ts'
import { requireViewer } from '#app/http/viewer.server.ts'
import type { Route } from './+types/confusion-owner.ts'
import { backToTrouble } from './confusion-return.server.ts'

export const meta: Route.MetaFunction = () => [{ title: 'Owner and severity · Gangway' }]

export async function loader({ context }: Route.LoaderArgs) {
  const viewer = requireViewer(context)
  const [owners, { hours }] = await answer(() => Promise.all([possibleOwners(viewer), targetsFor(viewer)]))
  return { owners, hours, self: viewer.personId }
}

export async function action({ request, params, context }: Route.ActionArgs) {
  const viewer = requireViewer(context)
  return submitForm(request, OwnerInput, async (input) => {
    await setOwner(viewer, knownId(params.id), input, new Date())
    return backToTrouble(request, params.id, 'Saved.')
  })
}

export default function OwnerForm({ loaderData, actionData }: Route.ComponentProps) {
  const { trouble } = useTrouble()
  const [form, fields] = useForm<OwnerInput>({
    lastResult: actionData,
    defaultValue: { assigneeId: (!trouble.ownerLeft && trouble.assigneeId) || '', severity: trouble.severity },
  })
  return (
    <TriageForm form={form} title="Owner and severity" verb="Save" busyWords="Saving">
      <SelectField
        field={fields.assigneeId}
        label="Who answers it"
        empty="Nobody yet"
        hint={trouble.ownerLeft ? `${trouble.owner} has left. Choose who takes over.` : undefined}
        options={loaderData.owners.map(({ id, name }) => ({
          value: id,
          label: id === loaderData.self ? `${name} (you)` : name,
        }))}
      />
      <ChoiceField
        field={fields.severity}
        label="How bad it is"
        options={SEVERITIES.toReversed().map((severity) => ({
          value: severity,
          label: severityWords[severity],
          note: `Answered within ${counted(loaderData.hours[severity], 'working hour', 'working hours')}`,
        }))}
      />
    </TriageForm>
  )
}
