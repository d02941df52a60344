import { Refusal } from '#app/domain/errors.ts'
import { todayOf } from '#app/domain/identity/today.ts'
import type { Viewer } from '#app/domain/identity/viewer.ts'
import { sql } from '#app/platform/database/sql.server.ts'
import { asId } from '#app/platform/ids.ts'
import { notesOf, type SessionNote } from './notes.server.ts'
import { type PersonInRoom, peopleIn } from './practice.server.ts'
import type { RunPart, RunState } from './run.ts'
import { type RunSession, runSession, type SessionAddress } from './run-session.server.ts'

/** Everything of a running session that changes, as whoever runs it sees it. */
export type RunView = {
  code: string | null
  closedAt: string | null
  state: RunState
  /** who acted last, in words for everybody who runs it */
  changedBy: string
  people: PersonInRoom[]
  notes: SessionNote[]
}

type Run = { agenda: RunPart[]; state: RunState; changedBy: string }

/** The run of a session; null before it is opened. */
export async function runOf(sessionId: string): Promise<Run | null> {
  const [run] = await sql<Run>`
    SELECT r.agenda, r.state, p.name AS "changedBy" FROM session_run r JOIN person p ON p.id = r.changed_by_id
    WHERE r.session_id = ${sessionId}::uuid`
  return run ?? null
}

/** A running session as a whole, for the page of whoever runs it and for each message after. */
export async function runViewOf(viewer: Viewer, address: SessionAddress, now: Date): Promise<RunView> {
  const session = await runSession(viewer, address, now)
  const run = await runOf(session.id)
  if (!run || !session.openedAt) throw new Refusal('conflict', 'This session has not been started yet.')
  const room = roomOf(viewer, session, session.openedAt, now)
  const [people, notes] = await Promise.all([
    peopleIn(room, run.agenda[run.state.at]?.module ?? null, now),
    notesOf(session.id),
  ])
  return {
    code: session.closedAt ? null : session.code,
    closedAt: session.closedAt?.toISOString() ?? null,
    state: run.state,
    changedBy: run.changedBy,
    people,
    notes,
  }
}

function roomOf(viewer: Viewer, { id, cohort }: RunSession, openedAt: Date, now: Date) {
  return { sessionId: id, cohortId: cohort.id, openedAt, today: todayOf(viewer, now), viewerId: viewer.personId }
}

/** What the room sees on the wall: no names. */
export type RoomView = {
  code: string | null
  closedAt: string | null
  state: RunState
  here: number
  done: number
  /** whether the part that runs is practised, so that people can be done with it */
  isPractice: boolean
  parked: string[]
}

/** A running session for the big screen, to whoever runs it. */
export async function roomViewOf(viewer: Viewer, address: SessionAddress, now: Date): Promise<RoomView> {
  const session = await runSession(viewer, address, now)
  const run = await runOf(session.id)
  if (!run || !session.openedAt) throw new Refusal('conflict', 'This session has not been started yet.')
  const module = run.agenda[run.state.at]?.module ?? null
  const [people, notes] = await Promise.all([
    peopleIn(roomOf(viewer, session, session.openedAt, now), module, now),
    notesOf(session.id),
  ])
  return {
    code: session.closedAt ? null : session.code,
    closedAt: session.closedAt?.toISOString() ?? null,
    state: run.state,
    here: people.filter(({ here }) => here).length,
    done: people.filter(({ here, state }) => here && state.is === 'done').length,
    isPractice: module !== null,
    parked: notes.flatMap(({ kind, ticked, words }) => (kind === 'parked' && !ticked ? words : [])),
  }
}

/** What somebody who is checked in has on their phone. */
export type SeatView = {
  id: string
  title: string
  cohort: string
  champion: string | null
  since: string
  closedAt: string | null
  part: { title: string; place: number; of: number; module: { slug: string; title: string } | null } | null
  /** who is on their way to the viewer, if they asked for help */
  comes: string | null
}

/** The session as one of the people in it sees it. Refuses with `missing` whoever is not checked in. */
export async function seatViewOf(viewer: Viewer, sessionId: string): Promise<SeatView> {
  const [seat] = await sql<Omit<SeatView, 'part' | 'since' | 'closedAt'> & SeatRow>`
    SELECT s.id, s.title, c.name AS cohort, p.name AS champion, a.at AS since, s.closed_at AS "closedAt", r.agenda, r.state,
      (SELECT k.name FROM help_request q JOIN person k ON k.id = q.taken_by_id
        WHERE q.person_id = a.person_id AND q.answered_at IS NULL ORDER BY q.taken_at DESC LIMIT 1) AS comes
    FROM cohort_session s
    JOIN attendance a ON a.session_id = s.id AND a.person_id = ${viewer.personId}::uuid
    JOIN cohort c ON c.id = s.cohort_id AND c.migration_id = ${viewer.migration?.id ?? null}::uuid
    LEFT JOIN person p ON p.id = s.champion_id
    LEFT JOIN session_run r ON r.session_id = s.id
    WHERE s.id = ${asId(sessionId)}::uuid`
  if (!seat)
    throw new Refusal('missing', 'You are not checked in to this session. Its code is on the screen of the room.')
  const { agenda, state, since, closedAt, ...rest } = seat
  const now = closedAt === null && agenda && state ? agenda[state.at] : undefined
  const part = now &&
    state && { title: now.title, place: state.at + 1, of: agenda?.length ?? 1, module: await moduleOf(now) }
  return { ...rest, since: since.toISOString(), closedAt: closedAt?.toISOString() ?? null, part: part ?? null }
}

type SeatRow = { since: Date; closedAt: Date | null; agenda: RunPart[] | null; state: RunState | null }

async function moduleOf({ module }: RunPart): Promise<{ slug: string; title: string } | null> {
  if (module === null) return null
  const [found] = await sql<{ slug: string; title: string }>`
    SELECT m.slug, r.title FROM module m JOIN release r ON r.id = m.current_release_id WHERE m.slug = ${module}`
  return found ?? null
}
