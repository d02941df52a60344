import { type LocalDay, localDay, startOfDay, weekOf } from '#app/domain/migrations/local-days.ts'
import { inTransaction, type Sql } from '#app/platform/database/sql.server.ts'
import { countAlone } from '../count-alone.server.ts'

/** A check over all releases in which it is the same. */
export type CheckVersion = { moduleId: string; blockId: string; hash: string }

/** First submissions of a check in one local week: what is counted, and counted again, as a whole. */
export type CheckWeekKey = CheckVersion & { week: LocalDay; timeZone: string }

/**
 * Takes so many notes of people who belong to other groups since out of the queue, and notes what they submitted on those
 * days: a submission counts for the audiences and the cohort of its day. Answers how many people's notes those were.
 */
export async function takeMembers(tx: Sql, most: number): Promise<number> {
  const [row] = await tx<{ n: number }>`
    WITH taken AS (
      DELETE FROM stale_member WHERE (id IN (SELECT id FROM stale_member ORDER BY id LIMIT ${most})) IS TRUE
      RETURNING person_id, "from", "to"
    ), noted AS (
      INSERT INTO stale_submission (person_id, release_id, block_id, at, gone)
      SELECT DISTINCT s.person_id, s.release_id, s.block_id, s.at, true
      FROM taken t JOIN check_submission s ON s.person_id = t.person_id
      JOIN module m ON m.id = s.module_id JOIN migration g ON g.id = m.migration_id
      WHERE t."from" <= (s.at AT TIME ZONE g.time_zone)::date
        AND (t."to" IS NULL OR t."to" > (s.at AT TIME ZONE g.time_zone)::date)
    )
    SELECT count(*)::int AS n FROM taken`
  return row?.n ?? 0
}

/**
 * Takes so many notes of submissions out of the queue, and puts the weeks into the other one that they concern: where what
 * was there may have been somebody's first submission, and where somebody's first one is or was, if it is another now. A
 * later submission concerns none. Answers how many notes those were.
 */
export async function takeNotes(tx: Sql, most: number): Promise<number> {
  const [row] = await tx<{ n: number }>`
    WITH taken AS (
      DELETE FROM stale_submission WHERE (id IN (SELECT id FROM stale_submission LIMIT ${most})) IS TRUE
      RETURNING person_id, release_id, block_id, at, gone
    ), noted AS (
      SELECT t.person_id, r.module_id, t.block_id, b.hash, g.time_zone, min(t.at) AS first_at, bool_or(t.gone) AS gone,
        array_agg(t.at) FILTER (WHERE t.gone) AS gone_at
      FROM taken t JOIN release r ON r.id = t.release_id
      JOIN release_block b ON b.release_id = t.release_id AND b.block_id = t.block_id
      JOIN module m ON m.id = r.module_id JOIN migration g ON g.id = m.migration_id
      GROUP BY t.person_id, r.module_id, t.block_id, b.hash, g.time_zone
    ), concerned AS (
      SELECT n.module_id, n.block_id, n.hash, n.time_zone, l.at FROM noted n CROSS JOIN LATERAL (
        SELECT s.at, min(s.at) OVER () AS first_at FROM check_submission s
        JOIN release_block b ON b.release_id = s.release_id AND b.block_id = s.block_id AND b.hash = n.hash
        WHERE s.person_id = n.person_id AND s.module_id = n.module_id AND s.block_id = n.block_id
      ) l WHERE n.gone OR n.first_at <= l.first_at
      UNION ALL SELECT n.module_id, n.block_id, n.hash, n.time_zone, gone.at FROM noted n CROSS JOIN unnest(n.gone_at) AS gone(at)
    ), stale AS (
      INSERT INTO stale_check_week (module_id, block_id, hash, week)
      SELECT DISTINCT module_id, block_id, hash, date_trunc('week', at AT TIME ZONE time_zone)::date FROM concerned
      ON CONFLICT DO NOTHING
    )
    SELECT count(*)::int AS n FROM taken`
  return row?.n ?? 0
}

/** Takes so many weeks out of the queue. Those of one check come together. */
export async function takeWeeks(tx: Sql, most: number): Promise<CheckWeekKey[]> {
  return tx<CheckWeekKey>`
    WITH taken AS (
      DELETE FROM stale_check_week WHERE (module_id, block_id, hash, week) IN (
        SELECT module_id, block_id, hash, week FROM stale_check_week ORDER BY 1, 2, 3, 4 LIMIT ${most})
      RETURNING *
    )
    SELECT t.module_id AS "moduleId", t.block_id AS "blockId", t.hash, t.week, g.time_zone AS "timeZone"
    FROM taken t JOIN module m ON m.id = t.module_id JOIN migration g ON g.id = m.migration_id
    ORDER BY t.module_id, t.block_id, t.hash, t.week`
}

/**
 * Notes what becomes stale by time alone: once a new week began in a migration, the weeks whose last submissions are told
 * now, and one week of every check, because spans of weeks moved on. Where no mark is left of a migration and its time zone,
 * nothing was counted in it yet, and all is noted: answers whether there was such a one.
 */
export async function noteTime(tx: Sql, now: Date): Promise<boolean> {
  const migrations = await tx<{ id: string; timeZone: string; at: Date | null }>`
    SELECT g.id, g.time_zone AS "timeZone", k.at
    FROM migration g LEFT JOIN rollup_mark k ON k.name = 'checks of ' || g.id || ' in ' || g.time_zone`
  for (const { id, timeZone, at } of migrations) {
    const weekStart = startOfDay(weekOf(localDay(now, timeZone)), timeZone)
    if (at?.getTime() === weekStart.getTime()) continue
    if (at === null) await noteAll(tx, id)
    else await noteNewWeek(tx, id)
    await tx`DELETE FROM rollup_mark WHERE name LIKE ${`checks of ${id} in %`}`
    await tx`INSERT INTO rollup_mark (name, at) VALUES (${`checks of ${id} in ${timeZone}`}, ${weekStart})`
  }
  return migrations.some(({ at }) => at === null)
}

/** How many weeks are noted. */
export async function notedWeeks(tx: Sql): Promise<number> {
  const [row] = await tx<{ n: number }>`SELECT count(*)::int AS n FROM stale_check_week`
  return row?.n ?? 0
}

/** Forgets that anything was counted: the next time everything is noted. */
export async function forgetChecks(): Promise<void> {
  await inTransaction(async (tx) => {
    await countAlone(tx, 'checks')
    await tx`DELETE FROM rollup_mark WHERE name LIKE 'checks of %'`
  })
}

/** Also weeks that were counted: what is left of submissions that are gone goes too. */
async function noteAll(tx: Sql, migrationId: string): Promise<void> {
  await tx`
    INSERT INTO stale_check_week (module_id, block_id, hash, week)
    SELECT s.module_id, s.block_id, b.hash, date_trunc('week', s.at AT TIME ZONE g.time_zone)::date
    FROM check_submission s JOIN module m ON m.id = s.module_id JOIN migration g ON g.id = m.migration_id
    JOIN release_block b ON b.release_id = s.release_id AND b.block_id = s.block_id
    WHERE g.id = ${migrationId}::uuid
    UNION
    SELECT w.module_id, w.block_id, w.hash, w.week FROM check_week w JOIN module m ON m.id = w.module_id
    WHERE m.migration_id = ${migrationId}::uuid
    ON CONFLICT DO NOTHING`
}

async function noteNewWeek(tx: Sql, migrationId: string): Promise<void> {
  await tx`
    INSERT INTO stale_check_week (module_id, block_id, hash, week)
    SELECT w.module_id, w.block_id, w.hash, w.week FROM check_week w JOIN module m ON m.id = w.module_id
    WHERE m.migration_id = ${migrationId}::uuid AND w.slice = 'everyone' AND w.held > 0
    UNION
    SELECT w.module_id, w.block_id, w.hash, max(w.week) FROM check_week w JOIN module m ON m.id = w.module_id
    WHERE m.migration_id = ${migrationId}::uuid AND w.slice = 'everyone'
    GROUP BY w.module_id, w.block_id, w.hash
    ON CONFLICT DO NOTHING`
}
