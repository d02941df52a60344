import { getFormProps, useForm } from '@conform-to/react'
import { Form, Link } from 'react-router'
import { dayText } from '#app/components/dates.ts'
import { Main } from '#app/components/frame/main.tsx'
import { FormEnd } from '#app/components/milestones/form-end.tsx'
import { TextArea, TextField } from '#app/components/ui/field.tsx'
import { PageHead } from '#app/components/ui/head.tsx'
import { ensure } from '#app/domain/identity/abilities.ts'
import { localDay } from '#app/domain/migrations/local-days.ts'
import { MoveInput, moveMilestone } from '#app/domain/migrations/milestone-changes.server.ts'
import { milestoneOf } from '#app/domain/migrations/milestones.server.ts'
import { answer } from '#app/http/answer.server.ts'
import { submitForm } from '#app/http/form.server.ts'
import { paths } from '#app/http/paths.ts'
import { redirectWithToast } from '#app/http/toast.server.ts'
import { requireViewer } from '#app/http/viewer.server.ts'
import type { Route } from './+types/milestone-move.ts'
import '#app/components/milestones/milestones.css'

export const meta: Route.MetaFunction = () => [{ title: 'Move the date · Gangway' }]

export async function loader({ params, context }: Route.LoaderArgs) {
  const viewer = requireViewer(context)
  return answer(async () => {
    ensure(viewer, 'milestone.change')
    const milestone = await milestoneOf(viewer, params.slug)
    return { milestone, today: localDay(new Date(), milestone.timeZone) }
  })
}

export async function action({ request, params, context }: Route.ActionArgs) {
  const viewer = requireViewer(context)
  return submitForm(request, MoveInput, async (input) => {
    await moveMilestone(viewer, params.slug, input, new Date())
    return redirectWithToast(paths.milestone(params.slug), 'The date is moved. What is due moves with it.')
  })
}

export default function MovePage({ loaderData, actionData }: Route.ComponentProps) {
  const { milestone, today } = loaderData
  const [form, fields] = useForm<MoveInput>({ lastResult: actionData })
  return (
    <Main>
      <PageHead
        over={<Link to={paths.milestone(milestone.slug)}>{milestone.name}</Link>}
        title="Move the date"
        meta={<span>Now {dayText(milestone.date, today)}</span>}
      />
      <Form method="post" {...getFormProps(form)} className="stack-form">
        <TextField
          field={fields.date}
          type="date"
          min={today}
          label="New date"
          hint={`A day in ${milestone.timeZone}. What is due moves with it, never to less than ten days from today. Whoever is asked for something is told.`}
        />
        <TextArea field={fields.reason} label="Reason, kept with the decision" rows={4} maxLength={1000} />
        <FormEnd errors={form.errors} verb="Move the date" back={paths.milestone(milestone.slug)} />
      </Form>
    </Main>
  )
}
