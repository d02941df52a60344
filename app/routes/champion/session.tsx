import { Form, Link } from 'react-router'
import { counted, listed } from '#app/components/format.ts'
import { Main } from '#app/components/frame/main.tsx'
import { RepliesList } from '#app/components/sessions/replies.tsx'
import { SessionPlace } from '#app/components/sessions/session-place.tsx'
import { longTimesText, repliesText } from '#app/components/sessions/session-words.ts'
import { Button, LinkButton } from '#app/components/ui/button.tsx'
import { Fact, PageHead, SectionHead } from '#app/components/ui/head.tsx'
import { plannedSession, repliesTo } from '#app/domain/cohorts/sessions/sessions.server.ts'
import { answer } from '#app/http/answer.server.ts'
import { paths } from '#app/http/paths.ts'
import { playbookPaths } from '#app/http/playbook-paths.ts'
import { runPaths } from '#app/http/run-paths.ts'
import { requireViewer } from '#app/http/viewer.server.ts'
import type { Route } from './+types/session.ts'
import '#app/components/sessions/sessions.css'

export const meta: Route.MetaFunction = ({ loaderData }) => [
  { title: `${loaderData?.session.title ?? 'Session'} · Gangway` },
]

export async function loader({ params, context }: Route.LoaderArgs) {
  const viewer = requireViewer(context)
  const now = new Date()
  return answer(async () => {
    const session = await plannedSession(viewer, params.id, params.session, now)
    const isOpen = session.cancelledAt === null && session.startsAt > now
    return { session, replies: await repliesTo(session), isOpen, now }
  })
}

type Shown = Route.ComponentProps['loaderData']

export default function SessionPage({ loaderData }: Route.ComponentProps) {
  const { session, replies, now } = loaderData
  return (
    <Main>
      <PageHead
        over={<Link to={paths.cohort(session.cohort.id)}>{session.cohort.name}</Link>}
        title={session.title}
        meta={
          <>
            <Fact icon="calendar">
              {longTimesText(session, now)}, {session.timeZone}
            </Fact>
            <Fact icon="person">{session.champion ? `With ${session.champion}` : 'Nobody leads it yet'}</Fact>
            {session.invitedAt && !session.cancelledAt && <Fact icon="people">{repliesText(session)}</Fact>}
          </>
        }
      />
      {session.cancelledAt ? <Cancelled session={session} /> : <Acts {...loaderData} />}
      <section className="section" aria-labelledby="plan">
        <SectionHead id="plan" title="The plan" />
        <Plan session={session} />
      </section>
      {session.invitedAt && (
        <section className="section" aria-labelledby="replies">
          <SectionHead id="replies" title="Who comes" />
          <RepliesList replies={replies} />
        </section>
      )}
    </Main>
  )
}

function Cancelled({ session }: Pick<Shown, 'session'>) {
  return (
    <div className="note note-warn">
      <p>
        <strong>This session is cancelled.</strong> {session.invitedAt && 'Everybody who was invited has been told.'}
      </p>
      <p className="session-words">{session.cancelWords}</p>
    </div>
  )
}

function Acts({ session, isOpen }: Shown) {
  const at = (form: 'edit' | 'invitations' | 'cancellation') => paths.cohortSession(session.cohort.id, session.id, form)
  const isInvited = session.invitedAt !== null
  return (
    <>
      {isOpen && !isInvited && <p>Nobody is invited yet. Look the plan over, then send the invitations.</p>}
      <div className="btn-row">
        {isOpen && !isInvited && (
          <LinkButton to={at('invitations')} kind="primary" icon="mail">
            Send invitations
          </LinkButton>
        )}
        {session.closedAt === null && (
          <LinkButton
            to={runPaths.sessionRun(session.cohort.id, session.id)}
            kind={isInvited ? 'primary' : 'outlined'}
            icon="screen"
          >
            {session.openedAt ? 'Go back to the running session' : 'Open the room page'}
          </LinkButton>
        )}
        {session.closedAt && (
          <LinkButton to={runPaths.sessionSummary(session.cohort.id, session.id)} kind="primary">
            Read what came of it
          </LinkButton>
        )}
        {isOpen && isInvited && session.chosen.length > 0 && (
          <Form method="post" action={runPaths.sessionWholeCohort(session.cohort.id, session.id)}>
            <Button type="submit" icon="mail">
              Invite the rest of the cohort
            </Button>
          </Form>
        )}
        {isOpen && (
          <>
            <LinkButton to={at('edit')} icon="edit">
              Change
            </LinkButton>
            <Link to={at('cancellation')}>Cancel the session</Link>
          </>
        )}
      </div>
    </>
  )
}

function Plan({ session }: Pick<Shown, 'session'>) {
  return (
    <dl className="facts">
      <SessionPlace place={session.place} link={session.link} unknown="Not said yet" />
      {session.chosen.length > 0 && (
        <>
          <dt>For</dt>
          <dd>{listed(session.chosen)}</dd>
        </>
      )}
      <dt>Places</dt>
      <dd>{session.capacity === null ? 'Everybody fits in' : session.capacity}</dd>
      <dt>Prepares for</dt>
      <dd>{session.milestone.name}</dd>
      <dt>Playbook</dt>
      <dd>
        {session.playbook ? (
          <Link to={playbookPaths.cohortPlaybook(session.cohort.id, session.playbook.slug)}>
            {session.playbook.title}
          </Link>
        ) : (
          'None'
        )}
      </dd>
      {session.following > 0 && (
        <>
          <dt>Series</dt>
          <dd>{counted(session.following, 'more session follows', 'more sessions follow')}</dd>
        </>
      )}
      <dt>Beforehand</dt>
      <dd className="session-words">{session.words ?? 'Nothing to know'}</dd>
    </dl>
  )
}
