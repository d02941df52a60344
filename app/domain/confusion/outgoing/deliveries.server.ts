import { Refusal } from '#app/domain/errors.ts'
import { can, ensure } from '#app/domain/identity/abilities.ts'
import { recordAudit } from '#app/domain/identity/audit.server.ts'
import { readInstantCursor, writeCursor } from '#app/domain/identity/cursor.ts'
import type { Viewer } from '#app/domain/identity/viewer.ts'
import { inTransaction, part, sql } from '#app/platform/database/sql.server.ts'
import { asId } from '#app/platform/ids.ts'
import { wakeSender } from './queue-deliveries.server.ts'
import type { DeliveryState, DeliveryTry, ListedDelivery, ReadDelivery } from './webhooks.ts'

export const DELIVERIES_PAGE = 50

const stateOf = part`CASE WHEN d.delivered_at IS NOT NULL THEN 'sent' 
  WHEN d.due_at IS NULL OR w.ended_at IS NOT NULL THEN 'given up' ELSE 'waiting' END`

const columns = part`d.id, d.kind, d.created_at AS "createdAt", ${stateOf} AS state, d.due_at AS "dueAt",
  d.delivered_at AS "deliveredAt", (SELECT count(*) FROM delivery_attempt t WHERE t.delivery_id = d.id) AS tries`

/** A page of what a webhook was told, newest first. */
export async function listDeliveries(
  viewer: Viewer,
  webhookId: string,
  filter: { state?: DeliveryState | undefined; after?: string | undefined },
): Promise<{ deliveries: ListedDelivery[]; next: string | null }> {
  ensure(viewer, 'webhooks.manage')
  const rows = await sql<ListedDelivery>`
    SELECT ${columns} FROM webhook_delivery d JOIN webhook w ON w.id = d.webhook_id
    WHERE w.id = ${asId(webhookId)}::uuid AND w.migration_id = ${viewer.migration?.id ?? null}::uuid
      ${filter.state ? part`AND ${stateOf} = ${filter.state}` : part``}
      ${filter.after ? beyond(filter.after) : part``}
    ORDER BY d.created_at DESC, d.id DESC LIMIT ${DELIVERIES_PAGE + 1}`
  const deliveries = rows.slice(0, DELIVERIES_PAGE)
  const last = rows.length > DELIVERIES_PAGE ? deliveries.at(-1) : undefined
  return { deliveries, next: last ? writeCursor(last.createdAt.toISOString(), last.id) : null }
}

function beyond(cursor: string) {
  const [at, id] = readInstantCursor(cursor)
  return part`AND (d.created_at, d.id) < (${at}, ${asId(id)}::uuid)`
}

/** One delivery with its tries. What people wrote is for those who may read reports. */
export async function readDelivery(viewer: Viewer, webhookId: string, deliveryId: string): Promise<ReadDelivery> {
  ensure(viewer, 'webhooks.manage')
  const [row] = await sql<ListedDelivery & { body: object }>`
    SELECT ${columns}, d.body FROM webhook_delivery d JOIN webhook w ON w.id = d.webhook_id
    WHERE d.id = ${asId(deliveryId)}::uuid AND w.id = ${asId(webhookId)}::uuid
      AND w.migration_id = ${viewer.migration?.id ?? null}::uuid`
  if (!row) throw new Refusal('missing', 'This delivery is not here. Those older than a month are forgotten.')
  const attempts = await sql<DeliveryTry>`
    SELECT id, at, status, failure, took_ms AS "tookMs" FROM delivery_attempt
    WHERE delivery_id = ${row.id}::uuid ORDER BY at DESC, id DESC`
  return { ...row, attempts, body: can(viewer, 'confusion.read') ? JSON.stringify(row.body, null, 2) : null }
}

/**
 * Sends a delivery again, the same under the same key, with all its tries before it. Refuses with `conflict` what waits
 * to be sent anyway, and what is of a webhook that was ended.
 */
export async function replayDelivery(viewer: Viewer, webhookId: string, deliveryId: string, now: Date): Promise<void> {
  ensure(viewer, 'webhooks.manage')
  await inTransaction(async (tx) => {
    const [row] = await tx<{ due_at: Date | null; ended_at: Date | null }>`
      SELECT d.due_at, w.ended_at FROM webhook_delivery d JOIN webhook w ON w.id = d.webhook_id
      WHERE d.id = ${asId(deliveryId)}::uuid AND w.id = ${asId(webhookId)}::uuid
        AND w.migration_id = ${viewer.migration?.id ?? null}::uuid FOR UPDATE OF d`
    if (!row) throw new Refusal('missing', 'This delivery is not here. Those older than a month are forgotten.')
    if (row.ended_at) throw new Refusal('conflict', 'This webhook was ended: nothing is sent to it any more.')
    if (row.due_at) throw new Refusal('conflict', 'This waits to be sent already.')
    await tx`
      UPDATE webhook_delivery SET due_at = ${now}, delivered_at = NULL, failures = 0 WHERE id = ${asId(deliveryId)}::uuid`
    await recordAudit(tx, viewer, 'webhook.replayed', { type: 'webhook', id: webhookId }, null, { deliveryId }, now)
    await wakeSender(tx)
  })
}
