import { sql } from '#app/platform/database/sql.server.ts'
import { standingOf } from '../practice/timing.ts'
import { type Baseline, type TaskAttempts, taskKey } from './task-times.ts'

/** A task as it now stands. */
export type MeasuredTask = {
  moduleId: string
  moduleSlug: string
  moduleTitle: string
  blockId: string
  title: string
  /** the clock that the task runs on */
  clock: 'active' | 'wall'
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

/**
 * The tasks of some modules in teaching order, each with its newest baseline of its own clock. A target stands there
 * only where nothing is known of the old product.
 */
export async function tasksOf(moduleIds: readonly string[]): Promise<MeasuredTask[]> {
  return sql<MeasuredTask>`
    SELECT m.id AS "moduleId", m.slug AS "moduleSlug", r.title AS "moduleTitle", b.block_id AS "blockId", b.title, task.clock,
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

type Row = {
  moduleId: string
  blockId: string
  person: string
  audiences: string[]
  cohort: string | null
  outcome: 'success' | 'failure' | 'gave up' | null
  suspect: boolean
  ms: number
  /** null until it is finished */
  arrivedAt: Date | null
  lastEventAt: Date
  criticalErrors: number
  errors: Record<string, number> | null
}

/**
 * The assessed attempts of some modules' tasks since an instant, by `taskKey`: in the releases whose task is the
 * same as today's, with the audiences and the cohort of their start.
 */
export async function attemptsOf(
  moduleIds: readonly string[],
  since: Date | null,
  now: Date,
): Promise<Map<string, TaskAttempts>> {
  const rows = await sql<Row>`
    WITH task AS (
      SELECT m.id AS module_id, value ->> 'id' AS block_id,
             CASE WHEN value -> 'definition' ->> 'setting' = 'lab' THEN 'active' ELSE 'wall' END::clock AS clock
      FROM module m JOIN release r ON r.id = m.current_release_id
      CROSS JOIN LATERAL jsonb_array_elements(r.tree -> 'blocks')
      WHERE m.id = ANY(${[...moduleIds]}::uuid[]) AND value ->> 'kind' = 'task'
    )
    SELECT a.module_id AS "moduleId", a.block_id AS "blockId", a.person_id AS person, a.audience_ids AS audiences,
           a.cohort_id AS cohort, a.outcome, a.suspect, CASE a.clock WHEN 'active' THEN a.active_ms ELSE a.wall_ms - a.paused_ms END AS ms,
           coalesce(a.arrived_at, a.finished_at) AS "arrivedAt",
           a.last_event_at AS "lastEventAt", a.critical_errors AS "criticalErrors",
           (SELECT jsonb_object_agg(e.type, e.n) FROM (
              SELECT type, count(*) AS n FROM attempt_error WHERE attempt_id = a.id GROUP BY type) e) AS errors
    FROM attempt a
    JOIN task ON task.module_id = a.module_id AND task.block_id = a.block_id AND task.clock = a.clock
    JOIN module m ON m.id = a.module_id
    JOIN release_block was ON was.release_id = a.release_id AND was.block_id = a.block_id
    JOIN release_block is_now ON is_now.release_id = m.current_release_id AND is_now.block_id = a.block_id AND is_now.hash = was.hash
    WHERE a.module_id = ANY(${[...moduleIds]}::uuid[]) AND a.mode = 'assessed'
      AND (${since}::timestamptz IS NULL OR a.started_at >= ${since}::timestamptz)`
  const tasks = new Map<string, TaskAttempts>()
  for (const row of rows) {
    const key = taskKey(row)
    const task = tasks.get(key) ?? { finished: [], unfinished: [] }
    tasks.set(key, task)
    place(task, row, now)
  }
  return tasks
}

function place({ finished, unfinished }: TaskAttempts, row: Row, now: Date): void {
  const { person, audiences, cohort, outcome, suspect, ms, criticalErrors } = row
  if (outcome === 'gave up') {
    unfinished.push({ audiences, cohort, ended: 'gave up' })
  } else if (outcome !== null) {
    const arrivedAt = (row.arrivedAt as Date).getTime()
    const errors = row.errors ?? {}
    const success = outcome === 'success'
    finished.push({ person, audiences, cohort, success, suspect, ms, arrivedAt, criticalErrors, errors })
  } else if (standingOf(row, now) === 'abandoned') {
    unfinished.push({ audiences, cohort, ended: 'abandoned' })
  }
}
