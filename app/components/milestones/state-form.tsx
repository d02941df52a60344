import { getFormProps, type SubmissionResult, useForm } from '@conform-to/react'
import { Form, useNavigation } from 'react-router'
import { isFinal, type MilestoneState, needsGates, nextStates } from '#app/domain/migrations/milestone-states.ts'
import { Button } from '../ui/button.tsx'
import { FormError, TextArea } from '../ui/field.tsx'

const VERBS: Record<MilestoneState, { label: string; what: string }> = {
  planned: { label: 'Back to planned', what: 'Nobody is asked to learn yet.' },
  training: { label: 'Start training', what: 'People learn until the date.' },
  live: { label: 'Go live', what: 'People work in the new product from now on.' },
  closed: { label: 'Close', what: 'It is done; its figures stay.' },
  'rolled back': { label: 'Roll back', what: 'People work in the old product again.' },
}

type StateFormProps = {
  state: MilestoneState
  /** why going live is not possible now; null if it is */
  notReady: string | null
  lastResult: SubmissionResult<string[]> | undefined
}

/** The change of state: what comes next, what cannot be done yet and why. The gates' values are kept with it. */
export function StateForm({ state, notReady, lastResult }: StateFormProps) {
  const [form, fields] = useForm<{ to: MilestoneState; note: string; from: MilestoneState }>({ lastResult })
  const busy = useNavigation().state === 'submitting'
  const choices = nextStates(state)
  if (choices.length === 0) return <p className="small muted">This milestone is closed. It stays as it is.</p>
  const [usual] = choices
  // After a refusal the state may be another than the one that was decided upon: nothing is chosen for the lead then.
  const first = usual && !lastResult && !isFinal(usual) && !blocked(usual, notReady) ? usual : null
  const possible = choices.some((to) => !blocked(to, notReady))
  return (
    <Form method="post" {...getFormProps(form)} className="stack-form">
      <input type="hidden" name="from" value={state} />
      <fieldset className="verdicts">
        <legend className="sr">What happens next</legend>
        {choices.map((to) => (
          <StateChoice key={to} to={to} chosen={to === first} reason={blocked(to, notReady)} />
        ))}
      </fieldset>
      <FormError errors={fields.to.errors} />
      <TextArea field={fields.note} label="Note, kept with the change" rows={3} maxLength={1000} />
      <FormError errors={form.errors} />
      <Button type="submit" kind="primary" busy={busy} busyWords="Saving" unavailable={possible ? null : notReady}>
        Record the change
      </Button>
      <p className="source">
        Recorded with your name, the time, and today’s gate values. It cannot be edited afterwards, only followed by
        another change.
      </p>
    </Form>
  )
}

const blocked = (to: MilestoneState, notReady: string | null) => (needsGates(to) ? notReady : null)

function StateChoice({ to, chosen, reason }: { to: MilestoneState; chosen: boolean; reason: string | null }) {
  const { label, what } = VERBS[to]
  return (
    <label className={reason ? 'choice is-off' : 'choice'}>
      <input type="radio" name="to" value={to} defaultChecked={chosen} disabled={reason !== null} />
      <span>
        {label}
        <span className="sub">{reason ?? what}</span>
      </span>
    </label>
  )
}
