import { getFormProps, useForm } from '@conform-to/react'
import { Form, Link, useNavigation } from 'react-router'
import { Main } from '#app/components/frame/main.tsx'
import { Button } from '#app/components/ui/button.tsx'
import { ChoiceField } from '#app/components/ui/choice.tsx'
import { FormError } from '#app/components/ui/field.tsx'
import { PageHead } from '#app/components/ui/head.tsx'
import { chooseDigest, digestRhythmOf } from '#app/domain/confusion/outgoing/digest.server.ts'
import { DigestInput } from '#app/domain/confusion/outgoing/digest-input.ts'
import { answer } from '#app/http/answer.server.ts'
import { submitForm } from '#app/http/form.server.ts'
import { paths } from '#app/http/paths.ts'
import { redirectWithToast } from '#app/http/toast.server.ts'
import { requireViewer } from '#app/http/viewer.server.ts'
import type { Route } from './+types/confusion-digest.ts'

export const meta: Route.MetaFunction = () => [{ title: 'Digest of confusion · Gangway' }]

export async function loader({ context }: Route.LoaderArgs) {
  const viewer = requireViewer(context)
  const every = await answer(() => digestRhythmOf(viewer))
  return { every, email: viewer.email, name: viewer.migration?.name ?? '' }
}

export async function action({ request, context }: Route.ActionArgs) {
  const viewer = requireViewer(context)
  return submitForm(request, DigestInput, async ({ every }) => {
    await chooseDigest(viewer, every)
    return redirectWithToast(paths.confusion(), SAVED[every])
  })
}

const SAVED = {
  daily: 'You get the digest each working day.',
  weekly: 'You get the digest each Monday.',
  never: 'You get no digest.',
}

const RHYTHMS = [
  { value: 'daily', label: 'Each working day', note: 'In the morning, from Monday to Friday' },
  { value: 'weekly', label: 'Once a week', note: 'On Monday morning' },
  { value: 'never', label: 'Never' },
]

export default function DigestPage({ loaderData, actionData }: Route.ComponentProps) {
  const { every, email, name } = loaderData
  const [form, fields] = useForm<DigestInput>({
    lastResult: actionData ?? null,
    defaultValue: { every },
  })
  const busy = useNavigation().state === 'submitting'
  return (
    <Main>
      <PageHead over={<Link to={paths.confusion()}>Confusion, {name}</Link>} title="A digest by mail" />
      <Form method="post" {...getFormProps(form)} className="form">
        <FormError errors={form.errors} />
        <p>
          What is new, what was resolved or opened again, and what waits for an answer. Where there is nothing, no mail
          is sent.
        </p>
        <ChoiceField field={fields.every} label={`How often to ${email}`} options={RHYTHMS} />
        <p className="btn-row">
          <Button type="submit" kind="primary" busy={busy} busyWords="Saving">
            Save
          </Button>
          <Link to={paths.confusion()}>Cancel</Link>
        </p>
      </Form>
    </Main>
  )
}
