import { Refusal } from '#app/domain/errors.ts'
import { todayOf } from '#app/domain/identity/today.ts'
import type { Viewer } from '#app/domain/identity/viewer.ts'
import { sql } from '#app/platform/database/sql.server.ts'
import { notesOf, type SessionNote } from './notes.server.ts'
import { peopleIn } from './practice.server.ts'
import { type RunSession, runSession, type SessionAddress } from './run-session.server.ts'
import { runOf } from './run-view.server.ts'

export type Attendee = { id: string; name: string; here: boolean; guest: boolean; byHand: boolean }

/** What a part of the agenda was planned for and took; of the session, never of a person. */
export type PartUsed = { id: string; title: string; planned: number; usedMs: number | null }

export type SessionSummary = {
  session: RunSession
  /** in order of name */
  people: Attendee[]
  parts: PartUsed[]
  notes: SessionNote[]
  /** the cohort's next session, to which those who were absent can come */
  next: { id: string; title: string; startsAt: Date; timeZone: string } | null
}

/** What became of a session. Refuses with `conflict` one that has not been started. */
export async function summaryOf(viewer: Viewer, address: SessionAddress, now: Date): Promise<SessionSummary> {
  const session = await runSession(viewer, address, now)
  if (!session.openedAt) throw new Refusal('conflict', 'This session has not been started yet.')
  const room = { sessionId: session.id, cohortId: session.cohort.id, openedAt: session.openedAt }
  const [people, run, notes, next] = await Promise.all([
    peopleIn({ ...room, today: todayOf(viewer, now), viewerId: viewer.personId }, null, now),
    runOf(session.id),
    notesOf(session.id),
    nextSession(session.cohort.id, now),
  ])
  const parts = (run?.agenda ?? []).map(({ id, title, minutes }, place) => {
    const wasReached = run !== null && place <= run.state.at
    return { id, title, planned: minutes, usedMs: wasReached ? (run.state.usedMs[place] ?? 0) : null }
  })
  return { session, people: people.map(({ state: _, ...person }) => person), parts, notes, next }
}

async function nextSession(cohortId: string, now: Date): Promise<SessionSummary['next']> {
  const [next] = await sql<NonNullable<SessionSummary['next']>>`
    SELECT id, title, starts_at AS "startsAt", time_zone AS "timeZone" FROM cohort_session
    WHERE cohort_id = ${cohortId}::uuid AND cancelled_at IS NULL AND opened_at IS NULL AND starts_at > ${now}
    ORDER BY starts_at LIMIT 1`
  return next ?? null
}
