import { getFormProps, useForm } from '@conform-to/react'
import { Form, Link } from 'react-router'
import { Main } from '#app/components/frame/main.tsx'
import { FormEnd } from '#app/components/milestones/form-end.tsx'
import { PeopleField } from '#app/components/sessions/people-field.tsx'
import { AboutFields, RepeatFields, WhenFields, WhereFields } from '#app/components/sessions/session-fields.tsx'
import { PageHead } from '#app/components/ui/head.tsx'
import { ledCohort } from '#app/domain/cohorts/led-cohort.server.ts'
import { membersAmong } from '#app/domain/cohorts/sessions/follow-up.server.ts'
import { planSession } from '#app/domain/cohorts/sessions/plan-session.server.ts'
import { SessionInput } from '#app/domain/cohorts/sessions/session-input.ts'
import { likelyMilestone, sessionChoices } from '#app/domain/cohorts/sessions/session-parts.server.ts'
import { timeZones } from '#app/domain/cohorts/sessions/time-zones.server.ts'
import { localDay } from '#app/domain/migrations/local-days.ts'
import { answer } from '#app/http/answer.server.ts'
import { submitForm } from '#app/http/form.server.ts'
import { paths } from '#app/http/paths.ts'
import { redirectWithToast } from '#app/http/toast.server.ts'
import { requireViewer } from '#app/http/viewer.server.ts'
import type { Route } from './+types/session-new.ts'
import '#app/components/milestones/milestones.css'
import '#app/components/sessions/sessions.css'

export const meta: Route.MetaFunction = () => [{ title: 'Plan a session · Gangway' }]

export async function loader({ request, params, context }: Route.LoaderArgs) {
  const viewer = requireViewer(context)
  const now = new Date()
  return answer(async () => {
    const cohort = await ledCohort(viewer, params.id, now)
    const options = { ...(await sessionChoices(cohort, now)), zones: timeZones() }
    const lead = options.champions.find(({ value }) => value === viewer.personId) ?? options.champions[0]
    const milestone = await likelyMilestone(cohort, now)
    const people = await membersAmong(cohort, new URL(request.url).searchParams.getAll('person'))
    return { cohort, options, lead: lead?.value, milestone, people, today: localDay(now, cohort.timeZone) }
  })
}

export async function action({ request, params, context }: Route.ActionArgs) {
  const viewer = requireViewer(context)
  return submitForm(request, SessionInput, async (input) => {
    const { id, count } = await planSession(viewer, params.id, input, new Date())
    const planned = count === 1 ? 'The session is planned' : `${count} sessions are planned`
    return redirectWithToast(paths.cohortSession(params.id, id), `${planned}. Nobody is invited yet.`)
  })
}

export default function NewSessionPage({ loaderData, actionData }: Route.ComponentProps) {
  const { cohort, options, lead, milestone, people, today } = loaderData
  const [form, fields] = useForm<SessionInput>({
    lastResult: actionData,
    defaultValue: {
      zone: cohort.timeZone,
      minutes: '45',
      champion: lead,
      milestone: milestone ?? '',
      repeat: 'once',
      people: people.map(({ id }) => id),
    },
  })
  return (
    <Main>
      <PageHead over={<Link to={paths.cohort(cohort.id)}>{cohort.name}</Link>} title="Plan a session" />
      <Form method="post" {...getFormProps(form)} className="stack-form">
        {people.length > 0 && <PeopleField field={fields.people} people={people} />}
        <AboutFields fields={fields} options={options} />
        <WhenFields fields={fields} zones={options.zones} earliest={today} />
        <RepeatFields fields={fields} />
        <WhereFields fields={fields} />
        <p className="small muted">Saving tells nobody. You send the invitations on the next page.</p>
        <FormEnd errors={form.errors} verb="Save the plan" back={paths.cohort(cohort.id)} />
      </Form>
    </Main>
  )
}
