import { z } from 'zod'
import { recordAudit } from '#app/domain/identity/audit.server.ts'
import type { Viewer } from '#app/domain/identity/viewer.ts'
import { optionalWordsInput } from '#app/domain/words-input.ts'
import { inTransaction } from '#app/platform/database/sql.server.ts'
import { announce } from '#app/platform/live.server.ts'
import { ended, type RunState } from './run.ts'
import { runSession, type SessionAddress } from './run-session.server.ts'
import { ROOMS, sessionTopic } from './topics.ts'

/** Ends a session: nobody checks in any more. What was not started is not ended; ending twice keeps the first time. */
export async function closeSessionRun(viewer: Viewer, address: SessionAddress, now: Date): Promise<void> {
  const id = await inTransaction(async (tx) => {
    const session = await runSession(viewer, address, now, tx)
    const [run] = await tx<{ state: RunState }>`
      SELECT state FROM session_run WHERE session_id = ${session.id}::uuid FOR UPDATE`
    const [closed] = await tx`
      UPDATE cohort_session SET closed_at = ${now}
      WHERE id = ${session.id}::uuid AND opened_at IS NOT NULL AND closed_at IS NULL RETURNING id`
    if (!closed || !run) return session.id
    await tx`
      UPDATE session_run SET state = ${JSON.stringify(ended(run.state, now))}::jsonb, changed_at = ${now},
        changed_by_id = ${viewer.personId}::uuid WHERE session_id = ${session.id}::uuid`
    await recordAudit(tx, viewer, 'session.closed', { type: 'session', id: session.id }, null, null, now)
    return session.id
  })
  announce(sessionTopic(id))
  announce(ROOMS)
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
