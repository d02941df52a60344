import { getFormProps, useForm } from '@conform-to/react'
import { Form, Link } from 'react-router'
import { counted, listed } from '#app/components/format.ts'
import { Main } from '#app/components/frame/main.tsx'
import { FormEnd } from '#app/components/milestones/form-end.tsx'
import { CheckboxGroup } from '#app/components/ui/choice.tsx'
import { TextArea, TextField } from '#app/components/ui/field.tsx'
import { PageHead } from '#app/components/ui/head.tsx'
import type { AnswerTargets } from '#app/domain/confusion/answer-clock.ts'
import { setTargets, targetsFor } from '#app/domain/confusion/answer-targets.server.ts'
import { TargetsInput } from '#app/domain/confusion/answer-targets-input.ts'
import { SEVERITIES, severityWords } from '#app/domain/confusion/kinds.ts'
import { can } from '#app/domain/identity/abilities.ts'
import { answer } from '#app/http/answer.server.ts'
import { submitForm } from '#app/http/form.server.ts'
import { paths } from '#app/http/paths.ts'
import { redirectWithToast } from '#app/http/toast.server.ts'
import { requireViewer } from '#app/http/viewer.server.ts'
import type { Route } from './+types/answer-targets.ts'
import '#app/components/milestones/milestones.css'

export const meta: Route.MetaFunction = () => [{ title: 'How soon we answer · Gangway' }]

export async function loader({ context }: Route.LoaderArgs) {
  const viewer = requireViewer(context)
  return { targets: await answer(() => targetsFor(viewer)), triages: can(viewer, 'confusion.triage') }
}

export async function action({ request, context }: Route.ActionArgs) {
  const viewer = requireViewer(context)
  return submitForm(request, TargetsInput, async (input) => {
    await setTargets(viewer, input, new Date())
    return redirectWithToast(paths.confusion(), 'Saved. The board counts by it from now on.')
  })
}

const DAYS = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday']
const dayOptions = DAYS.map((label, place) => ({ value: String(place + 1), label }))
const timeText = (minutes: number) =>
  `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`

export default function AnswerTargetsPage({ loaderData, actionData }: Route.ComponentProps) {
  const { targets, triages } = loaderData
  return (
    <Main>
      <PageHead over={<Link to={paths.confusion()}>Confusion</Link>} title="How soon we answer" />
      <p className="stack-words">
        The clock of a question runs only while the organisation works, by the clocks of {targets.zone}. When a quarter
        of the time is left, and when it is over, its owner gets one mail; without an owner, every lead.
      </p>
      {triages ? <TargetsForm targets={targets} actionData={actionData} /> : <TargetsFacts targets={targets} />}
    </Main>
  )
}

type FormProps = { targets: AnswerTargets & { version: number }; actionData: Route.ComponentProps['actionData'] }

/** As the fields have it, before it is read. */
type Fields = {
  days: string[]
  opensAt: string
  closesAt: string
  holidays: string
  blocking: number
  major: number
  minor: number
}

function TargetsForm({ targets, actionData }: FormProps) {
  const { hours } = targets
  const [form, fields] = useForm<Fields>({
    lastResult: actionData,
    defaultValue: {
      days: targets.days.map(String),
      opensAt: timeText(targets.opensAt),
      closesAt: timeText(targets.closesAt),
      holidays: targets.holidays.join('\n'),
      ...hours,
    },
  })
  return (
    <Form method="post" {...getFormProps(form)} className="stack-form">
      <input type="hidden" name="version" value={targets.version} />
      {SEVERITIES.toReversed().map((severity) => (
        <TextField
          key={severity}
          field={fields[severity]}
          label={`${severityWords[severity]}: answered within so many working hours`}
          inputMode="numeric"
          numeric
        />
      ))}
      <CheckboxGroup field={fields.days as never} label="Days of work" options={dayOptions} inline />
      <TextField field={fields.opensAt} type="time" label="Work begins" />
      <TextField field={fields.closesAt} type="time" label="Work ends" />
      <TextArea
        field={fields.holidays}
        label="Days off"
        hint="One a line, like 2027-12-25."
        rows={4}
        spellCheck={false}
      />
      <FormEnd errors={form.errors} verb="Save" back={paths.confusion()} />
    </Form>
  )
}

function TargetsFacts({ targets }: { targets: AnswerTargets }) {
  return (
    <dl className="facts">
      {SEVERITIES.toReversed().map((severity) => (
        <div key={severity}>
          <dt>{severityWords[severity]}</dt>
          <dd>{counted(targets.hours[severity], 'working hour', 'working hours')}</dd>
        </div>
      ))}
      <div>
        <dt>Work</dt>
        <dd>
          {listed(targets.days.map((day) => DAYS[day - 1] ?? ''))}, {timeText(targets.opensAt)} to{' '}
          {timeText(targets.closesAt)}
        </dd>
      </div>
      {targets.holidays.length > 0 && (
        <div>
          <dt>Days off</dt>
          <dd>{listed(targets.holidays)}</dd>
        </div>
      )}
    </dl>
  )
}
