import { getFormProps, useForm } from '@conform-to/react'
import { data, Form, Link, useNavigation } from 'react-router'
import { Door } from '#app/components/door/door.tsx'
import { Button, LinkButton } from '#app/components/ui/button.tsx'
import { FormError, TextField } from '#app/components/ui/field.tsx'
import { choosePassword } from '#app/domain/identity/choose-password.server.ts'
import { ownerOfLink } from '#app/domain/identity/one-time-links.server.ts'
import { PASSWORD_HINT } from '#app/domain/identity/password-limits.ts'
import { newPasswordInput } from '#app/domain/identity/password-rules.ts'
import { wayOnShow } from '#app/domain/identity/way.server.ts'
import { answer, seeOther } from '#app/http/answer.server.ts'
import { sessionCookie } from '#app/http/cookies.server.ts'
import { submitForm } from '#app/http/form.server.ts'
import { paths } from '#app/http/paths.ts'
import { toastCookie } from '#app/http/toast.server.ts'
import type { Route } from './+types/choose-password.ts'

export const handle = { bare: true }

export const meta: Route.MetaFunction = () => [{ title: 'Choose your password · Gangway' }]

/** Looking at the page does not use the link up: mail programs look at links too. */
export async function loader({ params }: Route.LoaderArgs) {
  const now = new Date()
  const [owner, way] = await Promise.all([ownerOfLink(params.secret, now), wayOnShow()])
  const shown = owner && { name: owner.name, email: owner.email }
  return data({ owner: shown, way, now }, { status: owner ? 200 : 404 })
}

export async function action({ request, params }: Route.ActionArgs) {
  const now = new Date()
  const owner = await ownerOfLink(params.secret, now)
  return submitForm(request, newPasswordInput(owner?.email ?? ''), async ({ password }) => {
    const session = await answer(() => choosePassword(params.secret, password, now))
    const toast = toastCookie({ words: 'Your password is set.', tone: 'good' })
    return seeOther(paths.home(), [sessionCookie(session), toast])
  })
}

export default function ChoosePasswordPage({ loaderData, actionData }: Route.ComponentProps) {
  const { owner, way, now } = loaderData
  const [form, fields] = useForm<{ password: string; again: string }>({ lastResult: actionData ?? null })
  const busy = useNavigation().state === 'submitting'
  if (!owner) {
    return (
      <Door title="This link does not work" way={way} now={now}>
        <p>It was used, has expired or was replaced by a newer one. A new one comes by mail.</p>
        <p className="btn-row">
          <LinkButton to={paths.resetPassword()} kind="primary" large>
            Ask for a new link
          </LinkButton>
          <Link to={paths.signIn()}>Sign in</Link>
        </p>
      </Door>
    )
  }
  return (
    <Door title="Choose your password" way={way} now={now}>
      <p>
        Hello {owner.name}. You sign in with <strong>{owner.email}</strong> and this password.
      </p>
      <Form method="post" {...getFormProps(form)}>
        <input type="hidden" name="username" autoComplete="username" value={owner.email} />
        <FormError errors={form.errors} />
        <TextField
          field={fields.password}
          label="New password"
          type="password"
          autoComplete="new-password"
          hint={PASSWORD_HINT}
          required
        />
        <TextField field={fields.again} label="The same again" type="password" autoComplete="new-password" required />
        <Button type="submit" kind="primary" large busy={busy} busyWords="Saving">
          Set password and sign in
        </Button>
      </Form>
    </Door>
  )
}
