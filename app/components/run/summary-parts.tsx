import { Form, Link } from 'react-router'
import type { SessionNote } from '#app/domain/cohorts/running/notes.server.ts'
import type { Attendee, PartUsed, SessionSummary } from '#app/domain/cohorts/running/summary.server.ts'
import { paths } from '#app/http/paths.ts'
import { runPaths } from '#app/http/run-paths.ts'
import { localOf, momentText } from '../dates.ts'
import { Button } from '../ui/button.tsx'
import { StatusMark } from '../ui/status-mark.tsx'
import { Cell, ColumnHead, Row, RowHead, Table, TableBody, TableHead } from '../ui/table.tsx'
import { minutesText } from './words.ts'

/** Who was there, to be put right by hand. */
export function Attendance({ people, action }: { people: readonly Attendee[]; action: string }) {
  return (
    <Table caption="Attendance" narrow="list" columns="repeat(2, minmax(0, 1fr))">
      <TableHead>
        <ColumnHead>Name</ColumnHead>
        <ColumnHead>Attendance</ColumnHead>
        <ColumnHead>Correct it</ColumnHead>
      </TableHead>
      <TableBody>
        {people.map(({ id, name, here, guest, byHand }) => (
          <Row key={id}>
            <RowHead>{guest ? `${name}, guest` : name}</RowHead>
            <Cell label="Attendance">
              <StatusMark state={here ? 'done' : 'open'}>
                {here ? (byHand ? 'Present, ticked by hand' : 'Present') : 'Absent'}
              </StatusMark>
            </Cell>
            <Cell label="Correct it">
              <Form method="post" action={action} className="run-correct">
                <input type="hidden" name="person" value={id} />
                <button
                  type="submit"
                  className="link-btn"
                  name="present"
                  value={here ? 'no' : 'yes'}
                  aria-label={`${name} ${here ? 'was not there' : 'was there'}`}
                >
                  {here ? 'Was not there' : 'Was there'}
                </button>
              </Form>
            </Cell>
          </Row>
        ))}
      </TableBody>
    </Table>
  )
}

/** What each part was planned for and took. */
export function PartsUsed({ parts }: { parts: readonly PartUsed[] }) {
  return (
    <Table caption="Parts of the agenda" narrow="list" columns="repeat(2, minmax(0, 1fr))">
      <TableHead>
        <ColumnHead>Part</ColumnHead>
        <ColumnHead right>Planned</ColumnHead>
        <ColumnHead right>Used</ColumnHead>
      </TableHead>
      <TableBody>
        {parts.map(({ id, title, planned, usedMs }) => (
          <Row key={id}>
            <RowHead>{title}</RowHead>
            <Cell label="Planned" right>
              {planned} min
            </Cell>
            <Cell label="Used" right>
              {usedMs === null ? <span className="muted">Left out</span> : minutesText(usedMs)}
            </Cell>
          </Row>
        ))}
      </TableBody>
    </Table>
  )
}

/** What was written down, and what became of it. */
export function WhatBecame({ notes, timeZone }: { notes: readonly SessionNote[]; timeZone: string }) {
  if (notes.length === 0) return <p className="muted">Nothing was written down.</p>
  return (
    <ol className="run-notes">
      {notes.map((note) => (
        <li key={note.id}>
          <p>
            {note.words}
            <span className="run-sub">
              {[
                note.kind === 'parked' ? 'Question' : 'Note',
                note.by ?? 'somebody',
                localOf(new Date(note.at), timeZone).time,
                note.block?.title,
              ]
                .filter(Boolean)
                .join(', ')}
            </span>
          </p>
          <Became note={note} />
        </li>
      ))}
    </ol>
  )
}

function Became({ note }: { note: SessionNote }) {
  if (note.report) {
    return (
      <p>
        <StatusMark state="fixing">
          <Link to={paths.report(note.report)}>Reported as unclear</Link>
        </StatusMark>
      </p>
    )
  }
  if (note.kind === 'note') return null
  return note.ticked ? (
    <p>
      <StatusMark state="done">Talked about</StatusMark>
    </p>
  ) : (
    <p>
      <StatusMark state="open">Still open</StatusMark>
    </p>
  )
}

/** Whoever was not there, and what to do for them. */
export function Absent({ summary: { people, session, next }, now }: { summary: SessionSummary; now: Date }) {
  const absent = people.filter(({ here }) => !here)
  if (absent.length === 0) return null
  return (
    <section className="section" aria-labelledby="absent">
      <div className="section-head">
        <h2 id="absent">Follow up with {absent.length === 1 ? 'one who was' : `${absent.length} who were`} absent</h2>
        <p>
          <Link
            to={paths.newNudge(
              session.cohort.id,
              absent.map(({ id }) => id),
            )}
          >
            Write to them
          </Link>
        </p>
      </div>
      <ul className="run-absent">
        {absent.map(({ id, name }) => (
          <li key={id}>
            <Link to={paths.person(id)}>{name}</Link>
          </li>
        ))}
      </ul>
      {session.closedAt && (
        <Form
          method="post"
          action={runPaths.sessionFollowUp(session.cohort.id, session.id)}
          className="btn-row run-follow-up"
        >
          <Button type="submit" kind="primary" icon={next ? 'mail' : 'calendar'}>
            {next
              ? `Invite ${absent.length === 1 ? 'them' : `all ${absent.length}`} to the next session`
              : 'Plan a session for them'}
          </Button>
          <span className="small muted">
            {next
              ? `“${next.title}”, ${momentText(new Date(next.startsAt), next.timeZone, now)}`
              : 'No further session of this cohort is planned yet.'}
          </span>
        </Form>
      )}
      <p className="source">The name leads to what is missing of each.</p>
    </section>
  )
}
