import { recordAudit } from '#app/domain/identity/audit.server.ts'
import type { Viewer } from '#app/domain/identity/viewer.ts'
import { inTransaction, type Sql } from '#app/platform/database/sql.server.ts'
import { ledCohort } from '../led-cohort.server.ts'
import { following } from './change-session.server.ts'
import { nextSequence, tellInvited } from './invitations.server.ts'
import type { CancellationInput } from './session-input.ts'
import { ensureToCome, lockSession, lockSessionOf, type SessionRow } from './session-row.server.ts'

/** Cancels a session, or it and those that follow in its series. Who was invited is told why. Answers how many were. */
export async function cancelSession(
  viewer: Viewer,
  cohortId: string,
  sessionId: string,
  input: CancellationInput,
  now: Date,
): Promise<{ told: number; sessions: number }> {
  return inTransaction(async (tx) => {
    const cohort = await ledCohort(viewer, cohortId, now, tx)
    const session = await lockSessionOf(tx, cohort.id, sessionId)
    ensureToCome(session, now)
    const sessions = [session, ...(input.scope === 'following' ? await following(tx, session) : [])]
    let told = 0
    for (const one of sessions) told += await cancel(tx, viewer, one, input.words, now)
    return { told, sessions: sessions.length }
  })
}

async function cancel(tx: Sql, viewer: Viewer, session: SessionRow, words: string, now: Date): Promise<number> {
  const sequence = await nextSequence(tx, session)
  await tx`
    UPDATE cohort_session SET cancelled_at = ${now}, cancel_words = ${words}, sequence = ${sequence}, version = version + 1
    WHERE id = ${session.id}::uuid`
  await recordAudit(tx, viewer, 'session.cancelled', { type: 'session', id: session.id }, null, { sequence }, now)
  return session.invitedAt ? tellInvited(tx, await lockSession(tx, session.id), 'cancelled', now) : 0
}
