import type { Sql } from '#app/platform/database/sql.server.ts'
import type { SessionRow } from './session-row.server.ts'
import { tellOf } from './telling.server.ts'

/** How many of those invited to a session that is held are coming. */
export async function comingTo(tx: Sql, sessionId: string): Promise<number> {
  const [row] = await tx<{ coming: number }>`
    SELECT count(*) AS coming FROM session_invitation
    WHERE session_id = ${sessionId}::uuid AND reply = 'coming' AND withdrawn_at IS NULL`
  return row?.coming ?? 0
}

/** Gives free places to the first in line, and tells them. The session is held. */
export async function promote(tx: Sql, session: SessionRow, now: Date): Promise<void> {
  const free = session.capacity === null ? null : session.capacity - (await comingTo(tx, session.id))
  if (free !== null && free <= 0) return
  const moved = await tx<{ id: string }>`
    UPDATE session_invitation SET reply = 'coming'
    WHERE session_id = ${session.id}::uuid AND person_id IN (
      SELECT person_id FROM session_invitation
      WHERE session_id = ${session.id}::uuid AND reply = 'waiting' AND withdrawn_at IS NULL
      ORDER BY replied_at, person_id LIMIT ${free})
    RETURNING person_id AS id`
  for (const { id } of moved) await tellOf(tx, session, 'place', id, now)
}

/** Those who said last that they are coming, and are more than fit in, go to the waiting list, at its head. */
export async function demote(tx: Sql, session: SessionRow, capacity: number, now: Date): Promise<void> {
  const moved = await tx<{ id: string }>`
    UPDATE session_invitation SET reply = 'waiting'
    WHERE session_id = ${session.id}::uuid AND person_id IN (
      SELECT person_id FROM session_invitation
      WHERE session_id = ${session.id}::uuid AND reply = 'coming' AND withdrawn_at IS NULL
      ORDER BY replied_at, person_id OFFSET ${capacity})
    RETURNING person_id AS id`
  for (const { id } of moved) await tellOf(tx, session, 'waiting', id, now)
}
