import { Refusal } from '#app/domain/errors.ts'
import { ensure } from '#app/domain/identity/abilities.ts'
import type { Viewer } from '#app/domain/identity/viewer.ts'
import type { Sql } from '#app/platform/database/sql.server.ts'
import { newId } from '#app/platform/ids.ts'
import { type Action, actionWords } from './actions.ts'
import { ACTOR, ACTOR_NAME } from './actor.server.ts'
import { noteChange } from './changed-reports.server.ts'
import { tellOfAction } from './outgoing/queue-deliveries.server.ts'
import { lockTrouble, type Trouble } from './trouble.server.ts'

/**
 * Adds a dated step to a trouble's history; its reports count as changed. `actorId` null: a reporter, whom the team need
 * not know, or the system. `tokenId`: a program did it in their stead.
 */
export async function addAction(
  sql: Sql,
  clusterId: string,
  actorId: string | null,
  action: Action,
  now: Date,
  tokenId: string | null = null,
): Promise<void> {
  const { kind, ...detail } = action
  const id = newId(now)
  await sql`
    INSERT INTO confusion_action (id, cluster_id, at, actor_id, token_id, kind, detail)
    VALUES (${id}, ${clusterId}, ${now}, ${actorId}, ${tokenId}, ${kind}, ${detail})`
  await noteChange(sql, clusterId)
  await tellOfAction(sql, clusterId, { id, actorId, tokenId, action }, now)
}

/**
 * Locks a trouble for somebody who acts on it, as they saw it: `seen` is the newest action on their page, or `none`.
 * Refuses with `conflict` when something happened since, naming who did what.
 */
export async function lockAsSeen(sql: Sql, viewer: Viewer, clusterId: string, seen: string): Promise<Trouble> {
  ensure(viewer, 'confusion.triage')
  const trouble = await lockTrouble(sql, viewer, clusterId)
  await ensureSeen(sql, clusterId, seen)
  if (trouble.id !== clusterId) {
    throw new Refusal(
      'conflict',
      'This was joined with another question. Act on that one, or open this one again first.',
    )
  }
  return trouble
}

/** Refuses with `conflict` when the newest action is not the one that was seen. */
export async function ensureSeen(sql: Sql, clusterId: string, seen: string): Promise<void> {
  const newest = await newestAction(sql, clusterId)
  if ((newest?.id ?? 'none') === seen) return
  const what = newest ? `${newest.actor ?? 'Somebody who reported it'} ${actionWords[newest.kind]} meanwhile.` : ''
  throw new Refusal(
    'conflict',
    `${what} What you entered is still here: look at what changed, and send it again if it still holds.`.trim(),
  )
}

/** The newest action of a cluster: who did what. */
export async function newestAction(
  sql: Sql,
  clusterId: string,
): Promise<{ id: string; kind: Action['kind']; actor: string | null } | null> {
  const [newest] = await sql<{ id: string; kind: Action['kind']; actor: string | null }>`
    SELECT a.id, a.kind, ${ACTOR_NAME} AS actor FROM confusion_action a ${ACTOR}
    WHERE a.cluster_id = ${clusterId}::uuid ORDER BY a.at DESC, a.id DESC LIMIT 1`
  return newest ?? null
}
