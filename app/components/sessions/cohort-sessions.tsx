import { Link } from 'react-router'
import type { SessionLine } from '#app/domain/cohorts/sessions/sessions.server.ts'
import { paths } from '#app/http/paths.ts'
import { counted } from '../format.ts'
import { LinkButton } from '../ui/button.tsx'
import { SectionHead } from '../ui/head.tsx'
import { Problem } from '../ui/problem.tsx'
import { StatusMark } from '../ui/status-mark.tsx'
import { Cell, ColumnHead, Row, RowHead, Table, TableBody, TableHead } from '../ui/table.tsx'
import { repliesText, timesText } from './session-words.ts'

type Shown = { cohortId: string; sessions: { toCome: readonly SessionLine[]; past: readonly SessionLine[] }; now: Date }

/** A cohort's sessions: to come, and over. */
export function CohortSessions({ cohortId, sessions, now }: Shown) {
  const { toCome, past } = sessions
  return (
    <section className="section" aria-labelledby="sessions">
      <SectionHead
        id="sessions"
        title="Sessions"
        aside={
          <LinkButton to={paths.newSession(cohortId)} icon="add">
            Plan a session
          </LinkButton>
        }
      />
      {toCome.length === 0 ? (
        <Problem kind="empty" title="No session is planned">
          Plan one, look it over, then send the invitations.
        </Problem>
      ) : (
        <SessionTable caption="Sessions to come" cohortId={cohortId} sessions={toCome} now={now} />
      )}
      {past.length > 0 && (
        <details className="past-sessions">
          <summary>{counted(past.length, 'session is over', 'sessions are over')}</summary>
          <SessionTable caption="Sessions that are over" cohortId={cohortId} sessions={past} now={now} />
        </details>
      )}
    </section>
  )
}

type TableProps = { caption: string; cohortId: string; sessions: readonly SessionLine[]; now: Date }

function SessionTable({ caption, cohortId, sessions, now }: TableProps) {
  return (
    <Table caption={caption} narrow="list" columns="repeat(2, minmax(0, 1fr))" linked>
      <TableHead>
        <ColumnHead>Session</ColumnHead>
        <ColumnHead>When</ColumnHead>
        <ColumnHead>Where</ColumnHead>
        <ColumnHead>Who comes</ColumnHead>
      </TableHead>
      <TableBody>
        {sessions.map((session) => (
          <Row key={session.id}>
            <RowHead sub={session.champion ? `With ${session.champion}` : undefined}>
              <Link to={paths.cohortSession(cohortId, session.id)}>{session.title}</Link>
            </RowHead>
            <Cell label="When" sub={session.timeZone}>
              {timesText(session, now)}
            </Cell>
            <Cell label="Where">
              {session.place ?? (session.link ? 'Online' : <span className="muted">Not said yet</span>)}
            </Cell>
            <Cell label="Who comes">
              <WhoComes session={session} />
            </Cell>
          </Row>
        ))}
      </TableBody>
    </Table>
  )
}

function WhoComes({ session }: { session: SessionLine }) {
  if (session.cancelledAt) return <StatusMark state="waived">Cancelled</StatusMark>
  if (session.attended > 0) return counted(session.attended, 'person was there', 'people were there')
  if (!session.invitedAt) return <StatusMark state="open">{repliesText(session)}</StatusMark>
  return repliesText(session)
}
