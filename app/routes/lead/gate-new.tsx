import { getFormProps, useForm } from '@conform-to/react'
import { Form, Link } from 'react-router'
import { Main } from '#app/components/frame/main.tsx'
import { FormEnd } from '#app/components/milestones/form-end.tsx'
import { SelectField, TextField } from '#app/components/ui/field.tsx'
import { PageHead } from '#app/components/ui/head.tsx'
import { ensure } from '#app/domain/identity/abilities.ts'
import {
  addGate,
  audienceChoices,
  comparableTasks,
  GateInput,
  type OfferedMeasure,
} from '#app/domain/migrations/gates.server.ts'
import { milestoneOf } from '#app/domain/migrations/milestones.server.ts'
import { isByAudience } from '#app/domain/migrations/readiness.ts'
import { answer } from '#app/http/answer.server.ts'
import { submitForm } from '#app/http/form.server.ts'
import { paths } from '#app/http/paths.ts'
import { redirectWithToast } from '#app/http/toast.server.ts'
import { requireViewer } from '#app/http/viewer.server.ts'
import type { Route } from './+types/gate-new.ts'
import '#app/components/milestones/milestones.css'

export const meta: Route.MetaFunction = () => [{ title: 'Add a gate · Gangway' }]

export async function loader({ params, context }: Route.LoaderArgs) {
  const viewer = requireViewer(context)
  return answer(async () => {
    ensure(viewer, 'milestone.change')
    const milestone = await milestoneOf(viewer, params.slug)
    const [tasks, audiences] = await Promise.all([
      comparableTasks(milestone.migrationId),
      audienceChoices(milestone.migrationId),
    ])
    return { milestone, tasks, audiences }
  })
}

export async function action({ request, params, context }: Route.ActionArgs) {
  const viewer = requireViewer(context)
  return submitForm(request, GateInput, async (input) => {
    await addGate(viewer, params.slug, input, new Date())
    return redirectWithToast(paths.milestone(params.slug), 'The gate is added.')
  })
}

const MEASURES: { value: OfferedMeasure; label: string }[] = [
  { value: 'completion', label: 'Completion, per cent of people' },
  { value: 'up to date', label: 'Up to date, per cent of people' },
  { value: 'coverage', label: 'Coverage by sessions, per cent of people' },
  { value: 'task ratio', label: 'Task time as a ratio to the old product' },
  { value: 'confusion', label: 'Confusion rate, per 100 people' },
  { value: 'critical errors', label: 'Critical errors per finished attempt' },
]
const COMPARATORS = [
  { value: '>=', label: 'At least' },
  { value: '<=', label: 'At most' },
]

export default function NewGatePage({ loaderData, actionData }: Route.ComponentProps) {
  const { milestone, tasks, audiences } = loaderData
  const [form, fields] = useForm<GateInput>({ lastResult: actionData })
  // Nothing is chosen yet, or scripts are off: then every field is there, and each says what it is for.
  const measure = MEASURES.find(({ value }) => value === fields.measure.value)?.value
  return (
    <Main>
      <PageHead over={<Link to={paths.milestone(milestone.slug)}>{milestone.name}</Link>} title="Add a gate" />
      <Form method="post" {...getFormProps(form)} className="stack-form">
        <SelectField field={fields.measure} label="What is measured" options={MEASURES} empty="Choose" />
        {(measure === undefined || measure === 'task ratio') && (
          <SelectField
            field={fields.task}
            label="Task"
            options={tasks}
            empty="None"
            hint="For a ratio only: whose time is compared."
          />
        )}
        {(measure === undefined || isByAudience(measure)) && (
          <SelectField
            field={fields.audience}
            label="Audience"
            options={audiences}
            empty="Everyone assigned"
            hint="Confusion and critical errors are always measured of everybody."
          />
        )}
        <SelectField field={fields.comparator} label="It must be" options={COMPARATORS} />
        <TextField
          field={fields.target}
          label="Target"
          inputMode="decimal"
          numeric
          hint="90 for 90 per cent; 1.2 for a ratio."
        />
        <FormEnd errors={form.errors} verb="Add the gate" back={paths.milestone(milestone.slug)} />
      </Form>
    </Main>
  )
}
