import { Refusal } from '#app/domain/errors.ts'
import { ensure } from '#app/domain/identity/abilities.ts'
import type { Viewer } from '#app/domain/identity/viewer.ts'
import type { Sql } from '#app/platform/database/sql.server.ts'
import { addAction, ensureSeen } from './actions.server.ts'
import { changingBoard } from './board-news.server.ts'
import { separateTrouble } from './joining.server.ts'
import { changeJoinsAlone } from './merge-lock.server.ts'
import type { ReopeningInput } from './triage-input.ts'
import { lockTrouble } from './trouble.server.ts'

/**
 * Undoes a resolution: the question waits for an answer again, and its clock starts anew. A duplicate leaves the
 * question that it was joined with. Refuses with `conflict` what happened meanwhile and what is open.
 */
export async function reopenTrouble(
  viewer: Viewer,
  clusterId: string,
  input: ReopeningInput,
  now: Date,
): Promise<void> {
  ensure(viewer, 'confusion.triage')
  await changingBoard(viewer, async (sql) => {
    await changeJoinsAlone(sql, viewer)
    await lockTrouble(sql, viewer, clusterId)
    await ensureSeen(sql, clusterId, input.seen)
    const resolutionId = await openResolution(sql, clusterId)
    if (resolutionId === null) throw new Refusal('conflict', 'This is open already.')
    await reopen(sql, viewer.personId, clusterId, resolutionId, now)
  })
}

/** The resolution of a cluster that holds now. */
export async function openResolution(sql: Sql, clusterId: string): Promise<string | null> {
  const [row] = await sql<{ id: string }>`
    SELECT id FROM resolution WHERE cluster_id = ${clusterId}::uuid AND reopened_at IS NULL`
  return row?.id ?? null
}

/** Opens a cluster again, inside a transaction that has locked its trouble. `actorId` null: a reporter said no. */
export async function reopen(
  sql: Sql,
  actorId: string | null,
  clusterId: string,
  resolutionId: string,
  now: Date,
): Promise<void> {
  await separateTrouble(sql, actorId, clusterId, now)
  await sql`UPDATE resolution SET reopened_at = ${now} WHERE id = ${resolutionId}::uuid`
  await sql`UPDATE confusion_cluster SET state = 'open' WHERE id = ${clusterId}::uuid`
  await addAction(sql, clusterId, actorId, { kind: 'reopened', resolutionId }, now)
}
