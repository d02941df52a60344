import { getFormProps, useForm } from '@conform-to/react'
import { Form, Link, useNavigation } from 'react-router'
import { AdminPage } from '#app/components/admin/admin-page.tsx'
import { ShownOnce } from '#app/components/admin/shown-once.tsx'
import { Button } from '#app/components/ui/button.tsx'
import { CheckboxGroup } from '#app/components/ui/choice.tsx'
import { FormError, TextField } from '#app/components/ui/field.tsx'
import { ensure } from '#app/domain/identity/abilities.ts'
import { API_SCOPES, SCOPE_NAMES } from '#app/domain/identity/api-scopes.ts'
import { issueToken } from '#app/domain/identity/api-tokens.server.ts'
import { ApiTokenInput } from '#app/domain/identity/api-tokens.ts'
import { adminPaths } from '#app/http/admin-paths.ts'
import { answer } from '#app/http/answer.server.ts'
import { submitForm } from '#app/http/form.server.ts'
import { requireViewer } from '#app/http/viewer.server.ts'
import type { Route } from './+types/token-new.ts'

export const meta: Route.MetaFunction = () => [{ title: 'Issue a token · Gangway' }]

export async function loader({ context }: Route.LoaderArgs) {
  const viewer = requireViewer(context)
  await answer(() => ensure(viewer, 'tokens.manage'))
  return null
}

export async function action({ request, context }: Route.ActionArgs) {
  const viewer = requireViewer(context)
  return submitForm(request, ApiTokenInput, async (input) => ({
    issued: { name: input.name, token: await issueToken(viewer, input, new Date()) },
  }))
}

export default function NewTokenPage({ actionData }: Route.ComponentProps) {
  const over = <Link to={adminPaths.adminTokens()}>Tokens</Link>
  if (actionData && 'issued' in actionData) {
    const { name, token } = actionData.issued
    return (
      <AdminPage over={over} title={`The token for ${name}`}>
        <ShownOnce
          secret={token}
          copy="Copy the token"
          copied="The token is copied"
          note="It is not shown again: only its fingerprint is kept. Who has it is let in until you revoke it."
          back={adminPaths.adminTokens()}
        >
          Give it to the program that is to use it, and keep it nowhere else.
        </ShownOnce>
      </AdminPage>
    )
  }
  return (
    <AdminPage over={over} title="Issue a token">
      <TokenForm lastResult={actionData ?? null} />
    </AdminPage>
  )
}

type FormProps = { lastResult: NonNullable<Parameters<typeof useForm<ApiTokenInput>>[0]>['lastResult'] }

function TokenForm({ lastResult }: FormProps) {
  const [form, fields] = useForm<ApiTokenInput>({ lastResult: lastResult ?? null })
  const busy = useNavigation().state === 'submitting'
  return (
    <Form method="post" {...getFormProps(form)} className="form">
      <FormError errors={form.errors} />
      <TextField
        field={fields.name}
        label="Name"
        hint="The program that will use it, as everybody knows it."
        autoComplete="off"
        required
      />
      <CheckboxGroup
        field={fields.scopes}
        label="What it lets into"
        options={SCOPE_NAMES.map((scope) => ({ value: scope, label: scope, note: API_SCOPES[scope] }))}
      />
      <p className="btn-row">
        <Button type="submit" kind="primary" busy={busy} busyWords="Issuing">
          Issue the token
        </Button>
        <Link to={adminPaths.adminTokens()}>Cancel</Link>
      </p>
    </Form>
  )
}
