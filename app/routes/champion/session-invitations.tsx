import { Form, Link, useNavigation } from 'react-router'
import { counted, listed } from '#app/components/format.ts'
import { Main } from '#app/components/frame/main.tsx'
import { longTimesText } from '#app/components/sessions/session-words.ts'
import { Button, LinkButton } from '#app/components/ui/button.tsx'
import { Fact, PageHead } from '#app/components/ui/head.tsx'
import { Problem } from '#app/components/ui/problem.tsx'
import { hostsOf } from '#app/domain/cohorts/sessions/hosts.server.ts'
import { inviteesOf, sendInvitations } from '#app/domain/cohorts/sessions/invitations.server.ts'
import { plannedSession } from '#app/domain/cohorts/sessions/sessions.server.ts'
import { answer } from '#app/http/answer.server.ts'
import { paths } from '#app/http/paths.ts'
import { redirectWithToast } from '#app/http/toast.server.ts'
import { requireViewer } from '#app/http/viewer.server.ts'
import type { Route } from './+types/session-invitations.ts'
import '#app/components/sessions/sessions.css'

export const meta: Route.MetaFunction = () => [{ title: 'Send invitations · Gangway' }]

export async function loader({ params, context }: Route.LoaderArgs) {
  const viewer = requireViewer(context)
  const now = new Date()
  return answer(async () => {
    const session = await plannedSession(viewer, params.id, params.session, now)
    const [invitees, hosts] = await Promise.all([
      inviteesOf(viewer, params.id, params.session, now),
      hostsOf(viewer, params.id, params.session, now),
    ])
    return { session, invitees, hosts, now }
  })
}

export async function action({ params, context }: Route.ActionArgs) {
  const viewer = requireViewer(context)
  const told = await answer(() => sendInvitations(viewer, params.id, params.session, new Date()))
  return redirectWithToast(
    paths.cohortSession(params.id, params.session),
    told === 0 ? 'Everybody is invited already.' : `${counted(told, 'person is', 'people are')} invited.`,
  )
}

export default function InvitationsPage({ loaderData }: Route.ComponentProps) {
  const { session, invitees, hosts, now } = loaderData
  const busy = useNavigation().state === 'submitting'
  const back = paths.cohortSession(session.cohort.id, session.id)
  const byMail = invitees.filter(({ mail }) => mail)
  const here = invitees.filter(({ mail }) => !mail)
  return (
    <Main>
      <PageHead
        over={<Link to={back}>{session.title}</Link>}
        title="Send invitations"
        meta={
          <Fact icon="calendar">
            {longTimesText(session, now)}, {session.timeZone}
          </Fact>
        }
      />
      {invitees.length === 0 ? (
        <Problem
          kind="empty"
          title={session.invitedAt ? 'Everybody is invited' : 'Nobody is in this cohort yet'}
          level={2}
          action={<LinkButton to={back}>Back to the session</LinkButton>}
        >
          Whoever joins the cohort after invitations were sent is invited within minutes.
        </Problem>
      ) : (
        <Form method="post" className="stack-form">
          {byMail.length > 0 && (
            <Names title={`By mail, with a calendar entry, and in their notices: ${byMail.length}`} people={byMail} />
          )}
          {here.length > 0 && <Names title={`In their notices only, as they chose: ${here.length}`} people={here} />}
          {hosts.length > 0 && (
            <p className="small">
              {listed(hosts)} {hosts.length === 1 ? 'runs' : 'run'} it and {hosts.length === 1 ? 'gets' : 'get'} a copy
              for the calendar.
            </p>
          )}
          <p className="small muted">
            Afterwards whoever joins the cohort is invited too, and whoever leaves it is told that they are not
            expected.
          </p>
          <p className="btn-row">
            <Button type="submit" kind="primary" icon="mail" busy={busy} busyWords="Sending">
              {`Invite ${counted(invitees.length, 'person', 'people')}`}
            </Button>
            <Link to={back}>Not now</Link>
          </p>
        </Form>
      )}
    </Main>
  )
}

function Names({ title, people }: { title: string; people: readonly { id: string; name: string }[] }) {
  return (
    <section>
      <h2 className="label">{title}</h2>
      <p>{people.map(({ name }) => name).join(', ')}</p>
    </section>
  )
}
