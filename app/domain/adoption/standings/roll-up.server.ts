import { localDay } from '#app/domain/migrations/local-days.ts'
import { inTransaction, type Sql } from '#app/platform/database/sql.server.ts'
import { countAlone, planAnew } from '../count-alone.server.ts'
import { keepCount } from '../counting.server.ts'
import { keptDifferences } from './differences.server.ts'
import { freshStandings } from './fresh.server.ts'

/** People made anew in one transaction. */
const BATCH = 1_000

/**
 * Brings the standings of some of the people to date whose ones no longer hold, in one transaction; answers of how many,
 * 0 where all hold. Once a local day of a migration everybody in it is made anew: days begin and end what is asked, and
 * what is due.
 */
export function rollUpStandings(now: Date): Promise<number> {
  return inTransaction(async (tx) => {
    await countAlone(tx, 'standings')
    await tx`SET LOCAL work_mem = '32MB'`
    const migrations = await tx<Dated>`
      SELECT g.id, g.time_zone AS "timeZone", d.day::text AS made FROM migration g LEFT JOIN standing_day d ON d.migration_id = g.id`
    const dated = migrations.map((one) => ({ ...one, day: localDay(now, one.timeZone) }))
    for (const { id, day } of dated.filter(({ day, made }) => day !== made)) await beginDay(tx, id, day)
    await lookUpPlan(tx)
    const people = await takeStale(tx)
    const begins = dated.some(({ made }) => made === null)
    const more = people.length === BATCH
    await keepCount(tx, 'standings', { begins, did: people.length, more, waiting: () => waitingPeople(tx) }, now)
    if (people.length === 0) return 0
    await planAnew(tx)
    for (const { id, timeZone, day } of dated) {
      const made = { migrationId: id, timeZone, day, people }
      await tx`WITH ${freshStandings(made)}, ${keptDifferences(people, id)}`
    }
    await tx`DELETE FROM standing_count WHERE assigned = 0`
    await tx`DELETE FROM completion_day WHERE people = 0`
    return people.length
  })
}

/**
 * Makes all standings anew, from nothing. While it runs, pages count those who are done: everybody is waited for.
 */
export async function rebuildStandings(now: Date): Promise<void> {
  await inTransaction(async (tx) => {
    await countAlone(tx, 'standings')
    await tx`TRUNCATE milestone_standing, standing_count, completion_day, standing_day, stale_person, stale_plan`
  })
  await standingsHold(now)
}

/** Comes back when every standing holds, for what cannot wait for the server's next moment: seeds, commands and tests. */
export async function standingsHold(now: Date): Promise<void> {
  while ((await rollUpStandings(now)) > 0);
}

type Dated = { id: string; timeZone: string; made: string | null }

/** Everybody who is in the migration, or was and still has a standing. */
async function beginDay(tx: Sql, migration: string, day: string): Promise<void> {
  await tx`
    INSERT INTO stale_person (person_id)
    SELECT m.person_id FROM membership m JOIN audience a ON a.id = m.audience_id WHERE a.migration_id = ${migration}::uuid
    UNION SELECT person_id FROM role_grant WHERE migration_id = ${migration}::uuid
    UNION SELECT s.person_id FROM milestone_standing s JOIN milestone k ON k.id = s.milestone_id
      WHERE k.migration_id = ${migration}::uuid`
  await tx`
    INSERT INTO standing_day (migration_id, day) VALUES (${migration}::uuid, ${day}::date)
    ON CONFLICT (migration_id) DO UPDATE SET day = excluded.day`
}

/**
 * Whom changes of the plan concern, as both are now: who joins in a transaction that has not ended yet has a note of their
 * own, and whoever takes that sees the plan as it is then.
 */
async function lookUpPlan(tx: Sql): Promise<void> {
  await tx`
    WITH taken AS (DELETE FROM stale_plan RETURNING *),
    assigned AS (
      SELECT milestone_id, audience_id, role, at FROM taken WHERE num_nonnulls(audience_id, role) > 0
      UNION ALL SELECT a.milestone_id, a.audience_id, a.role, t.at FROM taken t JOIN assignment a ON a.module_id = t.module_id
      UNION ALL SELECT a.milestone_id, a.audience_id, a.role, t.at FROM taken t JOIN assignment a
        ON a.milestone_id = t.milestone_id AND num_nonnulls(t.audience_id, t.role) = 0
    ), concerned AS (
      SELECT p.person_id, a.at FROM (
        SELECT milestone_id, audience_id, role, min(at) AS at FROM assigned GROUP BY milestone_id, audience_id, role
      ) a CROSS JOIN people_of(a.audience_id, a.role, a.milestone_id) AS p(person_id)
      UNION ALL SELECT x.person_id, t.at FROM taken t JOIN attendance x ON x.session_id = t.session_id
    )
    INSERT INTO stale_person (person_id, at) SELECT person_id, min(at) FROM concerned GROUP BY person_id`
}

async function waitingPeople(tx: Sql): Promise<number> {
  const [row] = await tx<{ n: number }>`SELECT count(DISTINCT person_id)::int AS n FROM stale_person`
  return row?.n ?? 0
}

/** Takes people out of the queue with all that was written of them; what is written from now on is another batch. */
async function takeStale(tx: Sql): Promise<string[]> {
  const taken = await tx<{ person: string }>`
    WITH next AS (SELECT DISTINCT person_id FROM stale_person ORDER BY person_id LIMIT ${BATCH}),
    gone AS (DELETE FROM stale_person s USING next n WHERE s.person_id = n.person_id)
    SELECT person_id AS person FROM next`
  return taken.map(({ person }) => person)
}
