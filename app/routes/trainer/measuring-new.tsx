import { getFormProps, useForm } from '@conform-to/react'
import { Form, Link } from 'react-router'
import { counted } from '#app/components/format.ts'
import { Main } from '#app/components/frame/main.tsx'
import { FormEnd } from '#app/components/milestones/form-end.tsx'
import { SelectField, TextArea, TextField } from '#app/components/ui/field.tsx'
import { PageHead } from '#app/components/ui/head.tsx'
import { MeasuringInput } from '#app/domain/adoption/old-times/measuring-input.ts'
import { measuringChoices, openMeasuring } from '#app/domain/adoption/old-times/open-measuring.server.ts'
import { todayOf } from '#app/domain/identity/today.ts'
import { migrationOf } from '#app/domain/migrations/milestones.server.ts'
import { adoptionPaths } from '#app/http/adoption-paths.ts'
import { answer } from '#app/http/answer.server.ts'
import { submitForm } from '#app/http/form.server.ts'
import { redirectWithToast } from '#app/http/toast.server.ts'
import { requireViewer } from '#app/http/viewer.server.ts'
import type { Route } from './+types/measuring-new.ts'
import '#app/components/milestones/milestones.css'

export const meta: Route.MetaFunction = ({ loaderData }) => [
  { title: `Measure in ${loaderData?.oldProduct ?? 'the old product'} · Gangway` },
]

export async function loader({ request, context }: Route.LoaderArgs) {
  const viewer = requireViewer(context)
  const choices = await answer(() => measuringChoices(viewer))
  const task = new URL(request.url).searchParams.get('task') ?? undefined
  return { ...choices, task, oldProduct: migrationOf(viewer).oldProduct, today: todayOf(viewer, new Date()) }
}

export async function action({ request, context }: Route.ActionArgs) {
  const viewer = requireViewer(context)
  return submitForm(request, MeasuringInput, async (input) => {
    const { id, asked } = await openMeasuring(viewer, input, new Date())
    return redirectWithToast(
      adoptionPaths.measuring(id),
      `${counted(asked, 'person is', 'people are')} asked. They find it on their start page.`,
    )
  })
}

export default function NewMeasuringPage({ loaderData, actionData }: Route.ComponentProps) {
  const { tasks, groups, task, oldProduct, today } = loaderData
  const [form, fields] = useForm<MeasuringInput>({ lastResult: actionData, defaultValue: { task } })
  return (
    <Main>
      <PageHead
        over={<Link to={adoptionPaths.oldTimes()}>Times in {oldProduct}</Link>}
        title={`Measure in ${oldProduct}`}
      />
      <Form method="post" {...getFormProps(form)} className="stack-form">
        <SelectField field={fields.task} label="Task" options={tasks} empty="Choose a task" required />
        <SelectField field={fields.group} label="Who does it" options={groups} empty="Only the people below" />
        <TextArea
          field={fields.who}
          label="People by name"
          hint="Addresses, ids in the company or whole names, one a line. With a group they are asked besides it."
          rows={3}
        />
        <TextField field={fields.until} label="Last day" type="date" min={today} required />
        <TextArea
          field={fields.words}
          label={`What to do in ${oldProduct}`}
          hint="They see the words of the task. Say here what is different there."
          rows={3}
          maxLength={2000}
        />
        <p className="small muted">
          Ask at least five. You see who has done it, never how long anybody took: from five people on their median is
          told. It is time on the wall less pauses, so it is the baseline of tasks outside; the active time of a lab is
          not divided by it, but told beside it.
        </p>
        <FormEnd errors={form.errors} verb="Ask them" back={adoptionPaths.oldTimes()} />
      </Form>
    </Main>
  )
}
