import { addDays, localDay, startOfDay, weekOf } from '#app/domain/migrations/local-days.ts'
import { sql } from '#app/platform/database/sql.server.ts'
import type { Counted } from '../rates.ts'
import { SIGNAL_RULE, type SignalKind } from './signals.ts'

/** A block as it reads now, with its figures. */
export type CountedBlock = Counted & { moduleId: string; blockId: string; hash: string }

/** The whole weeks that signals are measured in. */
export function signalWeeks(zone: string, now: Date): { from: Date; to: Date } {
  const monday = weekOf(localDay(now, zone))
  return { from: startOfDay(addDays(monday, -7 * SIGNAL_RULE.weeks), zone), to: startOfDay(monday, zone) }
}

/** How often each signal shows, block by block, in releases whose block reads as it does now. Nobody is named. */
export async function countSignals(
  migrationId: string,
  zone: string,
  now: Date,
): Promise<Record<SignalKind, CountedBlock[]>> {
  const weeks = signalWeeks(zone, now)
  const [stalled, tried] = await Promise.all([countStalled(migrationId, weeks), countTries(migrationId, weeks)])
  const of = (part: 'failed' | 'hinted') => tried.map((row) => ({ ...row, part: row[part] }))
  return { stalled, failed: of('failed'), hints: of('hinted') }
}

/**
 * People who first reached a block in these weeks, at least seven days before their end, and of them those who have done
 * nothing in the module for seven days, with this as the last block that they reached, and have not completed it. The
 * last block of a module is left out: whoever reached that has read everything.
 */
async function countStalled(migrationId: string, { from, to }: { from: Date; to: Date }): Promise<CountedBlock[]> {
  const quiet = new Date(to.getTime() - SIGNAL_RULE.quietDays * 86_400_000)
  return sql<CountedBlock>`
    WITH block AS (
      SELECT m.id AS module_id, b.block_id, b.hash
      FROM module m JOIN release l ON l.id = m.current_release_id JOIN release_block b ON b.release_id = l.id
      WHERE m.migration_id = ${migrationId}::uuid AND l.kind <> 'quick reference'
        AND b.position < (SELECT max(position) FROM release_block WHERE release_id = l.id)
    ), alike AS (
      SELECT block.module_id, block.block_id, was.release_id FROM block
      JOIN release e ON e.module_id = block.module_id
      JOIN release_block was ON was.release_id = e.id AND was.block_id = block.block_id AND was.hash = block.hash
    ), seen AS (
      SELECT alike.module_id, alike.block_id, s.person_id FROM alike
      JOIN block_seen s ON s.release_id = alike.release_id AND s.block_id = alike.block_id
      JOIN person p ON p.id = s.person_id AND p.left_on IS NULL
      WHERE s.first_at >= ${from}::timestamptz AND s.first_at < ${quiet}::timestamptz
      GROUP BY 1, 2, 3
    ), counted AS (
      SELECT seen.module_id, seen.block_id, count(*) AS of, count(g.person_id) AS part FROM seen
      LEFT JOIN module_progress g ON g.person_id = seen.person_id AND g.module_id = seen.module_id
        AND g.last_block_id = seen.block_id AND g.first_completed_at IS NULL AND g.last_at < ${quiet}::timestamptz
      GROUP BY 1, 2
    )
    SELECT block.module_id AS "moduleId", block.block_id AS "blockId", block.hash, counted.part, counted.of
    FROM counted JOIN block USING (module_id, block_id)`
}

type TriedRow = CountedBlock & { failed: number; hinted: number }

/** People by their first finished try of these weeks: assessed, not suspect. Giving up is failing. */
async function countTries(migrationId: string, { from, to }: { from: Date; to: Date }): Promise<TriedRow[]> {
  return sql<TriedRow>`
    WITH first AS (
      SELECT DISTINCT ON (a.module_id, a.block_id, a.person_id) a.module_id, a.block_id,
        a.outcome <> 'success' AS failed, a.hints > 0 AS hinted, b.hash
      FROM module m JOIN release l ON l.id = m.current_release_id
      JOIN release_block b ON b.release_id = l.id AND b.kind = 'task'
      JOIN attempt a ON a.module_id = m.id AND a.block_id = b.block_id
        AND a.finished_at >= ${from}::timestamptz AND a.finished_at < ${to}::timestamptz
      JOIN release_block was ON was.release_id = a.release_id AND was.block_id = a.block_id AND was.hash = b.hash
      WHERE m.migration_id = ${migrationId}::uuid AND a.mode = 'assessed' AND NOT a.suspect AND a.outcome IS NOT NULL
        AND coalesce(a.arrived_at, a.finished_at) < ${to}::timestamptz
      ORDER BY a.module_id, a.block_id, a.person_id, a.started_at, a.id
    )
    SELECT module_id AS "moduleId", block_id AS "blockId", hash, 0 AS part, count(*) AS of,
      count(*) FILTER (WHERE failed) AS failed, count(*) FILTER (WHERE hinted) AS hinted
    FROM first GROUP BY module_id, block_id, hash`
}
