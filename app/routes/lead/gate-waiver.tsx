import { getFormProps, useForm } from '@conform-to/react'
import { Form, Link } from 'react-router'
import { figureNote, figureText, gateName, targetText } from '#app/components/adoption/measures.ts'
import { Main } from '#app/components/frame/main.tsx'
import { FormEnd } from '#app/components/milestones/form-end.tsx'
import { TextArea, TextField } from '#app/components/ui/field.tsx'
import { PageHead } from '#app/components/ui/head.tsx'
import { Refusal } from '#app/domain/errors.ts'
import { ensure } from '#app/domain/identity/abilities.ts'
import { localDay } from '#app/domain/migrations/local-days.ts'
import { readinessOf } from '#app/domain/migrations/readiness.server.ts'
import { WaiverInput, waiveGate } from '#app/domain/migrations/waivers.server.ts'
import { answer } from '#app/http/answer.server.ts'
import { submitForm } from '#app/http/form.server.ts'
import { paths } from '#app/http/paths.ts'
import { redirectWithToast } from '#app/http/toast.server.ts'
import { requireViewer } from '#app/http/viewer.server.ts'
import type { Route } from './+types/gate-waiver.ts'
import '#app/components/milestones/milestones.css'

export const meta: Route.MetaFunction = () => [{ title: 'Waive a gate · Gangway' }]

export async function loader({ params, context }: Route.LoaderArgs) {
  const viewer = requireViewer(context)
  const now = new Date()
  return answer(async () => {
    ensure(viewer, 'gate.waive')
    const { gates, milestone } = await readinessOf(viewer, params.slug, now)
    const gate = gates.find(({ id }) => id === params.gate)
    if (!gate) throw new Refusal('missing', 'This gate is not there any more.')
    return { gate, milestone, today: localDay(now, milestone.timeZone) }
  })
}

export async function action({ request, params, context }: Route.ActionArgs) {
  const viewer = requireViewer(context)
  return submitForm(request, WaiverInput, async (input) => {
    await waiveGate(viewer, params.gate, input, new Date())
    return redirectWithToast(paths.milestone(params.slug), 'The gate is waived. You can withdraw it at any time.')
  })
}

export default function WaiverPage({ loaderData, actionData }: Route.ComponentProps) {
  const { gate, milestone, today } = loaderData
  const [form, fields] = useForm<WaiverInput>({ lastResult: actionData })
  const measured = gate.figure.value === null ? 'Nothing measured' : figureText(gate.measure, gate.figure.value)
  return (
    <Main>
      <PageHead
        over={<Link to={paths.milestone(milestone.slug)}>{milestone.name}</Link>}
        title={`Waive “${gateName(gate)}”`}
        meta={
          <>
            <span>
              {measured}, {targetText(gate.measure, gate.comparator, gate.target)}
            </span>
            <span>{figureNote(gate.measure, gate.figure)}</span>
          </>
        }
      />
      <Form method="post" {...getFormProps(form)} className="stack-form">
        <TextArea
          field={fields.reason}
          label="Why it need not be met"
          hint="Everybody who sees the gate reads this, with your name."
          rows={4}
          maxLength={1000}
        />
        <TextField field={fields.expiresOn} type="date" min={today} label="Last day of the waiver" />
        <FormEnd errors={form.errors} verb="Waive the gate" back={paths.milestone(milestone.slug)} />
      </Form>
    </Main>
  )
}
