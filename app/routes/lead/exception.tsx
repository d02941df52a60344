import { getFormProps, useForm } from '@conform-to/react'
import { Form, Link } from 'react-router'
import { dayText } from '#app/components/dates.ts'
import { Main } from '#app/components/frame/main.tsx'
import { FormEnd } from '#app/components/milestones/form-end.tsx'
import { ChoiceField } from '#app/components/ui/choice.tsx'
import { TextArea, TextField } from '#app/components/ui/field.tsx'
import { PageHead } from '#app/components/ui/head.tsx'
import { todayOf } from '#app/domain/identity/today.ts'
import { askedOf, exceptPerson } from '#app/domain/modules/exceptions.server.ts'
import { ExceptionInput } from '#app/domain/modules/exceptions.ts'
import { answer } from '#app/http/answer.server.ts'
import { submitForm } from '#app/http/form.server.ts'
import { paths } from '#app/http/paths.ts'
import { redirectWithToast } from '#app/http/toast.server.ts'
import { requireViewer } from '#app/http/viewer.server.ts'
import type { Route } from './+types/exception.ts'
import '#app/components/milestones/milestones.css'

export const meta: Route.MetaFunction = () => [{ title: 'Waive or give more time · Gangway' }]

export async function loader({ params, context }: Route.LoaderArgs) {
  const viewer = requireViewer(context)
  const now = new Date()
  const asked = await answer(() => askedOf(viewer, params.id, params.assignment, now))
  return { asked, today: todayOf(viewer, now) }
}

export async function action({ request, params, context }: Route.ActionArgs) {
  const viewer = requireViewer(context)
  return submitForm(request, ExceptionInput, async (input) => {
    await exceptPerson(viewer, params.id, params.assignment, input, new Date())
    return redirectWithToast(
      paths.person(params.id),
      'Saved, and told to the person. You can take it back at any time.',
    )
  })
}

const KINDS = [
  { value: 'extended', label: 'Give more time', note: 'It stays on their list, due on the day that you enter.' },
  {
    value: 'waived',
    label: 'Waive it',
    note: 'It leaves their list. Figures leave it out; a completion would still count.',
  },
]

export default function ExceptionPage({ loaderData, actionData }: Route.ComponentProps) {
  const { asked, today } = loaderData
  const { person, module, milestone, exception, dueOn } = asked
  const [form, fields] = useForm<{ kind: string; dueOn: string; reason: string }>({
    lastResult: actionData,
    defaultValue: { kind: 'extended' },
  })
  return (
    <Main>
      <PageHead
        over={<Link to={paths.person(person.id)}>{person.name}</Link>}
        title={`“${module.title}” for ${person.name}`}
        meta={
          <>
            <span>{milestone.name}</span>
            <span>{dueOn ? `Due ${dayText(dueOn, today)}` : 'Waived'}</span>
            {exception && (
              <span>
                {exception.by}: {exception.reason}
              </span>
            )}
          </>
        }
      />
      <Form method="post" {...getFormProps(form)} className="stack-form">
        <ChoiceField field={fields.kind} label="For this person" options={KINDS} />
        <TextField
          field={fields.dueOn}
          type="date"
          min={today}
          label="Time until"
          hint="For more time only: the last day on which it is in time."
        />
        <TextArea
          field={fields.reason}
          label="Reason"
          hint="The person reads it, with your name. So do their champions, the trainers and the leads."
          rows={3}
          maxLength={1000}
        />
        <FormEnd errors={form.errors} verb="Save" back={paths.person(person.id)} />
      </Form>
    </Main>
  )
}
