import { addDays, type LocalDay, localDay, startOfDay, weekOf } from '#app/domain/migrations/local-days.ts'
import type { Sql } from '#app/platform/database/sql.server.ts'

/** A task of a release in one local week, of one clock and mode: what is counted, and counted again, as a whole. */
export type TaskWeekKey = {
  releaseId: string
  blockId: string
  clock: 'active' | 'wall'
  mode: 'guided' | 'assessed'
  week: LocalDay
  /** the instants of its first moment and of the first after it, as ISO text */
  from: string
  to: string
  /** the instant at which the running week of its migration began */
  weekStart: number
}

/** How far the queue is looked through at once: a week is counted again for every time it is found there. */
const NOTES_AT_ONCE = 200_000

type Row = Omit<TaskWeekKey, 'from' | 'to' | 'weekStart'> & { timeZone: string }

/**
 * Takes the notes of so many weeks out of the queue, the oldest first, and answers these weeks. They are looked up in a hash
 * table (IS TRUE keeps the planner from joining them), since a plan may be from when the queue was short.
 */
export async function takeStaleWeeks(tx: Sql, most: number, now: Date): Promise<TaskWeekKey[]> {
  const rows = await tx<Row>`
    WITH noted AS (
      SELECT s.id, s.release_id, s.block_id, s.clock, s.mode, g.time_zone,
        date_trunc('week', s.started_at AT TIME ZONE g.time_zone)::date AS week
      FROM (SELECT * FROM stale_attempt ORDER BY id LIMIT ${NOTES_AT_ONCE}) s
      JOIN release r ON r.id = s.release_id JOIN module m ON m.id = r.module_id JOIN migration g ON g.id = m.migration_id
    ), unit AS (
      SELECT release_id, block_id, clock, mode, week, time_zone FROM noted
      GROUP BY release_id, block_id, clock, mode, week, time_zone ORDER BY min(id) LIMIT ${most}
    ), taken AS (
      DELETE FROM stale_attempt WHERE (id IN (
        SELECT id FROM noted WHERE ((release_id, block_id, clock, mode, week) IN (
          SELECT release_id, block_id, clock, mode, week FROM unit)) IS TRUE)) IS TRUE
    )
    SELECT release_id AS "releaseId", block_id AS "blockId", clock, mode, week, time_zone AS "timeZone" FROM unit`
  const weekStarts = new Map<string, number>()
  const weekStartIn = (zone: string) => {
    const start = weekStarts.get(zone) ?? startOfDay(weekOf(localDay(now, zone)), zone).getTime()
    weekStarts.set(zone, start)
    return start
  }
  return rows.map(({ timeZone, ...row }) => ({
    ...row,
    from: startOfDay(row.week, timeZone).toISOString(),
    to: startOfDay(addDays(row.week, 7), timeZone).toISOString(),
    weekStart: weekStartIn(timeZone),
  }))
}

/** Attempts that run or were left become abandoned without an event, so their weeks are looked at this often. */
const LOOK_AGAIN_MS = 15 * 60_000

const LOOKED = 'tasks: attempts without an end'

/**
 * Notes what becomes stale by time alone: weeks with attempts that have not ended; and, once a new week began in a
 * migration, the weeks whose last attempts are told now, and all of its tasks, because spans of weeks moved on. Where no
 * mark is left of it, nothing was counted yet, and all attempts are noted: answers whether.
 */
export async function noteTime(tx: Sql, now: Date): Promise<boolean> {
  const [looked] = await tx<{ at: Date }>`SELECT at FROM rollup_mark WHERE name = ${LOOKED}`
  if (!looked) await noteEverything(tx)
  else if (now.getTime() - looked.at.getTime() >= LOOK_AGAIN_MS) await noteUnended(tx)
  if (!looked || now.getTime() - looked.at.getTime() >= LOOK_AGAIN_MS) await mark(tx, LOOKED, now)
  await noteNewWeeks(tx, now)
  return looked === undefined
}

/** Notes every attempt, and every week that was counted: what is left of attempts that are gone goes too. */
export async function noteEverything(tx: Sql): Promise<void> {
  await tx`DELETE FROM stale_attempt`
  await tx`
    INSERT INTO stale_attempt (release_id, block_id, clock, mode, started_at)
    SELECT a.release_id, a.block_id, a.clock, a.mode, min(a.started_at)
    FROM attempt a JOIN module m ON m.id = a.module_id JOIN migration g ON g.id = m.migration_id
    GROUP BY a.release_id, a.block_id, a.clock, a.mode, date_trunc('week', a.started_at AT TIME ZONE g.time_zone)
    UNION
    SELECT w.release_id, w.block_id, w.clock, w.mode, w.week + interval '3 days' FROM task_week w
    WHERE w.slice = 'everyone' AND w.nth = 0`
  await tx`
    INSERT INTO stale_task (module_id, block_id, hash, clock, cohorts)
    SELECT module_id, block_id, hash, clock, true FROM task_cells
    UNION
    SELECT r.module_id, s.block_id, b.hash, s.clock, true FROM stale_attempt s
    JOIN release r ON r.id = s.release_id JOIN release_block b ON b.release_id = r.id AND b.block_id = s.block_id
    WHERE s.mode = 'assessed'
    ON CONFLICT (module_id, block_id, hash, clock) DO UPDATE SET cohorts = true`
}

/** How many weeks and tasks are noted, once all of them were. */
export async function notedPieces(tx: Sql): Promise<number> {
  const [row] = await tx<{ n: number }>`
    SELECT (SELECT count(*) FROM stale_attempt)::int + (SELECT count(*) FROM stale_task)::int AS n`
  return row?.n ?? 0
}

async function noteUnended(tx: Sql): Promise<void> {
  await tx`
    INSERT INTO stale_attempt (release_id, block_id, clock, mode, started_at)
    SELECT release_id, block_id, clock, mode, week + interval '3 days' FROM task_week
    WHERE slice = 'everyone' AND nth = 0 AND started > finished + gave_up + abandoned`
}

async function noteNewWeeks(tx: Sql, now: Date): Promise<void> {
  const migrations = await tx<{ id: string; timeZone: string; at: Date | null }>`
    SELECT g.id, g.time_zone AS "timeZone", k.at FROM migration g LEFT JOIN rollup_mark k ON k.name = 'tasks of ' || g.id`
  for (const { id, timeZone, at } of migrations) {
    const weekStart = startOfDay(weekOf(localDay(now, timeZone)), timeZone)
    if (at?.getTime() === weekStart.getTime()) continue
    await tx`
      INSERT INTO stale_attempt (release_id, block_id, clock, mode, started_at)
      SELECT w.release_id, w.block_id, w.clock, w.mode, w.week + interval '3 days'
      FROM task_week w JOIN release r ON r.id = w.release_id JOIN module m ON m.id = r.module_id
      WHERE m.migration_id = ${id}::uuid AND w.slice = 'everyone' AND w.nth = 0 AND w.held > 0`
    await tx`
      INSERT INTO stale_task (module_id, block_id, hash, clock, cohorts)
      SELECT c.module_id, c.block_id, c.hash, c.clock, true FROM task_cells c JOIN module m ON m.id = c.module_id
      WHERE m.migration_id = ${id}::uuid
      ON CONFLICT (module_id, block_id, hash, clock) DO UPDATE SET cohorts = true`
    await mark(tx, `tasks of ${id}`, weekStart)
  }
}

async function mark(tx: Sql, name: string, at: Date): Promise<void> {
  await tx`
    INSERT INTO rollup_mark (name, at) VALUES (${name}, ${at}) ON CONFLICT (name) DO UPDATE SET at = excluded.at`
}
