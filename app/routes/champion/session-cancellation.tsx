import { getFormProps, useForm } from '@conform-to/react'
import { Form, Link } from 'react-router'
import { counted } from '#app/components/format.ts'
import { Main } from '#app/components/frame/main.tsx'
import { FormEnd } from '#app/components/milestones/form-end.tsx'
import { ScopeField } from '#app/components/sessions/scope-field.tsx'
import { longTimesText } from '#app/components/sessions/session-words.ts'
import { TextArea } from '#app/components/ui/field.tsx'
import { Fact, PageHead } from '#app/components/ui/head.tsx'
import { cancelSession } from '#app/domain/cohorts/sessions/cancel-session.server.ts'
import { CancellationInput } from '#app/domain/cohorts/sessions/session-input.ts'
import { plannedSession } from '#app/domain/cohorts/sessions/sessions.server.ts'
import { answer } from '#app/http/answer.server.ts'
import { submitForm } from '#app/http/form.server.ts'
import { paths } from '#app/http/paths.ts'
import { redirectWithToast } from '#app/http/toast.server.ts'
import { requireViewer } from '#app/http/viewer.server.ts'
import type { Route } from './+types/session-cancellation.ts'
import '#app/components/milestones/milestones.css'

export const meta: Route.MetaFunction = () => [{ title: 'Cancel a session · Gangway' }]

export async function loader({ params, context }: Route.LoaderArgs) {
  const viewer = requireViewer(context)
  const now = new Date()
  return { session: await answer(() => plannedSession(viewer, params.id, params.session, now)), now }
}

export async function action({ request, params, context }: Route.ActionArgs) {
  const viewer = requireViewer(context)
  return submitForm(request, CancellationInput, async (input) => {
    const { told, sessions } = await cancelSession(viewer, params.id, params.session, input, new Date())
    const what = sessions === 1 ? 'The session is cancelled' : `${sessions} sessions are cancelled`
    const who = told > 0 ? ` ${counted(told, 'notice is', 'notices are')} on the way.` : ''
    return redirectWithToast(paths.cohortSession(params.id, params.session), `${what}.${who}`)
  })
}

export default function CancellationPage({ loaderData, actionData }: Route.ComponentProps) {
  const { session, now } = loaderData
  const [form, fields] = useForm<CancellationInput>({ lastResult: actionData })
  const back = paths.cohortSession(session.cohort.id, session.id)
  return (
    <Main>
      <PageHead
        over={<Link to={back}>{session.cohort.name}</Link>}
        title={`Cancel “${session.title}”`}
        meta={
          <Fact icon="calendar">
            {longTimesText(session, now)}, {session.timeZone}
          </Fact>
        }
      />
      <Form method="post" {...getFormProps(form)} className="stack-form">
        <TextArea
          field={fields.words}
          label="Why, and what to do instead"
          hint={
            session.invitedAt ? 'Everybody who was invited reads this.' : 'Nobody is invited yet, so nobody is told.'
          }
          rows={3}
          maxLength={500}
        />
        {session.following > 0 && <ScopeField field={fields.scope} following={session.following} />}
        <FormEnd errors={form.errors} verb="Cancel the session" back={back} />
      </Form>
    </Main>
  )
}
