import { inTransaction, type Sql } from '#app/platform/database/sql.server.ts'
import { countAlone } from '../count-alone.server.ts'

/** As many changes as one transaction takes in: a second or two of the busiest hour. */
const AT_ONCE = 20_000
/** Of people fewer: each of them is looked up. */
const PEOPLE_AT_ONCE = 4_000

/**
 * Brings the counts of blocks, and of the people at a milestone's blocks, up to what was stored meanwhile. Answers how many
 * changes were taken in; 0: nothing was behind. Each change is taken in once, in one transaction with the counts.
 */
export async function rollUpBlocks(): Promise<number> {
  return inTransaction(async (tx) => {
    await countAlone(tx, 'blocks')
    return (await takeInBlocks(tx)) + (await takeInVisitors(tx))
  })
}

/**
 * Counts everything again from what is stored, in one snapshot for each table, and forgets the changes that are in it:
 * what `rollUpBlocks` comes to, whatever happened before.
 */
export async function rebuildBlocks(): Promise<void> {
  await inTransaction(async (tx) => {
    await countAlone(tx, 'blocks')
    await recountBlocks(tx)
    await recountVisitors(tx)
    await tx`
      WITH truth AS (SELECT milestone_id, day, count(*) AS people FROM milestone_visitor GROUP BY milestone_id, day),
      gone AS (DELETE FROM milestone_visit v WHERE NOT EXISTS (
        SELECT FROM truth t WHERE t.milestone_id = v.milestone_id AND t.day = v.day))
      INSERT INTO milestone_visit (milestone_id, day, people) SELECT milestone_id, day, people FROM truth
      ON CONFLICT (milestone_id, day) DO UPDATE SET people = excluded.people`
  })
}

async function takeInBlocks(tx: Sql): Promise<number> {
  const [row] = await tx<{ n: number }>`
    WITH taken AS (
      DELETE FROM block_change WHERE (id IN (SELECT id FROM block_change LIMIT ${AT_ONCE})) IS TRUE
      RETURNING release_id, block_id, day, reached, last_seen, reports, me_toos
    ), summed AS (
      SELECT release_id, block_id, day, sum(reached) AS reached, sum(last_seen) AS last_seen, sum(reports) AS reports,
        sum(me_toos) AS me_toos
      FROM taken GROUP BY release_id, block_id, day
    ), counted AS (
      INSERT INTO block_rollup AS k (release_id, block_id, day, reached, last_seen, reports, me_toos)
      SELECT release_id, block_id, day, reached, last_seen, reports, me_toos FROM summed
      ON CONFLICT (release_id, block_id, day) DO UPDATE SET reached = k.reached + excluded.reached,
        last_seen = k.last_seen + excluded.last_seen, reports = k.reports + excluded.reports,
        me_toos = k.me_toos + excluded.me_toos
    )
    SELECT count(*)::int AS n FROM taken`
  await tx`DELETE FROM block_rollup WHERE reached = 0 AND last_seen = 0 AND reports = 0 AND me_toos = 0`
  return row?.n ?? 0
}

/** Looks up the last day of everybody who may have another, and moves them from the old day's count to the new one's. */
async function takeInVisitors(tx: Sql): Promise<number> {
  const [row] = await tx<{ n: number }>`
    WITH taken AS (
      DELETE FROM visitor_change WHERE (id IN (SELECT id FROM visitor_change LIMIT ${PEOPLE_AT_ONCE})) IS TRUE
      RETURNING person_id, module_id, milestone_id
    ), stale AS (
      SELECT x.milestone_id, t.person_id FROM taken t JOIN assignment x ON x.module_id = t.module_id AND x.ended_at IS NULL
      UNION SELECT v.milestone_id, v.person_id FROM milestone_visitor v WHERE v.milestone_id IN (SELECT milestone_id FROM taken)
      UNION SELECT s.milestone_id, s.person_id FROM milestone_seen s WHERE s.milestone_id IN (SELECT milestone_id FROM taken)
    ), truth AS MATERIALIZED (
      SELECT stale.milestone_id, stale.person_id, last.day FROM stale CROSS JOIN LATERAL (
        SELECT max((s.last_at AT TIME ZONE g.time_zone)::date) AS day
        FROM assignment x JOIN module m ON m.id = x.module_id JOIN migration g ON g.id = m.migration_id
        JOIN release r ON r.module_id = m.id JOIN block_seen s ON s.person_id = stale.person_id AND s.release_id = r.id
        WHERE x.milestone_id = stale.milestone_id AND x.ended_at IS NULL
      ) last WHERE last.day IS NOT NULL
    ), was AS (
      SELECT v.milestone_id, v.person_id, v.day FROM milestone_visitor v JOIN stale USING (milestone_id, person_id)
    ), gone AS (
      DELETE FROM milestone_visitor v USING was WHERE (v.milestone_id, v.person_id) = (was.milestone_id, was.person_id)
        AND NOT EXISTS (SELECT FROM truth t WHERE (t.milestone_id, t.person_id) = (v.milestone_id, v.person_id))
    ), kept AS (
      INSERT INTO milestone_visitor AS v (milestone_id, person_id, day) SELECT milestone_id, person_id, day FROM truth
      ON CONFLICT (milestone_id, person_id) DO UPDATE SET day = excluded.day WHERE v.day <> excluded.day
    ), counted AS (
      INSERT INTO milestone_visit AS k (milestone_id, day, people)
      SELECT milestone_id, day, sum(sign) FROM (
        SELECT milestone_id, day, -1 AS sign FROM was UNION ALL SELECT milestone_id, day, 1 FROM truth
      ) moved GROUP BY milestone_id, day HAVING sum(sign) <> 0
      ON CONFLICT (milestone_id, day) DO UPDATE SET people = k.people + excluded.people
    )
    SELECT count(*)::int AS n FROM taken`
  await tx`DELETE FROM milestone_visit WHERE people = 0`
  return row?.n ?? 0
}

async function recountBlocks(tx: Sql): Promise<void> {
  await tx`
    WITH taken AS (DELETE FROM block_change),
    truth AS MATERIALIZED (
      SELECT release_id, block_id, day, sum(reached) AS reached, sum(last_seen) AS last_seen, sum(reports) AS reports,
        sum(me_toos) AS me_toos
      FROM block_happening GROUP BY release_id, block_id, day
    ), gone AS (
      DELETE FROM block_rollup k WHERE NOT EXISTS (SELECT FROM truth t
        WHERE (t.release_id, t.block_id, t.day) = (k.release_id, k.block_id, k.day))
    )
    INSERT INTO block_rollup (release_id, block_id, day, reached, last_seen, reports, me_toos)
    SELECT release_id, block_id, day, reached, last_seen, reports, me_toos FROM truth
    ON CONFLICT (release_id, block_id, day) DO UPDATE SET reached = excluded.reached, last_seen = excluded.last_seen,
      reports = excluded.reports, me_toos = excluded.me_toos`
}

async function recountVisitors(tx: Sql): Promise<void> {
  await tx`
    WITH taken AS (DELETE FROM visitor_change),
    truth AS MATERIALIZED (
      SELECT milestone_id, person_id, max(day) AS day FROM milestone_seen GROUP BY milestone_id, person_id
    ), gone AS (
      DELETE FROM milestone_visitor v WHERE NOT EXISTS (SELECT FROM truth t
        WHERE (t.milestone_id, t.person_id) = (v.milestone_id, v.person_id))
    )
    INSERT INTO milestone_visitor (milestone_id, person_id, day) SELECT milestone_id, person_id, day FROM truth
    ON CONFLICT (milestone_id, person_id) DO UPDATE SET day = excluded.day`
}
