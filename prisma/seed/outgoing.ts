import { newSecret } from '#app/domain/identity/one-time-links.server.ts'
import { sql } from '#app/platform/database/sql.server.ts'
import { newId } from '#app/platform/ids.ts'
import { daysFrom } from './calendar.ts'
import type { DemoStaff } from './persons.ts'

/** The product team's tracker is told of what happens from here on. */
export async function addTracker({ admin }: DemoStaff, at: Date): Promise<void> {
  await sql`
    INSERT INTO webhook (id, migration_id, name, url, secret, created_at, created_by_id)
    VALUES (${newId(at)}, ${admin.migration?.id ?? null}, 'Product tracker', 'https://tracker.brackwater.example/gangway',
      ${newSecret()}, ${at}, ${admin.personId})`
}

/** It took everything but the newest, and was ended: the demo calls nobody. */
export async function endTracker(now: Date): Promise<void> {
  await sql`UPDATE webhook SET ended_at = ${daysFrom(now, -1)}`
  const told = await sql<{ id: string; created_at: Date }>`
    SELECT id, created_at FROM webhook_delivery ORDER BY created_at DESC, id DESC`
  for (const [place, { id, created_at }] of told.entries()) {
    const taken = place > 0
    const at = new Date(created_at.getTime() + 1_200)
    const attempt = taken ? { status: 204, failure: null, ms: 180 } : { status: 503, failure: FAILED, ms: 2_300 }
    await sql`
      INSERT INTO delivery_attempt (id, delivery_id, at, status, failure, took_ms)
      VALUES (${newId(at)}, ${id}, ${at}, ${attempt.status}, ${attempt.failure}, ${attempt.ms})`
    await sql`UPDATE webhook_delivery SET due_at = NULL, delivered_at = ${taken ? at : null} WHERE id = ${id}`
  }
}

const FAILED = 'The server failed (503).'
