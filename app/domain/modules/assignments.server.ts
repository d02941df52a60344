import { quick, type Sql } from '#app/platform/database/sql.server.ts'
import type { Viewer } from '../identity/viewer.ts'
import { type LocalDay, localDay } from '../migrations/local-days.ts'
import type { MilestoneName } from '../progress/standing.ts'
import type { AssignedStep, StoredProgress } from './due.ts'

/** A module by itself, assigned or not. */
export type OpenedModule = {
  moduleId: string
  slug: string
  current: string | null
  progress: StoredProgress | null
  pinned: boolean
}

type Row = {
  moduleId: string
  slug: string
  current: string | null
  optional: boolean | null
  dueOn: LocalDay | null
  isExtended: boolean | null
  milestone: MilestoneName | null
  pinned: boolean
  progressIn: string | null
  met: number
  required: number
  lastBlock: string | null
  firstCompletedAt: Date | null
  completedRelease: string | null
}

export type Assigned = {
  /** by milestone and teaching order; a module asked for two milestones stands here twice */
  modules: AssignedStep[]
  /** the module that was asked for with `open`; null if it is not of the viewer's migration */
  opened: OpenedModule | null
}

/**
 * Everything that the viewer is asked for today, by audience and by role, and with `open` one module beside it. Due
 * dates are those of the database's `assigned_on`. One statement: home and the module page live on it.
 */
export async function assignedTo(
  viewer: Viewer,
  now: Date,
  open: string | null = null,
  on: Sql = quick,
): Promise<Assigned> {
  const { migration, personId } = viewer
  if (!migration) return { modules: [], opened: null }
  const today = localDay(now, migration.timeZone)
  const rows = await on<Row>`
    SELECT m.id AS "moduleId", m.slug, m.current_release_id AS current, a.optional, a.due_on AS "dueOn",
           a.extended AS "isExtended", a.milestone,
           ${open}::uuid IS NOT NULL AND EXISTS (
             SELECT FROM pin WHERE pin.person_id = ${personId}::uuid AND pin.module_id = m.id) AS pinned,
           p.release_id AS "progressIn", p.met, p.required, p.last_block_id AS "lastBlock",
           p.first_completed_at AS "firstCompletedAt", p.completed_release_id AS "completedRelease"
    FROM (
      SELECT a.module_id, a.optional, a.due_on, a.extended, s.date, s.position AS milestone_position,
             jsonb_build_object('slug', s.slug, 'name', s.name, 'date', s.date, 'state', s.state) AS milestone
      FROM assigned_on(${today}::date) a JOIN milestone s ON s.id = a.milestone_id
      WHERE a.person_id = ${personId}::uuid AND s.migration_id = ${migration.id}::uuid
      UNION ALL
      SELECT ${open}::uuid, NULL, NULL, NULL, NULL, NULL, NULL WHERE ${open}::uuid IS NOT NULL
    ) a
    JOIN module m ON m.id = a.module_id AND m.migration_id = ${migration.id}::uuid
    LEFT JOIN module_progress p ON p.person_id = ${personId}::uuid AND p.module_id = m.id
    ORDER BY a.date, a.milestone_position, m.position, m.slug, a.optional, a.due_on`
  const openedRow = rows.find(({ milestone }) => milestone === null)
  return {
    modules: oncePerMilestone(rows.flatMap((row) => assignedStep(row) ?? [])),
    opened: openedRow ? { ...moduleOf(openedRow), pinned: openedRow.pinned } : null,
  }
}

function moduleOf(row: Row) {
  const { moduleId, slug, current, met, required, lastBlock, firstCompletedAt, completedRelease } = row
  const progress = row.progressIn
    ? { release: row.progressIn, met, required, lastBlock, firstCompletedAt, completedRelease }
    : null
  return { moduleId, slug, current, progress }
}

function assignedStep(row: Row): AssignedStep | null {
  if (row.milestone === null || row.dueOn === null) return null
  return {
    ...moduleOf(row),
    optional: row.optional === true,
    dueOn: row.dueOn,
    isExtended: row.isExtended === true,
    milestone: row.milestone,
  }
}

/** Asked through two audiences is asked once: the first row is the one that must be done, and earliest. */
function oncePerMilestone(modules: AssignedStep[]): AssignedStep[] {
  const seen = new Set<string>()
  return modules.filter(({ moduleId, milestone }) => {
    const key = `${moduleId} ${milestone.slug}`
    return seen.has(key) ? false : seen.add(key)
  })
}
