import { getFormProps, type SubmissionResult, useForm } from '@conform-to/react'
import { Form, Link, useNavigation } from 'react-router'
import { Button } from '#app/components/ui/button.tsx'
import { CheckboxGroup } from '#app/components/ui/choice.tsx'
import { FormError, type Option, SelectField, TextField } from '#app/components/ui/field.tsx'
import type { ReportInput } from '#app/domain/adoption/reports/report-input.ts'
import { hourText, weekdays } from '#app/domain/adoption/reports/report-words.ts'
import { adoptionPaths } from '#app/http/adoption-paths.ts'

/** What stands in the fields: a select's value is text. */
export type ReportValues = Omit<ReportInput, 'weekday' | 'monthday' | 'hour'> &
  Record<'weekday' | 'monthday' | 'hour', string>

type ReportFormProps = {
  lastResult: SubmissionResult<string[]> | null
  values: Partial<ReportValues>
  choices: { views: readonly Option[]; people: readonly Option[] }
  /** where the hours are those of */
  zone: string
  verb: string
}

const RHYTHMS = [
  { value: 'daily', label: 'Each day' },
  { value: 'weekly', label: 'Each week' },
  { value: 'monthly', label: 'Each month' },
]
const HOURS = Array.from({ length: 24 }, (_, hour) => ({ value: String(hour), label: hourText(hour) }))

/** What is sent, when and to whom. Without scripts the days of a week and of a month both stand there. */
export function ReportForm({ lastResult, values, choices, zone, verb }: ReportFormProps) {
  const [form, fields] = useForm<ReportValues>({ lastResult, defaultValue: values })
  const busy = useNavigation().state === 'submitting'
  const rhythm = fields.rhythm.value
  return (
    <Form method="post" {...getFormProps(form)} className="form" autoComplete="off">
      <FormError errors={form.errors} />
      <TextField field={fields.name} label="Name" hint="It begins the mail’s subject." maxLength={80} required />
      <SelectField
        field={fields.view}
        label="What is sent"
        options={choices.views}
        hint="A page of adoption, or a view of it that you saved."
      />
      <SelectField field={fields.rhythm} label="How often" options={RHYTHMS} />
      {(rhythm === undefined || rhythm === 'weekly') && (
        <SelectField field={fields.weekday} label="Day of the week" options={weekdays} hint="For each week only." />
      )}
      {(rhythm === undefined || rhythm === 'monthly') && (
        <TextField
          field={fields.monthday}
          label="Day of the month"
          type="number"
          min={1}
          max={31}
          numeric
          hint="For each month only. Where a month has fewer days, it is the last."
        />
      )}
      <SelectField field={fields.hour} label="Hour" options={HOURS} hint={`In ${zone}.`} />
      <CheckboxGroup field={fields.recipients as never} label="Who gets it" options={choices.people} />
      <p className="small muted">
        Trainers and leads of this migration can get it. Each can stop it for themselves by a link in the mail.
      </p>
      <p className="btn-row">
        <Button type="submit" kind="primary" busy={busy} busyWords="Saving">
          {verb}
        </Button>
        <Link to={adoptionPaths.reports()}>Cancel</Link>
      </p>
    </Form>
  )
}
