import { inTransaction, sql } from '#app/platform/database/sql.server.ts'
import { countSignals } from './signal-counts.server.ts'
import { SIGNALS } from './signals.ts'

/** Counts anew how often people stall, fail and take hints, in every migration that goes on. Can be done again at any time. */
export async function measureSignals(now: Date): Promise<void> {
  const migrations = await sql<{ id: string; zone: string }>`
    SELECT id, time_zone AS zone FROM migration WHERE archived_at IS NULL`
  for (const { id, zone } of migrations) await measure(id, zone, now)
}

async function measure(migrationId: string, zone: string, now: Date): Promise<void> {
  const counts = await countSignals(migrationId, zone, now)
  const rows = SIGNALS.flatMap((signal) =>
    counts[signal].map(({ moduleId, blockId, hash, part, of }) => ({ signal, moduleId, blockId, hash, part, of })),
  )
  await inTransaction(async (sql) => {
    await sql`SELECT pg_advisory_xact_lock(hashtextextended(${`signals ${migrationId}`}, 0))`
    await sql`DELETE FROM signal_count WHERE module_id IN (SELECT id FROM module WHERE migration_id = ${migrationId}::uuid)`
    await sql`
      INSERT INTO signal_count (module_id, block_id, signal, block_hash, part, people, measured_at)
      SELECT r."moduleId", r."blockId", r.signal, r.hash, r.part, r.of, ${now}
      FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
        AS r("moduleId" uuid, "blockId" text, signal text, hash text, part int, of int)`
  })
}
