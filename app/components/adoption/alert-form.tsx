import { type FieldMetadata, getFormProps, type SubmissionResult, useForm } from '@conform-to/react'
import { Form, Link, useNavigation } from 'react-router'
import { Button } from '#app/components/ui/button.tsx'
import { FormError, SelectField, TextField } from '#app/components/ui/field.tsx'
import type { AlertInput } from '#app/domain/adoption/alerts/alert-input.ts'
import {
  ALERT_METRICS,
  type AlertMetric,
  isCompared,
  isOfGroups,
  isOfTask,
  metricName,
  unitOf,
} from '#app/domain/adoption/alerts/alert-metrics.ts'
import type { AlertChoices } from '#app/domain/adoption/alerts/alert-words.ts'
import { adoptionPaths } from '#app/http/adoption-paths.ts'

/** What stands in the fields. */
export type AlertValues = { [Field in keyof AlertInput]: string }

const UNITS: Record<string, string> = {
  '%': 'per cent',
  '×': 'times the old product',
  people: 'people',
}
const METRICS = ALERT_METRICS.map((metric) => ({
  value: metric,
  label: `${metricName(metric)}, ${UNITS[unitOf(metric)] ?? unitOf(metric)}`,
}))
const COMPARATORS = [
  { value: '<=', label: 'At most' },
  { value: '>=', label: 'At least' },
]

type AlertFormProps = {
  lastResult: SubmissionResult<string[]> | null
  values: Partial<AlertValues>
  choices: AlertChoices
  verb: string
}

/** What is watched, and when to tell. Nothing is chosen yet, or scripts are off: then every field is there. */
export function AlertForm({ lastResult, values, choices, verb }: AlertFormProps) {
  const [form, fields] = useForm<AlertValues>({ lastResult, defaultValue: values })
  const busy = useNavigation().state === 'submitting'
  const metric = ALERT_METRICS.find((one) => one === fields.metric.value)
  return (
    <Form method="post" {...getFormProps(form)} className="form" autoComplete="off">
      <FormError errors={form.errors} />
      <SelectField field={fields.metric} label="What is watched" options={METRICS} empty="Choose" />
      <SelectField field={fields.milestone} label="Milestone" options={choices.milestones} />
      <ScopeFields fields={fields} metric={metric} choices={choices} />
      <SelectField field={fields.comparator} label="Tell me when it is" options={COMPARATORS} />
      <TextField
        field={fields.threshold}
        label="Threshold"
        inputMode="decimal"
        numeric
        hint={metric && unitOf(metric) === 'per attempt' ? ERRORS_HINT : undefined}
      />
      <TextField
        field={fields.forDays}
        label="For so many days in a row"
        type="number"
        min={1}
        max={90}
        numeric
        hint="It is looked at each morning. A day on which it cannot be told does not count."
      />
      <p className="btn-row">
        <Button type="submit" kind="primary" busy={busy} busyWords="Saving">
          {verb}
        </Button>
        <Link to={adoptionPaths.alerts()}>Cancel</Link>
      </p>
    </Form>
  )
}

const ERRORS_HINT = 'Errors per finished attempt: 0.2 is one error in five attempts.'

type ScopeFieldsProps = {
  fields: Record<'task' | 'audience' | 'cohort', FieldMetadata<string>>
  metric: AlertMetric | undefined
  choices: AlertChoices
}

/** Whose figure, or of what. */
function ScopeFields({ fields, metric, choices }: ScopeFieldsProps) {
  return (
    <>
      {(metric === undefined || isOfTask(metric)) && (
        <SelectField
          field={fields.task}
          label="Task"
          options={metric !== undefined && isCompared(metric) ? choices.compared : choices.tasks}
          empty="None"
          hint={
            metric === undefined ? 'For figures of one task only, in the last four weeks.' : 'In the last four weeks.'
          }
        />
      )}
      {(metric === undefined || isOfGroups(metric)) && (
        <>
          <SelectField field={fields.audience} label="Audience" options={choices.audiences} empty="Everyone" />
          <SelectField
            field={fields.cohort}
            label="Cohort"
            options={choices.cohorts}
            empty="All cohorts"
            hint="An audience or a cohort, not both."
          />
        </>
      )}
    </>
  )
}
