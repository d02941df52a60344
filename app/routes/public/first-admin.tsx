import { getFormProps, useForm } from '@conform-to/react'
import { Form, redirect, useNavigation } from 'react-router'
import { Door } from '#app/components/door/door.tsx'
import { WhatComesNext } from '#app/components/door/what-comes-next.tsx'
import { Button } from '#app/components/ui/button.tsx'
import { FormError, TextField } from '#app/components/ui/field.tsx'
import { adminExists, createFirstAdmin, FirstAdminInput } from '#app/domain/identity/first-admin.server.ts'
import { PASSWORD_HINT } from '#app/domain/identity/password-limits.ts'
import { wayOnShow } from '#app/domain/identity/way.server.ts'
import { seeOther } from '#app/http/answer.server.ts'
import { sessionCookie } from '#app/http/cookies.server.ts'
import { submitForm } from '#app/http/form.server.ts'
import { paths } from '#app/http/paths.ts'
import { toastCookie } from '#app/http/toast.server.ts'
import type { Route } from './+types/first-admin.ts'

export const handle = { bare: true }

export const meta: Route.MetaFunction = () => [{ title: 'Create the first admin · Gangway' }]

export async function loader() {
  if (await adminExists()) throw redirect(paths.signIn())
  return { way: await wayOnShow(), now: new Date() }
}

export async function action({ request }: Route.ActionArgs) {
  return submitForm(request, FirstAdminInput, async (input) => {
    const session = await createFirstAdmin(input, new Date())
    const published = (await wayOnShow()) !== null
    const words = published
      ? 'You are the first admin. Next, add people.'
      : 'You are the first admin. Next, publish content.'
    const toast = toastCookie({ words, tone: 'good' })
    return seeOther(published ? paths.admin() : paths.publish(), [sessionCookie(session), toast])
  })
}

export default function FirstAdminPage({ loaderData, actionData }: Route.ComponentProps) {
  const { way, now } = loaderData
  const [form, fields] = useForm<FirstAdminInput>({ lastResult: actionData ?? null })
  const busy = useNavigation().state === 'submitting'
  return (
    <Door title="Create the first admin" way={way} now={now} beside={<WhatComesNext />}>
      <p>
        Nobody can sign in yet. You become admin and migration lead; after that you publish the content and add people.
      </p>
      <Form method="post" {...getFormProps(form)}>
        <FormError errors={form.errors} />
        <TextField
          field={fields.token}
          label="Token"
          hint="It stands in the log of the newest start, so that only who runs the server can use this page."
          autoComplete="off"
          spellCheck={false}
          required
        />
        <TextField field={fields.name} label="Your name" autoComplete="name" required />
        <TextField field={fields.email} label="E-mail" type="email" autoComplete="username" required />
        <TextField
          field={fields.password}
          label="Password"
          type="password"
          autoComplete="new-password"
          hint={PASSWORD_HINT}
          required
        />
        <TextField field={fields.again} label="The same again" type="password" autoComplete="new-password" required />
        <Button type="submit" kind="primary" large busy={busy} busyWords="Creating">
          Create the first admin
        </Button>
      </Form>
    </Door>
  )
}
