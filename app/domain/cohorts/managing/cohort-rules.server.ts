import { recordAudits } from '#app/domain/identity/audit.server.ts'
import { isHere } from '#app/domain/identity/present.server.ts'
import { localDay } from '#app/domain/migrations/local-days.ts'
import { inTransaction, type Sql, sql } from '#app/platform/database/sql.server.ts'
import { newId } from '#app/platform/ids.ts'
import { type Candidate, fill, type RuledCohort } from './cohort-fill.ts'

/** What the rules of a migration did: how many came in, and how many went. */
export type Followed = { joined: number; left: number }

/** Brings the members of every cohort with a rule in step with its audience, in every migration that is not archived. */
export async function followAllRules(now: Date): Promise<void> {
  const migrations = await sql<{ id: string }>`
    SELECT DISTINCT c.migration_id AS id FROM cohort c JOIN migration m ON m.id = c.migration_id
    WHERE c.audience_id IS NOT NULL AND c.closed_at IS NULL AND m.archived_at IS NULL`
  for (const { id } of migrations) await inTransaction((tx) => followRules(tx, id, now))
}

/**
 * The same for one migration: whom a rule brought in goes when they leave its audience; who is in an audience of a rule, and
 * in no open cohort of the migration, comes in. Nobody who leads a cohort comes in by a rule, and nobody whom somebody took
 * out. Safe to repeat, and to run twice at once: the migration's cohorts are held.
 */
export async function followRules(tx: Sql, migrationId: string, now: Date): Promise<Followed> {
  const { timeZone } = await holdPlaces(tx, migrationId)
  const today = localDay(now, timeZone)
  const left = await takeOutWhoLeft(tx, migrationId, today)
  const placements = fill(await candidates(tx, migrationId, today), await ruledCohorts(tx, migrationId, today))
  const rows = placements.map((placement) => ({ id: newId(now), ...placement }))
  await tx`
    INSERT INTO cohort_member (id, cohort_id, person_id, "from", by_rule)
    SELECT id, cohort, person, ${today}::date, true
    FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) AS r (id uuid, cohort uuid, person uuid)`
  await record(
    tx,
    left,
    placements.map(({ cohort }) => cohort),
    now,
  )
  return { joined: placements.length, left: left.length }
}

/** Holds who is in which cohort of a migration: whoever changes it waits here for whoever else does. */
export async function holdPlaces(tx: Sql, migrationId: string): Promise<{ timeZone: string }> {
  const [migration] = await tx<{ timeZone: string }>`
    SELECT time_zone AS "timeZone" FROM migration WHERE id = ${migrationId}::uuid FOR NO KEY UPDATE`
  if (!migration) throw new Error(`There is no migration ${migrationId}.`)
  return migration
}

/** The cohort of each who went. */
async function takeOutWhoLeft(tx: Sql, migrationId: string, today: string): Promise<string[]> {
  const left = await tx<{ cohort: string }>`
    UPDATE cohort_member n SET "to" = greatest(${today}::date, n."from") FROM cohort c
    WHERE c.id = n.cohort_id AND c.migration_id = ${migrationId}::uuid AND c.closed_at IS NULL AND n.by_rule AND n."to" IS NULL
      AND NOT EXISTS (SELECT FROM membership m WHERE m.person_id = n.person_id AND m.audience_id = c.audience_id
        AND m."from" <= ${today}::date AND (m."to" IS NULL OR m."to" > ${today}::date))
    RETURNING n.cohort_id AS cohort`
  return left.map(({ cohort }) => cohort)
}

/** By name, so that whoever makes cohorts of twenty-five gets the same ones each time. */
function candidates(tx: Sql, migrationId: string, today: string): Promise<Candidate[]> {
  return tx<Candidate>`
    SELECT p.id, array_agg(DISTINCT m.audience_id) AS audiences,
      ARRAY(SELECT n.cohort_id FROM cohort_member n WHERE n.person_id = p.id AND n.taken_out) AS refused
    FROM membership m JOIN person p ON p.id = m.person_id
    WHERE m.audience_id IN (SELECT audience_id FROM cohort WHERE migration_id = ${migrationId}::uuid AND closed_at IS NULL)
      AND m."from" <= ${today}::date AND (m."to" IS NULL OR m."to" > ${today}::date)
      AND p.erased_at IS NULL AND ${isHere(today)}
      AND NOT EXISTS (SELECT FROM cohort_member n JOIN cohort c ON c.id = n.cohort_id
        WHERE n.person_id = p.id AND n."to" IS NULL AND c.closed_at IS NULL AND c.migration_id = ${migrationId}::uuid)
      AND NOT EXISTS (SELECT FROM cohort_champion h JOIN cohort c ON c.id = h.cohort_id
        WHERE h.person_id = p.id AND h."to" IS NULL AND c.closed_at IS NULL AND c.migration_id = ${migrationId}::uuid)
    GROUP BY p.id ORDER BY lower(p.name), p.id`
}

function ruledCohorts(tx: Sql, migrationId: string, today: string): Promise<RuledCohort[]> {
  return tx<RuledCohort>`
    SELECT c.id, c.audience_id AS audience, c.rule_limit AS limit,
      (SELECT count(*) FROM cohort_member n JOIN person p ON p.id = n.person_id
        WHERE n.cohort_id = c.id AND n."to" IS NULL AND ${isHere(today)})::int AS members
    FROM cohort c WHERE c.migration_id = ${migrationId}::uuid AND c.closed_at IS NULL AND c.audience_id IS NOT NULL
    ORDER BY c.name, c.id`
}

async function record(tx: Sql, left: readonly string[], joined: readonly string[], now: Date): Promise<void> {
  const count = (of: readonly string[], cohort: string) => of.filter((one) => one === cohort).length
  const entries = [...new Set([...left, ...joined])].map((cohort) => ({
    subject: { type: 'cohort', id: cohort },
    before: null,
    after: { joined: count(joined, cohort), left: count(left, cohort) },
  }))
  await recordAudits(tx, null, 'cohort.filled', entries, now)
}
