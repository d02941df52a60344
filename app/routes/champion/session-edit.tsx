import { getFormProps, useForm } from '@conform-to/react'
import { data, Form, Link } from 'react-router'
import { counted } from '#app/components/format.ts'
import { Main } from '#app/components/frame/main.tsx'
import { FormEnd } from '#app/components/milestones/form-end.tsx'
import { ChangedMeanwhile } from '#app/components/sessions/changed-meanwhile.tsx'
import { ScopeField } from '#app/components/sessions/scope-field.tsx'
import { AboutFields, WhenFields, WhereFields } from '#app/components/sessions/session-fields.tsx'
import { ChoiceField } from '#app/components/ui/choice.tsx'
import { PageHead } from '#app/components/ui/head.tsx'
import { changeSession } from '#app/domain/cohorts/sessions/change-session.server.ts'
import { wallTimeOf, whichOf } from '#app/domain/cohorts/sessions/local-time.ts'
import { SessionChangeInput } from '#app/domain/cohorts/sessions/session-input.ts'
import { choicesFor } from '#app/domain/cohorts/sessions/session-parts.server.ts'
import { type PlannedSession, plannedSession } from '#app/domain/cohorts/sessions/sessions.server.ts'
import { timeZones } from '#app/domain/cohorts/sessions/time-zones.server.ts'
import { localDay } from '#app/domain/migrations/local-days.ts'
import { answer, statusOf } from '#app/http/answer.server.ts'
import { readForm, submitForm } from '#app/http/form.server.ts'
import { paths } from '#app/http/paths.ts'
import { redirectWithToast } from '#app/http/toast.server.ts'
import { requireViewer } from '#app/http/viewer.server.ts'
import type { Route } from './+types/session-edit.ts'
import '#app/components/milestones/milestones.css'
import '#app/components/sessions/sessions.css'

export const meta: Route.MetaFunction = () => [{ title: 'Change a session · Gangway' }]

export async function loader({ params, context }: Route.LoaderArgs) {
  const viewer = requireViewer(context)
  const now = new Date()
  return answer(async () => {
    const session = await plannedSession(viewer, params.id, params.session, now)
    const options = { ...(await choicesFor(session, now)), zones: timeZones() }
    return { session, values: valuesOf(session), options, today: localDay(now, session.timeZone), now }
  })
}

function valuesOf(session: PlannedSession) {
  const { title, milestone, playbook, championId, startsAt, timeZone, minutes, place, link, capacity, words } = session
  return {
    ...{ title, place: place ?? '', link: link ?? '', words: words ?? '', zone: timeZone },
    ...wallTimeOf(startsAt, timeZone),
    milestone: milestone.id,
    playbook: playbook?.id ?? '',
    champion: championId ?? '',
    which: whichOf(startsAt, timeZone) ?? undefined,
    minutes: String(minutes),
    capacity: capacity === null ? '' : String(capacity),
  }
}

export async function action({ request, params, context }: Route.ActionArgs) {
  const viewer = requireViewer(context)
  const now = new Date()
  const again = request.clone()
  return submitForm(request, SessionChangeInput, async (input) => {
    const changed = await changeSession(viewer, params.id, params.session, input, now)
    if (changed.outcome === 'conflict') {
      const [submission, present] = await Promise.all([
        readForm(again, SessionChangeInput),
        plannedSession(viewer, params.id, params.session, now),
      ])
      return data({ ...submission.reply(), present }, { status: statusOf('conflict') })
    }
    const told = changed.told > 0 ? ` ${counted(changed.told, 'person is', 'people are')} told.` : ''
    const what = changed.sessions === 1 ? 'The session is changed' : `${changed.sessions} sessions are changed`
    return redirectWithToast(paths.cohortSession(params.id, params.session), `${what}.${told}`)
  })
}

export default function EditSessionPage({ loaderData, actionData }: Route.ComponentProps) {
  const { session, values, options, today, now } = loaderData
  const present = actionData && 'present' in actionData ? actionData.present : null
  const [form, fields] = useForm<SessionChangeInput>({ lastResult: actionData, defaultValue: values })
  const back = paths.cohortSession(session.cohort.id, session.id)
  return (
    <Main>
      <PageHead
        over={
          <>
            <Link to={paths.cohort(session.cohort.id)}>{session.cohort.name}</Link>,{' '}
            <Link to={back}>{session.title}</Link>
          </>
        }
        title="Change the session"
      />
      {present && <ChangedMeanwhile present={present} now={now} />}
      <Form method="post" {...getFormProps(form)} className="stack-form">
        <input type="hidden" name="version" value={(present ?? session).version} />
        <AboutFields fields={fields} options={options} />
        <WhenFields fields={fields} zones={options.zones} earliest={today} />
        <WhereFields fields={fields} />
        {(fields.over.errors || fields.over.value) && (
          <ChoiceField
            field={fields.over}
            label="Those who are more than fit in"
            options={[
              { value: 'keep', label: 'They keep their places', note: 'Nobody new gets one until there is room.' },
              { value: 'wait', label: 'The last who said yes wait', note: 'They are told, and are first in line.' },
            ]}
          />
        )}
        {session.following > 0 && <ScopeField field={fields.scope} following={session.following} />}
        {session.invitedAt && (
          <p className="small muted">
            A new title, time, length, place or link is told to everybody who is invited, once. Other changes are not.
          </p>
        )}
        <FormEnd errors={form.errors} verb="Save the changes" back={back} />
      </Form>
    </Main>
  )
}
