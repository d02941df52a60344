import { Refusal } from '#app/domain/errors.ts'
import { ensure } from '#app/domain/identity/abilities.ts'
import { recordAudit } from '#app/domain/identity/audit.server.ts'
import { newSecret } from '#app/domain/identity/one-time-links.server.ts'
import type { Viewer } from '#app/domain/identity/viewer.ts'
import { inTransaction, sql } from '#app/platform/database/sql.server.ts'
import { asId, newId } from '#app/platform/ids.ts'
import { checkAddress, OutwardProblem, type OutwardRules } from '#app/platform/outward.server.ts'
import { WEBHOOK_RULES } from './sending.server.ts'
import type { WebhookInput } from './webhook-input.ts'
import type { ListedWebhook } from './webhooks.ts'

/** So that a secret is known for what it is where it does not belong. */
const PREFIX = 'gangway_webhook_'

type Row = Omit<ListedWebhook, 'lastTry'> & { tried_at: Date | null; failure: string | null }

/** All webhooks of the viewer's migration: those that work by name, then the ended ones, newest first. */
export async function listWebhooks(viewer: Viewer): Promise<ListedWebhook[]> {
  ensure(viewer, 'webhooks.manage')
  return rowsOf(viewer, null)
}

/** One of them. Refuses with `missing` what is not in the viewer's migration. */
export async function readWebhook(viewer: Viewer, id: string): Promise<ListedWebhook> {
  ensure(viewer, 'webhooks.manage')
  const [webhook] = asId(id) ? await rowsOf(viewer, id) : []
  if (!webhook) throw new Refusal('missing', 'There is no such webhook.')
  return webhook
}

async function rowsOf(viewer: Viewer, id: string | null): Promise<ListedWebhook[]> {
  const rows = await sql<Row>`
    SELECT w.id, w.name, w.url, w.created_at AS "createdAt", p.name AS "createdBy", w.ended_at AS "endedAt",
      last.at AS tried_at, last.failure,
      (SELECT count(*) FROM webhook_delivery d
        WHERE d.webhook_id = w.id AND d.due_at IS NOT NULL AND w.ended_at IS NULL) AS waiting,
      (SELECT count(*) FROM webhook_delivery d
        WHERE d.webhook_id = w.id AND d.delivered_at IS NULL AND (d.due_at IS NULL OR w.ended_at IS NOT NULL)) AS "givenUp"
    FROM webhook w JOIN person p ON p.id = w.created_by_id
    LEFT JOIN LATERAL (SELECT t.at, t.failure FROM delivery_attempt t JOIN webhook_delivery d ON d.id = t.delivery_id
      WHERE d.webhook_id = w.id ORDER BY t.at DESC, t.id DESC LIMIT 1) last ON true
    WHERE w.migration_id = ${viewer.migration?.id ?? null}::uuid AND (${id}::uuid IS NULL OR w.id = ${id}::uuid)
    ORDER BY w.ended_at DESC NULLS FIRST, lower(w.name), w.id`
  return rows.map(({ tried_at, failure, ...row }) => ({ ...row, lastTry: tried_at && { at: tried_at, failure } }))
}

/**
 * Adds a webhook and answers its secret: the only time that anybody sees it. Refuses with `invalid` an address that may
 * not be called, with `conflict` a name that is taken.
 */
export async function addWebhook(
  viewer: Viewer,
  { name, url }: WebhookInput,
  now: Date,
  rules: OutwardRules = WEBHOOK_RULES,
): Promise<{ secret: string }> {
  ensure(viewer, 'webhooks.manage')
  const { migration } = viewer
  if (!migration) throw new Refusal('conflict', 'A webhook is for a migration, and there is none yet.')
  await ensureCallable(url, rules)
  const secret = PREFIX + newSecret()
  const id = newId()
  await inTransaction(async (tx) => {
    const [namesake] = await tx`
      SELECT FROM webhook WHERE migration_id = ${migration.id}::uuid AND lower(name) = lower(${name}) AND ended_at IS NULL`
    if (namesake) throw new Refusal('conflict', `There is a webhook called ${name} already.`, 'name')
    await tx`
      INSERT INTO webhook (id, migration_id, name, url, secret, created_at, created_by_id)
      VALUES (${id}, ${migration.id}, ${name}, ${url}, ${secret}, ${now}, ${viewer.personId})`
    const after = { name, host: new URL(url).host }
    await recordAudit(tx, viewer, 'webhook.added', { type: 'webhook', id }, null, after, now)
  })
  return { secret }
}

async function ensureCallable(url: string, rules: OutwardRules): Promise<void> {
  try {
    await checkAddress(new URL(url), rules)
  } catch (error) {
    if (error instanceof OutwardProblem) throw new Refusal('invalid', error.message, 'url')
    throw error
  }
}

/** Ends a webhook at once: what waits is not sent any more. A second time changes nothing. */
export async function endWebhook(viewer: Viewer, id: string, now: Date): Promise<{ name: string }> {
  ensure(viewer, 'webhooks.manage')
  return inTransaction(async (tx) => {
    const [webhook] = await tx<{ name: string; ended_at: Date | null }>`
      SELECT name, ended_at FROM webhook
      WHERE id = ${asId(id)}::uuid AND migration_id = ${viewer.migration?.id ?? null}::uuid FOR UPDATE`
    if (!webhook) throw new Refusal('missing', 'There is no such webhook.')
    if (webhook.ended_at) return webhook
    await tx`UPDATE webhook SET ended_at = ${now} WHERE id = ${id}::uuid`
    await tx`UPDATE webhook_delivery SET due_at = NULL WHERE webhook_id = ${id}::uuid AND due_at IS NOT NULL`
    await recordAudit(tx, viewer, 'webhook.ended', { type: 'webhook', id }, { name: webhook.name }, null, now)
    return webhook
  })
}
