import path from 'node:path'
import { measureEffects } from '#app/domain/adoption/effect/measured-effects.server.ts'
import { openSession } from '#app/domain/identity/sessions.server.ts'
import { closeDatabase, inTransaction, type Sql, sql } from '#app/platform/database/sql.server.ts'
import { env } from '#app/platform/env.server.ts'
import { addBenchLearners, type BenchLearner } from './learners.ts'
import { type BenchMigration, publishBenchMigration } from './migration.ts'

const DAY = 86_400_000

/** Words of reports: one of each makes a sentence, so that many are alike and few the same. */
const WORDS = {
  what: [
    'The amount',
    'The due date',
    'The tax code',
    'The supplier',
    'The second approver',
    'The voucher',
    'The search',
  ],
  trouble: [
    'is not filled in',
    'differs from the paper',
    'cannot be changed',
    'is missing',
    'shows something else',
    'is greyed out',
  ],
  where: [
    'in the header',
    'after I submit',
    'when I come back',
    'in the list',
    'on the second page',
    'for credit notes',
  ],
  ask: ['What do I do?', 'Is that right?', 'Do I have to wait?', 'Whom do I ask?', 'It worked in Ledgerline.'],
}

/** A migration that much is reported in, who learns in it, the cookie of its lead's session, and troubles that wait. */
export type BenchTroubles = { migration: BenchMigration; learners: BenchLearner[]; lead: string; open: string[] }

/**
 * Publishes the benches' migration with reports of half a year, each in a cluster of its own as reporting makes them,
 * joined into so many troubles; with me-toos, and most troubles resolved, told and judged.
 */
export async function openTroubles(people: number, reports: number, troubles: number): Promise<BenchTroubles> {
  const now = new Date()
  const migration = await publishBenchMigration(path.join(env.DATA_DIR, 'bench/content/bench'), now)
  const learners = await addBenchLearners(migration, people, now)
  await addTroubles(migration.id, reports, troubles, now)
  // As the nightly job does, which would else begin with the first measurement.
  await measureEffects(now, troubles)
  await sql`ANALYZE`
  const [lead] = await sql<{ person_id: string }>`SELECT person_id FROM role_grant WHERE role = 'lead' LIMIT 1`
  const session = await openSession(lead?.person_id ?? '', now)
  const open = await sql<{ id: string }>`
    SELECT id FROM confusion_cluster WHERE state = 'open' AND merged_into_id IS NULL ORDER BY id LIMIT 500`
  await closeDatabase()
  return { migration, learners, lead: `session=${session.id}`, open: open.map((one) => one.id) }
}

async function addTroubles(id: string, reports: number, troubles: number, now: Date): Promise<void> {
  await inTransaction(async (tx) => {
    await plan(tx, id, reports, troubles, now)
    await tx`
      INSERT INTO confusion_cluster (id, migration_id, module_id, block_id, severity, state, opened_at, merged_into_id)
      SELECT id, ${id}, module_id, block_id, severity, state::confusion_state, at, NULL FROM planned WHERE id = root`
    await tx`
      INSERT INTO confusion_cluster (id, migration_id, module_id, block_id, severity, state, opened_at, merged_into_id)
      SELECT id, ${id}, module_id, block_id, severity, 'open', at, root FROM planned WHERE id <> root`
    await tx`
      INSERT INTO confusion_report (id, migration_id, cluster_id, person_id, module_id, release_id, block_id, kind, words, blocking, at)
      SELECT id, ${id}, id, person_id, module_id, release_id, block_id, kind::confusion_kind, words, severity = 'blocking', at FROM planned`
    await tx`
      INSERT INTO me_too (report_id, person_id, release_id, at)
      SELECT p.id, q.person_id, p.release_id, p.at FROM planned p JOIN planned q ON q.place = (p.place * 7 + 13) % ${reports}
      WHERE p.place % 2 = 0 AND q.person_id <> p.person_id`
    await answerAndResolve(tx)
  })
  await sql`ANALYZE`
}

/** Every report with its place, its trouble and what it says, in a table of this transaction. */
async function plan(tx: Sql, migrationId: string, reports: number, troubles: number, now: Date): Promise<void> {
  const began = new Date(now.getTime() - 180 * DAY)
  await tx`
    CREATE TEMPORARY TABLE planned ON COMMIT DROP AS SELECT NULL::int AS place, NULL::uuid AS id, NULL::uuid AS root,
      NULL::uuid AS person_id, NULL::uuid AS module_id, NULL::uuid AS release_id, NULL::text AS block_id, NULL::severity AS severity,
      NULL::text AS state, NULL::text AS kind, NULL::text AS words, NULL::timestamptz AS at WHERE false`
  await tx`
    WITH block AS (
      SELECT row_number() OVER (ORDER BY r.id, b.position) - 1 AS place, count(*) OVER () AS count, m.id AS module_id,
        r.id AS release_id, b.block_id
      FROM module m JOIN release r ON r.id = m.current_release_id JOIN release_block b ON b.release_id = r.id
      WHERE m.migration_id = ${migrationId}::uuid
    ), person AS (
      SELECT row_number() OVER (ORDER BY p.id) - 1 AS place, count(*) OVER () AS count, p.id FROM person p
      WHERE p.email LIKE 'learner-%'
    ), trouble AS (
      SELECT place, gen_random_uuid() AS id FROM generate_series(0, ${troubles - 1}::int) AS place
    )
    INSERT INTO planned
    SELECT n, CASE WHEN n < ${troubles}::int THEN t.id ELSE gen_random_uuid() END, t.id, p.id, b.module_id, b.release_id, b.block_id,
      (ARRAY['minor','minor','minor','major','blocking']::severity[])[t.place % 5 + 1],
      (ARRAY['resolved','resolved','resolved','resolved','resolved','resolved','open','open','answered','fixing'])[t.place % 10 + 1],
      (ARRAY['unclear','missing','wrong','slow','other'])[n % 5 + 1],
      (${WORDS.what}::text[])[t.place % 7 + 1] || ' ' || (${WORDS.trouble}::text[])[t.place % 6 + 1] || ' '
        || (${WORDS.where}::text[])[(t.place / 7) % 6 + 1] || '. ' || (${WORDS.ask}::text[])[n % 5 + 1] || ' ' || n,
      ${began}::timestamptz + ((t.place * 7919) % ${troubles}::int) * ${175 / troubles}::float8 * interval '1 day'
        + (n / ${troubles}::int) * interval '1 day'
    FROM generate_series(0, ${reports - 1}::int) AS n
    JOIN trouble t ON t.place = n % ${troubles}::int
    JOIN block b ON b.place = (t.place * 31) % b.count
    JOIN person p ON p.place = (n * 17) % p.count`
  await tx`CREATE UNIQUE INDEX ON planned (place)`
  await tx`ANALYZE planned`
}

async function answerAndResolve(tx: Sql): Promise<void> {
  const [lead] = await tx<{ id: string }>`SELECT person_id AS id FROM role_grant WHERE role = 'lead' LIMIT 1`
  await tx`
    WITH said AS (
      INSERT INTO answer (id, cluster_id, at, author_id, words, public)
      SELECT gen_random_uuid(), id, at + interval '1 day', ${lead?.id}::uuid, 'Compare it with the paper, and go on.', place % 20 = 8
      FROM planned WHERE id = root AND state <> 'open' RETURNING id, cluster_id, at
    )
    INSERT INTO confusion_action (id, cluster_id, at, actor_id, kind, detail)
    SELECT gen_random_uuid(), cluster_id, at, ${lead?.id}::uuid, 'answered', jsonb_build_object('answerId', id, 'fixBy', NULL) FROM said`
  await tx`
    WITH done AS (
      INSERT INTO resolution (id, cluster_id, at, by_id, kind, words)
      SELECT gen_random_uuid(), id, at + interval '3 days', ${lead?.id}::uuid, 'explanation', 'It is said there now.'
      FROM planned WHERE id = root AND state = 'resolved' RETURNING id, cluster_id, at
    ), told AS (
      INSERT INTO told (id, cluster_id, resolution_id, person_id, at)
      SELECT DISTINCT ON (d.id, p.person_id) gen_random_uuid(), d.cluster_id, d.id, p.person_id, d.at
      FROM done d JOIN planned p ON p.root = d.cluster_id RETURNING resolution_id, person_id, at
    )
    INSERT INTO verdict (resolution_id, person_id, helped, at)
    SELECT resolution_id, person_id, true, at FROM told WHERE get_byte(uuid_send(person_id), 15) % 3 = 0`
}
