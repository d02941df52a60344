import { getFormProps, useForm } from '@conform-to/react'
import { data, Form, Link, useNavigation } from 'react-router'
import { z } from 'zod'
import { Door } from '#app/components/door/door.tsx'
import { Button } from '#app/components/ui/button.tsx'
import { TextField } from '#app/components/ui/field.tsx'
import { askForReset } from '#app/domain/identity/asked-reset.server.ts'
import { EmailInput } from '#app/domain/identity/people.ts'
import { wayOnShow } from '#app/domain/identity/way.server.ts'
import { mailLeaves } from '#app/domain/notices/mail-sending.server.ts'
import { addressOf } from '#app/http/context.server.ts'
import { readForm } from '#app/http/form.server.ts'
import { paths } from '#app/http/paths.ts'
import type { Route } from './+types/reset-password.ts'

export const handle = { bare: true }

export const meta: Route.MetaFunction = () => [{ title: 'Choose a new password · Gangway' }]

const ResetInput = z.object({ email: EmailInput })

export async function loader() {
  return { way: await wayOnShow(), mailLeaves, now: new Date() }
}

/** The same answer for every address, so that nobody learns who is here. */
export async function action({ request, context }: Route.ActionArgs) {
  const submission = await readForm(request, ResetInput)
  if (submission.status !== 'success') return data({ sentTo: null, reply: submission.reply() }, { status: 400 })
  await askForReset(submission.value.email, addressOf(context), new Date())
  return { sentTo: submission.value.email, reply: null }
}

export default function ResetPasswordPage({ loaderData, actionData }: Route.ComponentProps) {
  const { way, now, mailLeaves } = loaderData
  const [form, fields] = useForm<z.output<typeof ResetInput>>({ lastResult: actionData?.reply ?? null })
  const busy = useNavigation().state === 'submitting'
  if (actionData?.sentTo && !mailLeaves) {
    return (
      <Door title="Ask your administrator" way={way} now={now}>
        <p role="status">
          No mail leaves this portal. If {actionData.sentTo} belongs to somebody here, your administrator can give you a
          link with which you choose a password.
        </p>
        <p>
          <Link to={paths.signIn()}>Back to signing in</Link>
        </p>
      </Door>
    )
  }
  if (actionData?.sentTo) {
    return (
      <Door title="Look at your mail" way={way} now={now}>
        <p role="status">
          If {actionData.sentTo} belongs to somebody here, a link is on its way. It works once, for one hour.
        </p>
        <p className="small muted">
          Nothing there after a few minutes? Look among unwanted mail, or ask whoever invited you to Gangway for a link.
        </p>
        <p>
          <Link to={paths.signIn()}>Back to signing in</Link>
        </p>
      </Door>
    )
  }
  return (
    <Door title="Choose a new password" way={way} now={now}>
      <p>
        {mailLeaves
          ? 'Enter your e-mail address, and a link to choose a password comes by mail.'
          : 'No mail leaves this portal: your administrator can give you a link to choose a password. Enter your e-mail address, so that they see that you asked.'}
      </p>
      <Form method="post" {...getFormProps(form)}>
        <TextField field={fields.email} label="E-mail" type="email" autoComplete="username" required />
        <Button type="submit" kind="primary" large busy={busy} busyWords="Sending">
          {mailLeaves ? 'Send the link' : 'Ask for a link'}
        </Button>
      </Form>
      <p>
        <Link to={paths.signIn()}>Back to signing in</Link>
      </p>
    </Door>
  )
}
