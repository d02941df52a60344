import { getFormProps, useForm } from '@conform-to/react'
import { Form, useNavigation } from 'react-router'
import { Main } from '#app/components/frame/main.tsx'
import { Button } from '#app/components/ui/button.tsx'
import { FormError, TextField } from '#app/components/ui/field.tsx'
import { PageHead } from '#app/components/ui/head.tsx'
import { checkIn } from '#app/domain/cohorts/running/check-in.server.ts'
import { CodeInput } from '#app/domain/cohorts/running/code.server.ts'
import { seeOther } from '#app/http/answer.server.ts'
import { addressOf } from '#app/http/context.server.ts'
import { submitForm } from '#app/http/form.server.ts'
import { paths } from '#app/http/paths.ts'
import { requireViewer } from '#app/http/viewer.server.ts'
import type { Route } from './+types/check-in.ts'
import '#app/components/run/run.css'

export const meta: Route.MetaFunction = () => [{ title: 'Check in · Gangway' }]

export function loader({ context }: Route.LoaderArgs) {
  requireViewer(context)
  return null
}

/** Members are in at once; whoever is not of the cohort is asked first. */
export async function action({ request, context }: Route.ActionArgs) {
  const viewer = requireViewer(context)
  return submitForm(request, CodeInput, async ({ code }) => {
    const door = await checkIn(viewer, code, { asGuest: false, from: addressOf(context) }, new Date())
    return seeOther(door.isIn ? paths.seat(door.id) : paths.checkIn(door.code))
  })
}

export default function CheckInPage({ actionData }: Route.ComponentProps) {
  const [form, fields] = useForm<{ code: string }>({ lastResult: actionData })
  const busy = useNavigation().state === 'submitting'
  return (
    <Main>
      <PageHead over="Session" title="Check in" />
      <Form method="post" {...getFormProps(form)} className="form check-in">
        <FormError errors={form.errors} />
        <TextField
          field={fields.code}
          label="Code"
          hint="Six letters and digits, on the screen of the room."
          autoComplete="off"
          autoCapitalize="characters"
          spellCheck={false}
          inputMode="text"
          maxLength={12}
        />
        <div className="btn-row">
          <Button type="submit" kind="primary" busy={busy} busyWords="Checking in">
            Check in
          </Button>
        </div>
      </Form>
    </Main>
  )
}
