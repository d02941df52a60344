import { getFormProps, type SubmissionResult, useForm } from '@conform-to/react'
import { Form, useNavigation } from 'react-router'
import { Button } from '#app/components/ui/button.tsx'
import { FormError, TextField } from '#app/components/ui/field.tsx'
import { PASSWORD_HINT } from '#app/domain/identity/password-limits.ts'
import { paths } from '#app/http/paths.ts'

type OwnPasswordFields = { current: string; password: string; again: string }

/** Changes one's own password; the page of its address shows it again with what is wrong. */
export function OwnPassword({ lastResult }: { lastResult: SubmissionResult<string[]> | null }) {
  const [form, fields] = useForm<OwnPasswordFields>({ lastResult })
  const busy = useNavigation().formAction === paths.ownPassword()
  return (
    <Form method="post" action={paths.ownPassword()} {...getFormProps(form)} className="form">
      <FormError errors={form.errors} />
      <TextField
        field={fields.current}
        label="Current password"
        type="password"
        autoComplete="current-password"
        required
      />
      <TextField
        field={fields.password}
        label="New password"
        type="password"
        autoComplete="new-password"
        hint={PASSWORD_HINT}
        required
      />
      <TextField field={fields.again} label="The same again" type="password" autoComplete="new-password" required />
      <p className="small muted">It signs you out on every other device.</p>
      <p>
        <Button type="submit" busy={busy} busyWords="Saving">
          Change the password
        </Button>
      </p>
    </Form>
  )
}
