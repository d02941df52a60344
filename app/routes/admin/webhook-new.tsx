import { getFormProps, useForm } from '@conform-to/react'
import { Form, Link, useNavigation } from 'react-router'
import { AdminPage } from '#app/components/admin/admin-page.tsx'
import { ShownOnce } from '#app/components/admin/shown-once.tsx'
import { Button } from '#app/components/ui/button.tsx'
import { FormError, TextField } from '#app/components/ui/field.tsx'
import { WebhookInput } from '#app/domain/confusion/outgoing/webhook-input.ts'
import { addWebhook } from '#app/domain/confusion/outgoing/webhooks.server.ts'
import { ensure } from '#app/domain/identity/abilities.ts'
import { answer } from '#app/http/answer.server.ts'
import { submitForm } from '#app/http/form.server.ts'
import { outgoingPaths } from '#app/http/outgoing-paths.ts'
import { requireViewer } from '#app/http/viewer.server.ts'
import type { Route } from './+types/webhook-new.ts'

export const meta: Route.MetaFunction = () => [{ title: 'Add a webhook · Gangway' }]

export async function loader({ context }: Route.LoaderArgs) {
  const viewer = requireViewer(context)
  await answer(() => ensure(viewer, 'webhooks.manage'))
  return null
}

export async function action({ request, context }: Route.ActionArgs) {
  const viewer = requireViewer(context)
  return submitForm(request, WebhookInput, async (input) => ({
    added: { name: input.name, ...(await addWebhook(viewer, input, new Date())) },
  }))
}

export default function NewWebhookPage({ actionData }: Route.ComponentProps) {
  const over = <Link to={outgoingPaths.webhooks()}>Webhooks</Link>
  if (actionData && 'added' in actionData) {
    const { name, secret } = actionData.added
    return (
      <AdminPage over={over} title={`The secret for ${name}`}>
        <ShownOnce
          secret={secret}
          copy="Copy the secret"
          copied="The secret is copied"
          note="It is not shown again. Where it is lost, end this webhook and add another."
          back={outgoingPaths.webhooks()}
        >
          Give it to the program that is told: with it, it knows that a message comes from here.
        </ShownOnce>
      </AdminPage>
    )
  }
  return (
    <AdminPage over={over} title="Add a webhook">
      <WebhookForm lastResult={actionData ?? null} />
    </AdminPage>
  )
}

type FormProps = { lastResult: NonNullable<Parameters<typeof useForm<WebhookInput>>[0]>['lastResult'] }

function WebhookForm({ lastResult }: FormProps) {
  const [form, fields] = useForm<WebhookInput>({ lastResult: lastResult ?? null })
  const busy = useNavigation().state === 'submitting'
  return (
    <Form method="post" {...getFormProps(form)} className="form">
      <FormError errors={form.errors} />
      <p>
        It is told what people report, in their words, and what becomes of it. Who does not want to be known is not
        named.
      </p>
      <TextField
        field={fields.name}
        label="Name"
        hint="The program that is told, as everybody knows it."
        autoComplete="off"
        required
      />
      <TextField
        field={fields.url}
        label="Address"
        hint="Begins with https:// and is on the internet."
        type="url"
        autoComplete="off"
        required
      />
      <p className="btn-row">
        <Button type="submit" kind="primary" busy={busy} busyWords="Adding">
          Add the webhook
        </Button>
        <Link to={outgoingPaths.webhooks()}>Cancel</Link>
      </p>
    </Form>
  )
}
