import { sql } from '#app/platform/database/sql.server.ts'
import type { TimedAttempt } from './task-times.ts'

/** A task of a milestone's modules, as it now stands. */
export type MeasuredTask = {
  moduleId: string
  moduleSlug: string
  moduleTitle: string
  blockId: string
  title: string
  /** the clock that the task runs on */
  clock: 'active' | 'wall'
  baseline: { ms: number; source: 'stated' | 'measured' | 'target'; n: number | null; statedOn: string } | null
}

/** The tasks of the modules that a milestone's open assignments name, in teaching order; with the newest baseline. */
export async function tasksOf(milestoneId: string): Promise<MeasuredTask[]> {
  return sql<MeasuredTask>`
    SELECT m.id AS "moduleId", m.slug AS "moduleSlug", r.title AS "moduleTitle", b.block_id AS "blockId", b.title,
           CASE WHEN task.value -> 'definition' ->> 'setting' = 'lab' THEN 'active' ELSE 'wall' END AS clock,
           (SELECT jsonb_build_object('ms', l.median_ms, 'source', l.source, 'n', l.n, 'statedOn', l.stated_on)
              FROM baseline l
              WHERE l.module_id = m.id AND l.block_id = b.block_id
                AND l.clock::text = CASE WHEN task.value -> 'definition' ->> 'setting' = 'lab' THEN 'active' ELSE 'wall' END
              ORDER BY l.created_at DESC, l.id DESC LIMIT 1) AS baseline
    FROM module m
    JOIN release r ON r.id = m.current_release_id
    JOIN release_block b ON b.release_id = r.id AND b.kind = 'task'
    CROSS JOIN LATERAL (
      SELECT value FROM jsonb_array_elements(r.tree -> 'blocks') WHERE value ->> 'id' = b.block_id
    ) task
    WHERE EXISTS (SELECT FROM assignment a WHERE a.module_id = m.id AND a.milestone_id = ${milestoneId}::uuid AND a.ended_at IS NULL)
    ORDER BY m.position, b.position`
}

/** What became of a task's attempts that no figure counts. */
export type LeftOut = { suspect: number; gaveUp: number; abandoned: number }

/** Attempts of one task since an instant, in the releases whose task is the same as today's. */
export type TaskAttempts = { finished: TimedAttempt[]; leftOut: LeftOut }

type Row = {
  moduleId: string
  blockId: string
  person: string
  audiences: string[]
  outcome: 'success' | 'failure' | 'gave up' | null
  suspect: boolean
  ms: number
  finishedAt: Date | null
  arrivedAt: Date | null
  startedAt: Date
  lastEventAt: Date
  criticalErrors: number
  errors: Record<string, number> | null
}

const ABANDONED_AFTER_MS = 24 * 60 * 60 * 1_000

/**
 * The assessed attempts of some modules' tasks, by `module/block`: finished ones on their clock, the rest counted.
 * `cohortId` and `audienceId` name those of the attempt's start.
 */
export async function attemptsOf(
  moduleIds: readonly string[],
  since: Date | null,
  narrowed: { audienceId?: string | null; cohortId?: string | null },
  now: Date,
): Promise<Map<string, TaskAttempts>> {
  const rows = await sql<Row>`
    SELECT a.module_id AS "moduleId", a.block_id AS "blockId", a.person_id AS person, a.audience_ids AS audiences,
           a.outcome, a.suspect, CASE a.clock WHEN 'active' THEN a.active_ms ELSE a.wall_ms - a.paused_ms END AS ms,
           a.finished_at AS "finishedAt", a.arrived_at AS "arrivedAt", a.started_at AS "startedAt",
           a.last_event_at AS "lastEventAt", a.critical_errors AS "criticalErrors",
           (SELECT jsonb_object_agg(e.type, e.n) FROM (
              SELECT type, count(*) AS n FROM attempt_error WHERE attempt_id = a.id GROUP BY type) e) AS errors
    FROM attempt a
    JOIN module m ON m.id = a.module_id
    JOIN release_block was ON was.release_id = a.release_id AND was.block_id = a.block_id
    JOIN release_block is_now ON is_now.release_id = m.current_release_id AND is_now.block_id = a.block_id AND is_now.hash = was.hash
    WHERE a.module_id = ANY(${[...moduleIds]}::uuid[]) AND a.mode = 'assessed'
      AND (${since}::timestamptz IS NULL OR a.started_at >= ${since}::timestamptz)
      AND (${narrowed.audienceId ?? null}::uuid IS NULL OR ${narrowed.audienceId ?? null}::uuid = ANY(a.audience_ids))
      AND (${narrowed.cohortId ?? null}::uuid IS NULL OR a.cohort_id = ${narrowed.cohortId ?? null}::uuid)`
  const tasks = new Map<string, TaskAttempts>()
  for (const row of rows) {
    const key = taskKey(row)
    const task = tasks.get(key) ?? { finished: [], leftOut: { suspect: 0, gaveUp: 0, abandoned: 0 } }
    tasks.set(key, task)
    place(task, row, now)
  }
  return tasks
}

/** `module/block`: a task's name within a migration's figures. */
export const taskKey = ({ moduleId, blockId }: { moduleId: string; blockId: string }): string =>
  `${moduleId}/${blockId}`

function place({ finished, leftOut }: TaskAttempts, row: Row, now: Date): void {
  if (row.outcome === null) {
    if (now.getTime() - row.lastEventAt.getTime() > ABANDONED_AFTER_MS) leftOut.abandoned++
    return
  }
  if (row.outcome === 'gave up') {
    leftOut.gaveUp++
    return
  }
  if (row.suspect) leftOut.suspect++
  const finishedAt = (row.finishedAt as Date).getTime()
  finished.push({
    person: row.person,
    audiences: row.audiences,
    success: row.outcome === 'success',
    suspect: row.suspect,
    ms: row.ms,
    finishedAt,
    arrivedAt: row.arrivedAt?.getTime() ?? finishedAt,
    criticalErrors: row.criticalErrors,
    errors: row.errors ?? {},
  })
}
