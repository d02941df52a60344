import { addDays, localDay, startOfDay, weekOf } from '#app/domain/migrations/local-days.ts'
import { type PublishedRelease, releasesOf } from '#app/domain/modules/releases.server.ts'
import type { Sql } from '#app/platform/database/sql.server.ts'
import { drawnQuestions } from '../../practice/draw.ts'
import { ZERO_ID } from '../slices.ts'
import type { CheckVersion, CheckWeekKey } from './stale-checks.server.ts'
import { type CheckWeekRow, type CountedSubmission, countCheckWeek } from './week-rows.ts'

/** Counts some weeks of checks from their first submissions, and stores what is other than before. */
export async function countWeeks(tx: Sql, weeks: readonly CheckWeekKey[], now: Date): Promise<void> {
  const [submissions, releases] = await Promise.all([submissionsOf(tx, weeks), releasesOfChecks(tx, weeks)])
  const rows = weeks.flatMap((week, place) => {
    const release = releases.get(keyOf(week))
    const block = release?.blocks.get(week.blockId)
    if (!release || block?.kind !== 'check') return []
    const check = block.definition
    const counted = (submissions.get(place) ?? []).map(({ nth, ...one }) => ({
      ...one,
      asked: drawnQuestions(check, { person: one.person, nth }).map(({ id }) => id),
    }))
    const weekStart = startOfDay(weekOf(localDay(now, week.timeZone)), week.timeZone).getTime()
    return countCheckWeek(counted, check, release.keys[week.blockId] ?? {}, weekStart).map((row) => ({ ...row, place }))
  })
  await storeRows(tx, weeks, rows)
}

const keyOf = ({ moduleId, blockId, hash }: CheckVersion): string => `${moduleId} ${blockId} ${hash}`

/** Any release of each check: the check and its key are the same in all of them. */
async function releasesOfChecks(
  tx: Sql,
  checks: readonly CheckVersion[],
): Promise<ReadonlyMap<string, PublishedRelease>> {
  const rows = await tx<CheckVersion & { releaseId: string }>`
    SELECT c."moduleId", c."blockId", c.hash, min(r.id::text) AS "releaseId"
    FROM jsonb_to_recordset(${JSON.stringify(checks)}::jsonb) AS c("moduleId" uuid, "blockId" text, hash text)
    JOIN release r ON r.module_id = c."moduleId"
    JOIN release_block b ON b.release_id = r.id AND b.block_id = c."blockId" AND b.hash = c.hash
    GROUP BY c."moduleId", c."blockId", c.hash`
  const releases = await releasesOf(
    rows.map(({ releaseId }) => releaseId),
    tx,
  )
  return new Map(
    rows.flatMap(({ releaseId, ...check }) => {
      const release = releases.get(releaseId)
      return release ? [[keyOf(check), release] as const] : []
    }),
  )
}

type Row = Omit<CountedSubmission, 'asked'> & { place: number; nth: number }

/** Everybody's first submissions in each of some weeks, by the week's place in the list. */
async function submissionsOf(tx: Sql, weeks: readonly CheckWeekKey[]): Promise<Map<number, Row[]>> {
  const units = weeks.map(({ timeZone, ...week }, place) => ({
    ...{ ...week, place },
    from: startOfDay(week.week, timeZone).toISOString(),
    to: startOfDay(addDays(week.week, 7), timeZone).toISOString(),
  }))
  const rows = await tx<Row>`
    WITH unit AS MATERIALIZED (
      SELECT u.place, u.hash, u."from", u."to", u."blockId" AS block_id, r.id AS release_id, r.module_id, g.id AS migration_id,
        g.time_zone
      FROM jsonb_to_recordset(${JSON.stringify(units)}::jsonb) AS u(
        place int, "moduleId" uuid, "blockId" text, hash text, "from" timestamptz, "to" timestamptz)
      JOIN release r ON r.module_id = u."moduleId"
      JOIN release_block b ON b.release_id = r.id AND b.block_id = u."blockId" AND b.hash = u.hash
      JOIN module m ON m.id = r.module_id JOIN migration g ON g.id = m.migration_id
    )
    SELECT u.place, s.person_id AS person, s.answers, s.nth, s."right", s.total,
      (extract(epoch FROM s.arrived_at) * 1000)::float8 AS "arrivedAt",
      ARRAY(SELECT DISTINCT o.audience_id FROM membership o JOIN audience a ON a.id = o.audience_id
            WHERE o.person_id = s.person_id AND a.migration_id = u.migration_id AND o."from" <= d.day
              AND (o."to" IS NULL OR o."to" > d.day) ORDER BY o.audience_id) AS audiences,
      (SELECT c.cohort_id FROM cohort_member c JOIN cohort h ON h.id = c.cohort_id
       WHERE c.person_id = s.person_id AND h.migration_id = u.migration_id AND c."from" <= d.day
         AND (c."to" IS NULL OR c."to" > d.day) ORDER BY c."from" DESC, c.cohort_id LIMIT 1) AS cohort
    FROM unit u
    -- Each unit by the index for it: how many submissions a week has is not known to the planner.
    CROSS JOIN LATERAL (
      SELECT * FROM check_submission s
      WHERE s.release_id = u.release_id AND s.block_id = u.block_id AND s.at >= u."from" AND s.at < u."to" OFFSET 0
    ) s
    CROSS JOIN LATERAL (SELECT (s.at AT TIME ZONE u.time_zone)::date AS day) d
    WHERE NOT EXISTS (
      SELECT FROM check_submission e JOIN release_block t ON t.release_id = e.release_id AND t.block_id = e.block_id
      WHERE e.person_id = s.person_id AND e.module_id = u.module_id AND e.block_id = u.block_id AND t.hash = u.hash
        AND (e.at, e.id) < (s.at, s.id))
    ORDER BY u.place, s.at, s.id`
  return Map.groupBy(rows, ({ place }) => place)
}

/** What is there no longer goes by NOT IN, which is a hash table: how many rows a parameter holds is not known to the planner. */
async function storeRows(
  tx: Sql,
  weeks: readonly CheckWeekKey[],
  rows: readonly (CheckWeekRow & { place: number })[],
): Promise<void> {
  const units = JSON.stringify(weeks.map((week, place) => ({ ...week, place })))
  const fresh = JSON.stringify(rows.map(({ id, ...row }) => ({ ...row, sliceId: id ?? ZERO_ID })))
  await tx`
    WITH unit AS MATERIALIZED (
      SELECT * FROM jsonb_to_recordset(${units}::jsonb) AS u(place int, "moduleId" uuid, "blockId" text, hash text, week date)
    ), fresh AS MATERIALIZED (
      SELECT * FROM jsonb_to_recordset(${fresh}::jsonb) AS f(
        place int, slice text, "sliceId" uuid, people int, held int, told int, marks jsonb, counts jsonb, typed jsonb, crowd jsonb)
    ), gone AS (
      DELETE FROM check_week w USING unit u
      WHERE w.module_id = u."moduleId" AND w.block_id = u."blockId" AND w.hash = u.hash AND w.week = u.week
        AND (u.place, w.slice, w.slice_id) NOT IN (SELECT place, slice, "sliceId" FROM fresh)
    )
    INSERT INTO check_week AS w (module_id, block_id, hash, slice, slice_id, week, people, held, told, marks, counts, typed, crowd)
    SELECT u."moduleId", u."blockId", u.hash, f.slice, f."sliceId", u.week, f.people, f.held, f.told, f.marks, f.counts, f.typed,
      f.crowd
    FROM fresh f JOIN unit u ON u.place = f.place
    ON CONFLICT (module_id, block_id, hash, slice, slice_id, week) DO UPDATE SET people = excluded.people,
      held = excluded.held, told = excluded.told, marks = excluded.marks, counts = excluded.counts, typed = excluded.typed,
      crowd = excluded.crowd
    WHERE w.* IS DISTINCT FROM excluded.*`
}
