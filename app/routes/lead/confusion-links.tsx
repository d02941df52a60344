import { useForm } from '@conform-to/react'
import { TriageForm } from '#app/components/confusion/triage-form.tsx'
import { useTrouble } from '#app/components/confusion/use-trouble.ts'
import { TextButton } from '#app/components/ui/button.tsx'
import { SelectField, TextField } from '#app/components/ui/field.tsx'
import { knownId } from '#app/domain/confusion/known-id.ts'
import { linkTargets, linkTrouble } from '#app/domain/confusion/links.server.ts'
import { LinkInput } from '#app/domain/confusion/links-input.ts'
import { answer } from '#app/http/answer.server.ts'
import { submitForm } from '#app/http/form.server.ts'
import { requireViewer } from '#app/http/viewer.server.ts'
import type { Route } from './+types/confusion-links.ts'
import { backToTrouble } from './confusion-return.server.ts'

export const meta: Route.MetaFunction = () => [{ title: 'Links · Gangway' }]

export async function loader({ params, context }: Route.LoaderArgs) {
  return { targets: await answer(() => linkTargets(requireViewer(context), params.id)) }
}

export async function action({ request, params, context }: Route.ActionArgs) {
  const viewer = requireViewer(context)
  return submitForm(request, LinkInput, async (input) => {
    await linkTrouble(viewer, knownId(params.id), input, new Date())
    return backToTrouble(request, params.id, input.remove ? 'The link is taken off.' : 'Linked.')
  })
}

export default function LinksForm({ loaderData, actionData }: Route.ComponentProps) {
  const { trouble } = useTrouble()
  const [form, fields] = useForm<LinkInput>({ lastResult: actionData })
  return (
    <TriageForm form={form} title="What it belongs together with" verb="Link" busyWords="Linking">
      <SelectField field={fields.target} label="A module or a release" empty="None" options={loaderData.targets} />
      <TextField field={fields.url} type="url" label="Or a ticket of the product, by its address" />
      {trouble.links.length > 0 && (
        <ul className="joined-list">
          {trouble.links.map(({ id, label }) => (
            <li key={id}>
              {label}
              <TextButton type="submit" name="remove" value={id} aria-label={`Take off the link with ${label}`}>
                Take off
              </TextButton>
            </li>
          ))}
        </ul>
      )}
    </TriageForm>
  )
}
