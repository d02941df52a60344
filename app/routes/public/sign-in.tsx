import { getFormProps, useForm } from '@conform-to/react'
import { data, Form, Link, redirect, useNavigation } from 'react-router'
import { z } from 'zod'
import { dayText, localOf } from '#app/components/dates.ts'
import { Door } from '#app/components/door/door.tsx'
import { restingWords, wrongWords } from '#app/components/door/sign-in-words.ts'
import { Button } from '#app/components/ui/button.tsx'
import { FormError, TextField } from '#app/components/ui/field.tsx'
import { SignInInput, signIn } from '#app/domain/identity/sign-in.server.ts'
import { wayOnShow } from '#app/domain/identity/way.server.ts'
import { addressOf } from '#app/http/context.server.ts'
import { sessionCookie } from '#app/http/cookies.server.ts'
import { readForm } from '#app/http/form.server.ts'
import { paths } from '#app/http/paths.ts'
import { localPath } from '#app/http/redirect.ts'
import { optionalViewer } from '#app/http/viewer.server.ts'
import type { Route } from './+types/sign-in.ts'

export const handle = { bare: true }

export const meta: Route.MetaFunction = () => [{ title: 'Sign in · Gangway' }]

/** The pause is told to scripts and proxies too. */
export const headers: Route.HeadersFunction = ({ actionHeaders }) => actionHeaders

const SignInForm = SignInInput.extend({ redirectTo: z.string().optional() })

export async function loader({ request, context }: Route.LoaderArgs) {
  const redirectTo = localPath(new URL(request.url).searchParams.get('redirectTo'))
  if (optionalViewer(context)) throw redirect(redirectTo)
  return { way: await wayOnShow(), now: new Date(), redirectTo }
}

export async function action({ request, context }: Route.ActionArgs) {
  const submission = await readForm(request, SignInForm)
  const again = (words: string | null, status: number, headers: HeadersInit = {}) => {
    const fieldErrors = words === null ? {} : { fieldErrors: { password: [words] } }
    return data(submission.reply({ ...fieldErrors, hideFields: ['password'] }), { status, headers })
  }
  if (submission.status !== 'success') return again(null, 400)
  const now = new Date()
  const { redirectTo, ...input } = submission.value
  const result = await signIn(input, addressOf(context), now)
  switch (result.outcome) {
    case 'signed in':
      return redirect(localPath(redirectTo), { headers: { 'Set-Cookie': sessionCookie(result.session) } })
    case 'wrong':
      return again(wrongWords(result.triesLeft), 400)
    case 'resting':
      return again(restingWords(result.seconds), 429, { 'Retry-After': String(result.seconds) })
    case 'left':
      return again(`Your access ended with ${dayText(result.lastDay, localOf(now, 'UTC').date)}.`, 400)
  }
}

export default function SignInPage({ loaderData, actionData }: Route.ComponentProps) {
  const { way, now, redirectTo } = loaderData
  const [form, fields] = useForm<SignInInput>({ lastResult: actionData ?? null })
  const busy = useNavigation().state === 'submitting'
  return (
    <Door title="Sign in" way={way} now={now}>
      <Form method="post" {...getFormProps(form)}>
        <input type="hidden" name="redirectTo" value={redirectTo} />
        <FormError errors={form.errors} />
        <TextField field={fields.email} label="E-mail" type="email" autoComplete="username" required autoFocus />
        <TextField
          field={fields.password}
          label="Password"
          type="password"
          autoComplete="current-password"
          required
          aside={<Link to={paths.resetPassword()}>Forgotten</Link>}
        />
        <Button type="submit" kind="primary" large busy={busy} busyWords="Signing in">
          Sign in
        </Button>
      </Form>
      <p className="small muted">
        No password yet? Your invitation comes by e-mail. If it is lost, ask for a new link with{' '}
        <Link to={paths.resetPassword()}>your e-mail address</Link>.
      </p>
    </Door>
  )
}
