import { z } from 'zod'
import { recordAudit } from '#app/domain/identity/audit.server.ts'
import type { Viewer } from '#app/domain/identity/viewer.ts'
import { optionalWordsInput } from '#app/domain/words-input.ts'
import { inTransaction, type Sql, sql } from '#app/platform/database/sql.server.ts'
import { announce } from '#app/platform/live.server.ts'
import { LONGEST_HOURS } from './rooms.server.ts'
import { ended, type RunState } from './run.ts'
import { runSession, type SessionAddress } from './run-session.server.ts'
import { ROOMS, sessionTopic } from './topics.ts'

/** Ends a session: nobody checks in any more. What was not started is not ended; ending twice keeps the first time. */
export async function closeSessionRun(viewer: Viewer, address: SessionAddress, now: Date): Promise<void> {
  const id = await inTransaction(async (tx) => {
    const session = await runSession(viewer, address, now, tx)
    await close(tx, viewer, session.id, now, now)
    return session.id
  })
  announce(sessionTopic(id))
  announce(ROOMS)
}

/**
 * Ends sessions that nobody ended: those that ran for half a day. They are over since something was last done in them.
 * Answers how many; a second time changes nothing.
 */
export async function closeForgotten(now: Date): Promise<number> {
  const forgotten = await sql<{ id: string; lastAt: Date }>`
    SELECT s.id, r.changed_at AS "lastAt" FROM cohort_session s JOIN session_run r ON r.session_id = s.id
    WHERE s.closed_at IS NULL AND s.opened_at <= ${now}::timestamptz - make_interval(hours => ${LONGEST_HOURS})
    ORDER BY s.id`
  for (const { id, lastAt } of forgotten) {
    await inTransaction((tx) => close(tx, null, id, lastAt, now))
    announce(sessionTopic(id))
  }
  if (forgotten.length > 0) announce(ROOMS)
  return forgotten.length
}

async function close(tx: Sql, by: Viewer | null, id: string, at: Date, now: Date): Promise<void> {
  const [run] = await tx<{ state: RunState }>`
    SELECT state FROM session_run WHERE session_id = ${id}::uuid FOR UPDATE`
  const [closed] = await tx`
    UPDATE cohort_session SET closed_at = ${at}
    WHERE id = ${id}::uuid AND opened_at IS NOT NULL AND closed_at IS NULL RETURNING id`
  if (!closed || !run) return
  await tx`
    UPDATE session_run SET state = ${JSON.stringify(ended(run.state, at))}::jsonb, changed_at = ${now},
      changed_by_id = coalesce(${by?.personId ?? null}::uuid, changed_by_id) WHERE session_id = ${id}::uuid`
  await recordAudit(tx, by, 'session.closed', { type: 'session', id }, null, null, now)
}

const SUMMARY_LIMIT = 2_000

/** What trainers and leads should know of the session. */
export const SummaryInput = z.object({ words: optionalWordsInput(SUMMARY_LIMIT) })

/** Keeps the champion's words about the session; empty ones take them away. */
export async function keepSummary(
  viewer: Viewer,
  address: SessionAddress,
  words: string | null,
  now: Date,
): Promise<void> {
  const { id } = await runSession(viewer, address, now)
  await inTransaction((tx) => tx`UPDATE cohort_session SET summary = ${words} WHERE id = ${id}::uuid`)
}
