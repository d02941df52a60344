import type { Sql } from '#app/platform/database/sql.server.ts'
import { ZERO_ID } from '../slices.ts'
import type { TaskWeekKey } from './stale-weeks.server.ts'
import { type CountedAttempt, type CountedWeek, countWeek } from './week-rows.ts'

/** Counts some weeks of tasks from their attempts, and stores what is other than before. */
export async function countWeeks(tx: Sql, weeks: readonly TaskWeekKey[], now: Date): Promise<void> {
  const attempts = await attemptsOf(tx, weeks)
  const audiences = await audiencesOfSets(tx, [...attempts.values()].flat())
  const counted = weeks.map((week, place) =>
    countWeek(attempts.get(place) ?? [], audiences, { weekStart: week.weekStart, now: now.getTime() }),
  )
  await storeRows(tx, weeks, counted)
  await storePeople(tx, weeks, counted)
}

type Row = Omit<CountedAttempt, 'audienceSet'> & { place: number; audienceSet: number | null }

/** The attempts of each week by its place in the list. Sets of audiences that are new get their number on the way. */
async function attemptsOf(tx: Sql, weeks: readonly TaskWeekKey[]): Promise<Map<number, CountedAttempt[]>> {
  const rows = await readAttempts(tx, weeks)
  if (rows.some(({ audienceSet }) => audienceSet === null)) {
    await nameSets(tx, weeks)
    return attemptsOf(tx, weeks)
  }
  return Map.groupBy(rows as (CountedAttempt & { place: number })[], ({ place }) => place)
}

/** The attempts of `unit`s, which `placed` gives a statement. */
const placed = (weeks: readonly TaskWeekKey[]) => JSON.stringify(weeks.map((week, place) => ({ ...week, place })))

function readAttempts(tx: Sql, weeks: readonly TaskWeekKey[]): Promise<Row[]> {
  return tx<Row>`
    WITH unit AS MATERIALIZED (
      SELECT * FROM jsonb_to_recordset(${placed(weeks)}::jsonb) AS u(
        place int, "releaseId" uuid, "blockId" text, clock clock, mode mode, "from" timestamptz, "to" timestamptz)
    )
    SELECT u.place, a.person_id AS person, s.id AS "audienceSet", a.cohort_id AS cohort, a.ordinal, a.outcome, a.suspect,
      CASE a.clock WHEN 'active' THEN a.active_ms ELSE a.wall_ms - a.paused_ms END AS ms,
      (extract(epoch FROM coalesce(a.arrived_at, a.finished_at)) * 1000)::float8 AS "arrivedAt",
      (extract(epoch FROM a.last_event_at) * 1000)::float8 AS "lastEventAt", a.critical_errors AS "criticalErrors",
      CASE WHEN a.errors > 0 THEN (SELECT jsonb_object_agg(e.type, e.n) FROM (
        SELECT type, count(*) AS n FROM attempt_error WHERE attempt_id = a.id GROUP BY type) e) END AS errors
    FROM unit u
    JOIN attempt a ON a.release_id = u."releaseId" AND a.block_id = u."blockId" AND a.started_at >= u."from"
      AND a.started_at < u."to" AND a.clock = u.clock AND a.mode = u.mode
    LEFT JOIN audience_set s ON s.audience_ids = coalesce(a.audience_ids, '{}')`
}

async function nameSets(tx: Sql, weeks: readonly TaskWeekKey[]): Promise<void> {
  await tx`
    INSERT INTO audience_set (audience_ids)
    SELECT DISTINCT coalesce(a.audience_ids, '{}')
    FROM jsonb_to_recordset(${placed(weeks)}::jsonb) AS u("releaseId" uuid, "blockId" text, "from" timestamptz, "to" timestamptz)
    JOIN attempt a ON a.release_id = u."releaseId" AND a.block_id = u."blockId" AND a.started_at >= u."from" AND a.started_at < u."to"
    WHERE NOT EXISTS (SELECT FROM audience_set s WHERE s.audience_ids = coalesce(a.audience_ids, '{}'))
    ORDER BY 1
    ON CONFLICT (audience_ids) DO NOTHING`
}

async function audiencesOfSets(tx: Sql, attempts: readonly CountedAttempt[]): Promise<Map<number, string[]>> {
  const sets = [...new Set(attempts.map(({ audienceSet }) => audienceSet))]
  const rows = await tx<{ id: number; audiences: string[] }>`
    SELECT id, audience_ids AS audiences FROM audience_set WHERE id = ANY (${sets}::int[])`
  return new Map(rows.map(({ id, audiences }) => [id, audiences]))
}

/** What is there no longer goes by NOT IN, which is a hash table: how many rows a parameter holds is not known to the planner. */
async function storeRows(tx: Sql, weeks: readonly TaskWeekKey[], counted: readonly CountedWeek[]): Promise<void> {
  const rows = counted.flatMap((week, place) =>
    week.rows.map(({ slice, id, nth, counts }) => ({
      ...counts,
      ...{ place, slice, sliceId: id ?? ZERO_ID, nth, histogram: counts.histogram.toString('hex') },
    })),
  )
  await tx`
    WITH unit AS MATERIALIZED (
      SELECT * FROM jsonb_to_recordset(${placed(weeks)}::jsonb) AS u(
        place int, "releaseId" uuid, "blockId" text, clock clock, mode mode, week date)
    ), fresh AS MATERIALIZED (
      SELECT * FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) AS f(
        place int, slice text, "sliceId" uuid, nth int, started int, finished int, succeeded int, "gaveUp" int,
        abandoned int, suspect int, held int, told int, "toldSuccesses" int, "criticalErrors" int, errors jsonb, histogram text)
    ), gone AS (
      DELETE FROM task_week w USING unit u
      WHERE w.release_id = u."releaseId" AND w.block_id = u."blockId" AND w.clock = u.clock AND w.mode = u.mode
        AND w.week = u.week AND (u.place, w.slice, w.slice_id, w.nth) NOT IN (SELECT place, slice, "sliceId", nth FROM fresh)
    )
    INSERT INTO task_week AS w (release_id, block_id, clock, mode, slice, slice_id, nth, week, started, finished, succeeded,
      gave_up, abandoned, suspect, held, told, told_successes, critical_errors, errors, histogram)
    SELECT u."releaseId", u."blockId", u.clock, u.mode, f.slice, f."sliceId", f.nth, u.week, f.started, f.finished, f.succeeded,
      f."gaveUp", f.abandoned, f.suspect, f.held, f.told, f."toldSuccesses", f."criticalErrors", f.errors,
      decode(f.histogram, 'hex')
    FROM fresh f JOIN unit u ON u.place = f.place
    ON CONFLICT (release_id, block_id, clock, mode, slice, slice_id, nth, week) DO UPDATE SET
      started = excluded.started, finished = excluded.finished, succeeded = excluded.succeeded, gave_up = excluded.gave_up,
      abandoned = excluded.abandoned, suspect = excluded.suspect, held = excluded.held, told = excluded.told,
      told_successes = excluded.told_successes, critical_errors = excluded.critical_errors, errors = excluded.errors,
      histogram = excluded.histogram
    WHERE w.* IS DISTINCT FROM excluded.*`
}

/** Who did it in these weeks, where they may be told; tasks of which that changed are noted as stale. */
async function storePeople(tx: Sql, weeks: readonly TaskWeekKey[], counted: readonly CountedWeek[]): Promise<void> {
  const until = counted.flatMap(({ toldUntil }, place) =>
    [...toldUntil].map(([set, at]) => ({ place, set, at: new Date(at).toISOString() })),
  )
  const units = weeks.map((week, place) => ({ ...week, place, weekStart: new Date(week.weekStart).toISOString() }))
  await tx`
    WITH unit AS MATERIALIZED (
      SELECT * FROM jsonb_to_recordset(${JSON.stringify(units)}::jsonb) AS u(
        place int, "releaseId" uuid, "blockId" text, clock clock, mode mode, week date, "from" timestamptz, "to" timestamptz,
        "weekStart" timestamptz)
      WHERE mode = 'assessed'
    ), until AS MATERIALIZED (
      SELECT * FROM jsonb_to_recordset(${JSON.stringify(until)}::jsonb) AS t(place int, "set" int, at timestamptz)
    ), tried AS (
      SELECT u."releaseId" AS release_id, u."blockId" AS block_id, u.clock, u.week, a.person_id, s.id AS audience_set_id,
        coalesce(a.cohort_id, ${ZERO_ID}::uuid) AS cohort_id, 1 << (least(a.ordinal, 5) - 1) AS nth,
        a.outcome = 'success' AS succeeded, w.at < u."weekStart" AS whole, w.at < u."weekStart" OR w.at <= t.at AS told
      FROM unit u
      JOIN attempt a ON a.release_id = u."releaseId" AND a.block_id = u."blockId" AND a.started_at >= u."from"
        AND a.started_at < u."to" AND a.clock = u.clock AND a.mode = u.mode
      JOIN audience_set s ON s.audience_ids = coalesce(a.audience_ids, '{}')
      CROSS JOIN LATERAL (SELECT coalesce(a.arrived_at, a.finished_at) AS at) w
      LEFT JOIN until t ON t.place = u.place AND t."set" = s.id
      WHERE a.outcome IN ('success', 'failure') AND NOT a.suspect
    ), fresh AS MATERIALIZED (
      SELECT release_id, block_id, clock, week, person_id, audience_set_id, cohort_id,
        coalesce(bit_or(nth) FILTER (WHERE told), 0) AS tries,
        coalesce(bit_or(nth) FILTER (WHERE told AND succeeded), 0) AS successes,
        coalesce(bit_or(nth) FILTER (WHERE whole), 0) AS whole_tries,
        coalesce(bit_or(nth) FILTER (WHERE whole AND succeeded), 0) AS whole_successes
      FROM tried WHERE told
      GROUP BY release_id, block_id, clock, week, person_id, audience_set_id, cohort_id
    ), gone AS (
      DELETE FROM person_task_week p USING unit u
      WHERE p.release_id = u."releaseId" AND p.block_id = u."blockId" AND p.clock = u.clock AND p.week = u.week
        AND (p.release_id, p.block_id, p.clock, p.week, p.person_id, p.audience_set_id, p.cohort_id) NOT IN (
          SELECT release_id, block_id, clock, week, person_id, audience_set_id, cohort_id FROM fresh)
      RETURNING p.release_id, p.block_id, p.clock, p.whole_tries
    ), changed AS (
      INSERT INTO person_task_week AS p (release_id, block_id, clock, week, person_id, audience_set_id, cohort_id, tries,
        successes, whole_tries, whole_successes)
      SELECT * FROM fresh
      ON CONFLICT (release_id, block_id, clock, week, person_id, audience_set_id, cohort_id) DO UPDATE SET
        tries = excluded.tries, successes = excluded.successes, whole_tries = excluded.whole_tries,
        whole_successes = excluded.whole_successes
      WHERE p.* IS DISTINCT FROM excluded.*
      RETURNING p.release_id, p.block_id, p.clock, p.whole_tries
    )
    INSERT INTO stale_task AS s (module_id, block_id, hash, clock, cohorts)
    SELECT r.module_id, c.block_id, b.hash, c.clock, bool_or(c.whole_tries <> 0)
    FROM (TABLE gone UNION ALL TABLE changed) c
    JOIN release r ON r.id = c.release_id
    JOIN release_block b ON b.release_id = c.release_id AND b.block_id = c.block_id
    GROUP BY r.module_id, c.block_id, b.hash, c.clock
    ON CONFLICT (module_id, block_id, hash, clock) DO UPDATE SET cohorts = s.cohorts OR excluded.cohorts`
}
