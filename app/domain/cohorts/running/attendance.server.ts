import { Refusal } from '#app/domain/errors.ts'
import { recordAudit } from '#app/domain/identity/audit.server.ts'
import type { Viewer } from '#app/domain/identity/viewer.ts'
import { inTransaction, type Sql } from '#app/platform/database/sql.server.ts'
import { announce } from '#app/platform/live.server.ts'
import { type RunSession, runSession, type SessionAddress } from './run-session.server.ts'
import { ROOMS, sessionTopic } from './topics.ts'

/**
 * Says by hand that somebody was there, or was not: during the session, and after it. Only of the cohort's members and
 * of guests who checked in. Saying it twice changes nothing; who said what is in the audit log.
 */
export async function correctAttendance(
  viewer: Viewer,
  address: SessionAddress,
  { person, present }: { person: string; present: boolean },
  now: Date,
): Promise<void> {
  const id = await inTransaction(async (tx) => {
    const session = await runSession(viewer, address, now, tx)
    if (!session.openedAt) throw new Refusal('conflict', 'This session has not been started yet.')
    const changed = present
      ? await tickOff(tx, viewer, session, person, now)
      : await tx`DELETE FROM attendance WHERE session_id = ${session.id}::uuid AND person_id = ${person}::uuid RETURNING at, source`
    if (changed.length === 0) return session.id
    const subject = { type: 'session', id: session.id }
    const [before, after] = present ? [null, { person }] : [{ person, ...changed[0] }, null]
    await recordAudit(tx, viewer, present ? 'attendance.added' : 'attendance.removed', subject, before, after, now)
    return session.id
  })
  announce(sessionTopic(id))
  announce(ROOMS)
}

async function tickOff(tx: Sql, viewer: Viewer, session: RunSession, person: string, now: Date) {
  const [known] = await tx`
    SELECT FROM cohort_member WHERE cohort_id = ${session.cohort.id}::uuid AND person_id = ${person}::uuid AND "to" IS NULL
    UNION ALL SELECT FROM attendance WHERE session_id = ${session.id}::uuid AND person_id = ${person}::uuid`
  if (!known) throw new Refusal('missing', 'There is nobody of this kind in this cohort.')
  return tx`
    INSERT INTO attendance (session_id, person_id, at, source, by_id)
    VALUES (${session.id}::uuid, ${person}::uuid, ${now}, 'champion', ${viewer.personId}::uuid)
    ON CONFLICT DO NOTHING RETURNING at`
}
