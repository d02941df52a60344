import { sql } from '#app/platform/database/sql.server.ts'
import type { TaskVersion } from './task-rollups/cells.server.ts'
import { type Baseline, taskName } from './task-times.ts'

/** A task as it now stands, on the clock that it runs on. */
export type MeasuredTask = TaskVersion & {
  moduleSlug: string
  moduleTitle: string
  title: string
  baseline: Baseline | null
  /** what was measured in the old product on the other clock: told, never divided by */
  otherClock: Baseline | null
}

/** The modules that a milestone's open assignments name. */
export async function modulesOf(milestoneId: string): Promise<string[]> {
  const rows = await sql<{ id: string }>`
    SELECT DISTINCT module_id AS id FROM assignment WHERE milestone_id = ${milestoneId}::uuid AND ended_at IS NULL`
  return rows.map(({ id }) => id)
}

/** The tasks of all modules of a migration. */
export async function tasksOfMigration(migrationId: string): Promise<MeasuredTask[]> {
  const modules = await sql<{ id: string }>`SELECT id FROM module WHERE migration_id = ${migrationId}::uuid`
  return tasksOf(modules.map(({ id }) => id))
}

/** A task as a choice, with its module. */
export const taskChoice = (task: MeasuredTask): { value: string; label: string } => ({
  value: taskName(task),
  label: `${task.title}, ${task.moduleTitle}`,
})

/**
 * The tasks of some modules in teaching order, each with its newest baseline of its own clock. A target stands there
 * only where nothing is known of the old product.
 */
export async function tasksOf(moduleIds: readonly string[]): Promise<MeasuredTask[]> {
  return sql<MeasuredTask>`
    SELECT m.id AS "moduleId", m.slug AS "moduleSlug", r.title AS "moduleTitle", b.block_id AS "blockId", b.title, b.hash, task.clock,
           (SELECT jsonb_build_object('ms', l.median_ms, 'source', l.source, 'n', l.n, 'statedOn', l.stated_on)
              FROM baseline l
              WHERE l.module_id = m.id AND l.block_id = b.block_id AND l.clock::text = task.clock
              ORDER BY l.source = 'target', l.created_at DESC, l.id DESC LIMIT 1) AS baseline,
           (SELECT jsonb_build_object('ms', l.median_ms, 'source', l.source, 'n', l.n, 'statedOn', l.stated_on)
              FROM baseline l
              WHERE l.module_id = m.id AND l.block_id = b.block_id AND l.clock::text <> task.clock AND l.source = 'measured'
              ORDER BY l.created_at DESC, l.id DESC LIMIT 1) AS "otherClock"
    FROM module m
    JOIN release r ON r.id = m.current_release_id
    JOIN release_block b ON b.release_id = r.id AND b.kind = 'task'
    CROSS JOIN LATERAL (
      SELECT CASE WHEN value -> 'definition' ->> 'setting' = 'lab' THEN 'active' ELSE 'wall' END AS clock
      FROM jsonb_array_elements(r.tree -> 'blocks') WHERE value ->> 'id' = b.block_id
    ) task
    WHERE m.id = ANY(${[...moduleIds]}::uuid[])
    ORDER BY m.position, b.position`
}
