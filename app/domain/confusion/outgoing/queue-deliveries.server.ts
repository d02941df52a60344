import type { Sql } from '#app/platform/database/sql.server.ts'
import { newId } from '#app/platform/ids.ts'
import { queueJobs } from '#app/platform/job-queue.server.ts'
import type { Action } from '../actions.ts'
import { changeOf, eventOf } from './told-changes.server.ts'
import { toldReport, toldTrouble } from './told-troubles.server.ts'

type Telling = {
  clusterId: string
  /** made from what it tells, so that each webhook is told it once */
  key: string
  event: string
  /** who of the migration team did it; null: a reporter, or the system */
  by: string | null
  /** the token of a program that did it */
  tokenId?: string | null
  more: () => Promise<Record<string, unknown>>
}

/** Tells webhooks of a report that came in. */
export function tellOfReport(sql: Sql, clusterId: string, reportId: string, now: Date): Promise<void> {
  const more = async () => ({ report: await toldReport(sql, reportId) })
  return queue(sql, { clusterId, key: `report/${reportId}`, event: 'confusion.reported', by: null, more }, now)
}

/** Tells webhooks that one more person said "me too", and with which words; never who. */
export function tellOfMeToo(
  sql: Sql,
  clusterId: string,
  { reportId, words }: { reportId: string; words: string | null },
  now: Date,
): Promise<void> {
  const more = async () => ({ change: { words }, report: await toldReport(sql, reportId) })
  return queue(sql, { clusterId, key: `me-too/${newId()}`, event: 'confusion.counted', by: null, more }, now)
}

/** Tells webhooks of what somebody added in words who had said "me too" without any; never who. */
export function tellOfAddedWords(
  sql: Sql,
  clusterId: string,
  { reportId, words }: { reportId: string; words: string },
  now: Date,
): Promise<void> {
  const more = async () => ({ change: { words }, report: await toldReport(sql, reportId) })
  return queue(sql, { clusterId, key: `me-too-words/${newId()}`, event: 'confusion.words-added', by: null, more }, now)
}

/** Tells webhooks of a step in a trouble's history. */
export function tellOfAction(
  sql: Sql,
  clusterId: string,
  { id, actorId, tokenId, action }: { id: string; actorId: string | null; tokenId: string | null; action: Action },
  now: Date,
): Promise<void> {
  const more = async () => ({ change: await changeOf(sql, clusterId, action) })
  return queue(sql, { clusterId, key: `action/${id}`, event: eventOf(action.kind), by: actorId, tokenId, more }, now)
}

/**
 * Queues a delivery for each webhook of the trouble's migration, in the transaction that makes the change: it is told
 * only if that happened, and then for certain. Sent by the job `send-webhooks`.
 */
async function queue(sql: Sql, { clusterId, key, event, by, tokenId = null, more }: Telling, now: Date): Promise<void> {
  const hooks = await sql<{ id: string }>`
    SELECT w.id FROM webhook w JOIN confusion_cluster c ON c.migration_id = w.migration_id
    WHERE c.id = ${clusterId}::uuid AND w.ended_at IS NULL`
  if (hooks.length === 0) return
  const { migration, ...trouble } = await toldTrouble(sql, clusterId)
  const doer = tokenId === null ? { by } : { by: null, program: await nameOf(sql, tokenId) }
  const body = { event, at: now.toISOString(), migration, ...doer, ...(await more()), trouble }
  await sql`
    INSERT INTO webhook_delivery (id, webhook_id, key, kind, body, created_at, due_at)
    SELECT one.id, one.hook, ${key}, ${event}, ${body}::jsonb, ${now}, ${now}
    FROM unnest(${hooks.map(() => newId())}::uuid[], ${hooks.map(({ id }) => id)}::uuid[]) AS one (id, hook)
    ON CONFLICT (webhook_id, key) DO NOTHING`
  await wakeSender(sql)
}

async function nameOf(sql: Sql, tokenId: string): Promise<string | null> {
  const [token] = await sql<{ name: string }>`SELECT name FROM api_token WHERE id = ${tokenId}::uuid`
  return token?.name ?? null
}

/** Asks the job worker to send what is due; where there is none yet, its sweep finds it. */
export async function wakeSender(sql: Sql): Promise<void> {
  await queueJobs(sql, 'send-webhooks', [{ key: 'send-webhooks', payload: {} }], { maxTries: 3 })
}
