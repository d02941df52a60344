import { getFormProps, useForm } from '@conform-to/react'
import { Form, Link, redirect, useNavigation } from 'react-router'
import { Button } from '#app/components/ui/button.tsx'
import { FormError, TextArea } from '#app/components/ui/field.tsx'
import { knownId } from '#app/domain/confusion/known-id.ts'
import { WORDS_LIMIT } from '#app/domain/confusion/limits.ts'
import { reportOf } from '#app/domain/confusion/own-reports.server.ts'
import { VerdictInput } from '#app/domain/confusion/report-input.ts'
import { giveVerdict } from '#app/domain/confusion/verdict.server.ts'
import { answer } from '#app/http/answer.server.ts'
import { submitForm } from '#app/http/form.server.ts'
import { paths } from '#app/http/paths.ts'
import { redirectWithToast } from '#app/http/toast.server.ts'
import { requireViewer } from '#app/http/viewer.server.ts'
import type { Route } from './+types/report-verdict.ts'

export const meta: Route.MetaFunction = () => [{ title: 'Does this help? · Gangway' }]

/** Where nothing is asked any more, the report says how it stands. */
export async function loader({ params, context }: Route.LoaderArgs) {
  const report = await answer(() => reportOf(requireViewer(context), params.id))
  if (report.verdict === null) throw redirect(paths.report(report.id))
  return null
}

export async function action({ request, params, context }: Route.ActionArgs) {
  const viewer = requireViewer(context)
  return submitForm(request, VerdictInput, async (input) => {
    await giveVerdict(viewer, knownId(params.id), input, new Date())
    const words =
      input.helped === 'yes' ? 'Thank you.' : 'Thank you. It is open again, and you are told what comes of it.'
    return redirectWithToast(paths.report(params.id), words)
  })
}

export default function VerdictForm({ params, actionData }: Route.ComponentProps) {
  const [form, fields] = useForm<VerdictInput>({ lastResult: actionData })
  const busy = useNavigation().state === 'submitting'
  return (
    <Form method="post" {...getFormProps(form)} className="helped">
      <h3>What is still unclear?</h3>
      <input type="hidden" name="helped" value="no" />
      <TextArea
        field={fields.words}
        label="In your words"
        hint="You may leave it empty. The question is opened again for everybody who asked it."
        rows={3}
        maxLength={WORDS_LIMIT}
        autoFocus
      />
      <FormError errors={form.errors} />
      <div className="btn-row">
        <Button type="submit" kind="primary" busy={busy} busyWords="Sending">
          Open it again
        </Button>
        <Link to={paths.report(params.id)} preventScrollReset>
          Cancel
        </Link>
      </div>
    </Form>
  )
}
