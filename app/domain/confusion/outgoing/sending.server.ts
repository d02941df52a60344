import { inTransaction, sql } from '#app/platform/database/sql.server.ts'
import { env } from '#app/platform/env.server.ts'
import { newId } from '#app/platform/ids.ts'
import { OutwardProblem, type OutwardRules, postOutward } from '#app/platform/outward.server.ts'
import { wakeSender } from './queue-deliveries.server.ts'
import { failureOf, isServersFault, nextTry, restAfter } from './retries.ts'
import { signatureOf } from './signature.server.ts'

const TIMEOUT_MS = 10_000
/** While somebody sends a delivery nobody else takes it; long after the time is up, it is taken for left behind. */
const HELD_MS = 60_000
/** How long one call goes on, so that a server that stops need not wait: what is left then is for the next. */
const ROUND_MS = 10_000
const KEPT_DAYS = 30

/** What may be called by webhooks of this deployment. */
export const WEBHOOK_RULES: OutwardRules = { toThisMachine: env.WEBHOOKS_TO_LOOPBACK === 'yes', timeoutMs: TIMEOUT_MS }

type Held = { id: string; kind: string; body: object; url: string; secret: string; failures: number; heldUntil: Date }
type Outcome = { at: Date; status: number | null; failure: string | null; tookMs: number }

/**
 * Sends what is due, each webhook's in the order in which it happened and beside the others'. Safe to run at once: a
 * delivery is taken by one. A crash in between sends it again, under the same idempotency key. Answers how many were
 * taken by their servers.
 */
export async function sendDueDeliveries(now: Date, rules: OutwardRules = WEBHOOK_RULES): Promise<number> {
  const began = performance.now()
  const clock = () => new Date(now.getTime() + performance.now() - began)
  const hooks = await sql<{ id: string }>`
    SELECT w.id FROM webhook w
    WHERE w.ended_at IS NULL AND (w.rests_until IS NULL OR w.rests_until <= ${now})
      AND EXISTS (SELECT FROM webhook_delivery d WHERE d.webhook_id = w.id AND d.due_at <= ${now})`
  const rounds = await Promise.all(hooks.map(({ id }) => sendOf(id, clock, rules)))
  if (rounds.some(({ hasMore }) => hasMore)) await wakeSender(sql)
  return rounds.reduce((sum, { sent }) => sum + sent, 0)
}

type Round = { sent: number; hasMore: boolean }

async function sendOf(webhookId: string, clock: () => Date, rules: OutwardRules): Promise<Round> {
  const until = clock().getTime() + ROUND_MS
  let sent = 0
  while (clock().getTime() < until) {
    const held = await hold(webhookId, clock())
    if (!held) return { sent, hasMore: false }
    const outcome = await send(held, clock, rules)
    await record(webhookId, held, outcome)
    if (outcome.failure === null) sent++
    else if (isServersFault(outcome.status)) return { sent, hasMore: false }
  }
  return { sent, hasMore: true }
}

/** Takes the oldest delivery that is due, unless its server rests. */
async function hold(webhookId: string, at: Date): Promise<Held | undefined> {
  const heldUntil = new Date(at.getTime() + HELD_MS)
  const [held] = await sql<Held>`
    UPDATE webhook_delivery d SET due_at = ${heldUntil} FROM webhook w
    WHERE w.id = d.webhook_id AND w.ended_at IS NULL AND (w.rests_until IS NULL OR w.rests_until <= ${at})
      AND d.id = (SELECT id FROM webhook_delivery WHERE webhook_id = ${webhookId}::uuid AND due_at <= ${at}
        ORDER BY created_at, id LIMIT 1 FOR UPDATE SKIP LOCKED)
    RETURNING d.id, d.kind, d.body, d.failures, w.url, w.secret, d.due_at AS "heldUntil"`
  return held
}

async function send({ id, kind, body, url, secret }: Held, clock: () => Date, rules: OutwardRules): Promise<Outcome> {
  const at = clock()
  const text = JSON.stringify(body)
  const headers = {
    'Content-Type': 'application/json',
    'User-Agent': 'Gangway',
    'Gangway-Event': kind,
    'Gangway-Signature': signatureOf(secret, text, at),
    'Idempotency-Key': id,
  }
  const took = () => Math.round(clock().getTime() - at.getTime())
  try {
    const status = await postOutward(url, text, headers, rules)
    return { at, status, failure: failureOf(status), tookMs: took() }
  } catch (error) {
    if (!(error instanceof OutwardProblem)) throw error
    return { at, status: null, failure: error.message, tookMs: took() }
  }
}

/** Writes down what came back, and when it is tried again. What was ended or replaced meanwhile stays so. */
async function record(webhookId: string, held: Held, { at, status, failure, tookMs }: Outcome): Promise<void> {
  await inTransaction(async (sql) => {
    await sql`
      INSERT INTO delivery_attempt (id, delivery_id, at, status, failure, took_ms)
      VALUES (${newId(at)}, ${held.id}, ${at}, ${status}, ${failure}, ${tookMs})`
    if (failure === null) {
      await sql`UPDATE webhook_delivery SET delivered_at = ${at}, due_at = NULL, failures = 0 WHERE id = ${held.id}`
      await sql`UPDATE webhook SET rests_until = NULL WHERE id = ${webhookId} AND rests_until IS NOT NULL`
      return
    }
    const failures = held.failures + 1
    await sql`
      UPDATE webhook_delivery SET failures = ${failures}, due_at = ${nextTry(failures, at)}
      WHERE id = ${held.id} AND due_at = ${held.heldUntil}`
    if (isServersFault(status)) await sql`UPDATE webhook SET rests_until = ${restAfter(at)} WHERE id = ${webhookId}`
  })
}

/** Forgets deliveries that nobody waits for any more: their bodies hold what people wrote. */
export async function forgetOldDeliveries(now: Date): Promise<void> {
  const before = new Date(now.getTime() - KEPT_DAYS * 86_400_000)
  await sql`
    DELETE FROM webhook_delivery d USING webhook w
    WHERE w.id = d.webhook_id AND (d.due_at IS NULL OR w.ended_at IS NOT NULL) AND d.created_at < ${before}`
}
