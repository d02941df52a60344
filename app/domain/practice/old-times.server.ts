import type { Sql } from '#app/platform/database/sql.server.ts'
import { eventsOfAttempts } from './event-log.server.ts'
import { type LoggedOldTime, oldTryOf } from './old-times.ts'

/**
 * Stores tries in the old product as the log tells them, the same in whatever order their events came. Only whoever
 * was asked, and only the task that they were asked for: anything else stays in the log and nowhere else. Called
 * within the transaction that stored the events, while the person is held.
 */
export async function noteOldTimes(tx: Sql, personId: string, ids: string[]): Promise<void> {
  const logged = await eventsOfAttempts<LoggedOldTime>(tx, personId, ids)
  const tries = [...logged].flatMap(([id, events]) => {
    const told = oldTryOf(events.filter(({ type }) => type.startsWith('old-time-')))
    return told ? [{ id, ...told }] : []
  })
  if (tries.length === 0) return
  await tx`
    INSERT INTO old_attempt (id, measuring_id, person_id, started_at, finished_at, outcome, wall_ms, paused_ms, suspect_reason)
    SELECT t.id, p.measuring_id, p.person_id, t."startedAt", t."finishedAt", t.outcome::outcome, t."wallMs", t."pausedMs", t."suspectReason"
    FROM jsonb_to_recordset(${JSON.stringify(tries)}::jsonb) AS t(
      id uuid, measuring uuid, release uuid, block text, "startedAt" timestamptz, "finishedAt" timestamptz, outcome text,
      "wallMs" int, "pausedMs" int, "suspectReason" text)
    JOIN measuring g ON g.id = t.measuring AND g.release_id = t.release AND g.block_id = t.block
    JOIN measuring_person p ON p.measuring_id = g.id AND p.person_id = ${personId}::uuid
    ON CONFLICT (id) DO UPDATE SET started_at = excluded.started_at, finished_at = excluded.finished_at,
      outcome = excluded.outcome, wall_ms = excluded.wall_ms, paused_ms = excluded.paused_ms,
      suspect_reason = excluded.suspect_reason
    WHERE old_attempt.person_id = excluded.person_id AND old_attempt.measuring_id = excluded.measuring_id`
}
