import { knownId } from '#app/domain/confusion/known-id.ts'
import { ensure } from '#app/domain/identity/abilities.ts'
import type { Viewer } from '#app/domain/identity/viewer.ts'
import { localDay, startOfDay } from '#app/domain/migrations/local-days.ts'
import { migrationOf } from '#app/domain/migrations/milestones.server.ts'
import { sql } from '#app/platform/database/sql.server.ts'
import { type Effect, figureOf } from './effect.ts'
import { type SaidAround, saidAround } from './effect-counts.server.ts'
import { labWeeks } from './lab-weeks.ts'

/**
 * What the resolution that holds did to its block, counted now; null while there is none, and for a duplicate, whose
 * effect is that of the question it repeats.
 */
export async function effectOf(viewer: Viewer, address: string, now: Date): Promise<Effect | null> {
  ensure(viewer, 'confusion.read')
  const [held] = await sql<{ id: string }>`
    SELECT s.id FROM resolution s JOIN confusion_cluster c ON c.id = s.cluster_id
    WHERE c.id = ${knownId(address)}::uuid AND c.migration_id = ${migrationOf(viewer).id}::uuid
      AND s.reopened_at IS NULL AND s.kind <> 'duplicate'`
  const [around] = held ? await saidAround([held.id], now) : []
  if (!around) return null
  const { fixedAt, kind, release, before, after } = around
  const lab = await labAround(around, migrationOf(viewer).timeZone, now)
  return { fixedAt, kind, release, said: figureOf('rate', before, after), lab }
}

type LabRow = Record<'tasks' | 'people' | 'errors' | 'hints' | 'people_since' | 'errors_since' | 'hints_since', number>

/**
 * People by their first finished try at the block's task, or at those of its section: assessed, not suspect, as for the
 * error frequency. Each counts once, so that nobody is better for having practised. Null where there is no task.
 */
async function labAround(around: SaidAround, zone: string, now: Date): Promise<Effect['lab']> {
  const { moduleId, blockId, releaseId, fixedAt } = around
  const weeks = labWeeks(localDay(fixedAt, zone), localDay(now, zone), releaseId !== null)
  const at = (day: string) => startOfDay(day, zone)
  const [row] = await sql<LabRow>`
    WITH task AS (
      SELECT DISTINCT b.block_id FROM release l JOIN release_block b ON b.release_id = l.id
      WHERE l.module_id = ${moduleId}::uuid AND b.kind = 'task' AND (b.block_id = ${blockId} OR b.parent_id = ${blockId})
    ), first AS (
      SELECT DISTINCT ON (a.person_id) a.person_id, coalesce(a.arrived_at, a.finished_at) AS at, a.errors > 0 AS erred,
        a.hints > 0 AS hinted,
        ${releaseId}::uuid IS NULL OR l.published_at < ${fixedAt}::timestamptz AS is_older,
        ${releaseId}::uuid IS NULL OR l.published_at >= ${fixedAt}::timestamptz AS is_newer
      FROM attempt a JOIN release l ON l.id = a.release_id
      WHERE a.module_id = ${moduleId}::uuid AND a.block_id IN (SELECT block_id FROM task) AND a.mode = 'assessed'
        AND NOT a.suspect AND a.outcome IN ('success', 'failure')
      ORDER BY a.person_id, a.started_at, a.id
    ), counted AS (
      SELECT erred, hinted,
        is_older AND at >= ${at(weeks.before.from)}::timestamptz AND at < ${at(weeks.before.to)}::timestamptz AS before,
        is_newer AND at >= ${at(weeks.after.from)}::timestamptz AND at < ${at(weeks.after.to)}::timestamptz AS since
      FROM first
    )
    SELECT (SELECT count(*) FROM task) AS tasks,
      count(*) FILTER (WHERE before) AS people, count(*) FILTER (WHERE before AND erred) AS errors,
      count(*) FILTER (WHERE before AND hinted) AS hints,
      count(*) FILTER (WHERE since) AS people_since, count(*) FILTER (WHERE since AND erred) AS errors_since,
      count(*) FILTER (WHERE since AND hinted) AS hints_since
    FROM counted`
  if (!row || row.tasks === 0) return null
  const { people: of, people_since: since } = row
  return {
    errors: figureOf('share', { part: row.errors, of }, { part: row.errors_since, of: since }),
    hints: figureOf('share', { part: row.hints, of }, { part: row.hints_since, of: since }),
  }
}
