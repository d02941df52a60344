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
  /** modules that it builds on and that the viewer has not completed; those that were waived are left out */
  comesFirst: { slug: string; title: string }[]
  /** something was waived for the viewer here, or they have more time */
  isExcepted: boolean
}

/** Whose assignments are asked for. */
export type Learner = Pick<Viewer, 'personId' | 'migration'>

type Row = {
  moduleId: string
  slug: string
  current: string | null
  assignmentId: string | null
  optional: boolean | null
  dueOn: LocalDay | null
  plannedOn: LocalDay | null
  isExtended: boolean | null
  milestone: MilestoneName | null
  pinned: boolean
  comesFirst: OpenedModule['comesFirst'] | null
  isExcepted: boolean | null
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
 * Everything that somebody is asked for today, by audience and by role, and with `open` one module beside it. Due dates
 * are those of the database's `assigned_on`. One statement: home and the module page live on it.
 */
export async function assignedTo(
  learner: Learner,
  now: Date,
  open: string | null = null,
  on: Sql = quick,
): Promise<Assigned> {
  const { migration, personId } = learner
  if (!migration) return { modules: [], opened: null }
  const today = localDay(now, migration.timeZone)
  const rows = await on<Row>`
    SELECT m.id AS "moduleId", m.slug, m.current_release_id AS current, a.assignment_id AS "assignmentId", a.optional,
           a.due_on AS "dueOn", a.planned_on AS "plannedOn", a.extended AS "isExtended", a.milestone,
           ${open}::uuid IS NOT NULL AND EXISTS (
             SELECT FROM pin WHERE pin.person_id = ${personId}::uuid AND pin.module_id = m.id) AS pinned,
           CASE WHEN a.milestone IS NULL THEN (
             SELECT jsonb_agg(jsonb_build_object('slug', n.slug, 'title', r.title) ORDER BY n.position, n.slug)
             FROM prerequisite q JOIN module n ON n.id = q.needs_id
             JOIN release r ON r.id = n.current_release_id AND r.kind <> 'quick reference'
             WHERE q.module_id = m.id
               AND NOT EXISTS (SELECT FROM completion c WHERE c.person_id = ${personId}::uuid AND c.module_id = n.id)
               AND NOT EXISTS (
                 SELECT FROM assignment_exception x
                 WHERE x.person_id = ${personId}::uuid AND x.withdrawn_at IS NULL AND x.due_on IS NULL AND x.module_id = n.id)
           ) END AS "comesFirst",
           CASE WHEN a.milestone IS NULL THEN EXISTS (
             SELECT FROM assignment_exception x
             WHERE x.person_id = ${personId}::uuid AND x.withdrawn_at IS NULL AND x.module_id = m.id
           ) END AS "isExcepted",
           p.release_id AS "progressIn", p.met, p.required, p.last_block_id AS "lastBlock",
           p.first_completed_at AS "firstCompletedAt", p.completed_release_id AS "completedRelease"
    FROM (
      SELECT a.module_id, a.assignment_id, a.optional, a.due_on, a.planned_on, a.extended, s.date, s.position AS milestone_position,
             jsonb_build_object('slug', s.slug, 'name', s.name, 'date', s.date, 'state', s.state) AS milestone
      FROM assigned_on(${today}::date) a JOIN milestone s ON s.id = a.milestone_id
      WHERE a.person_id = ${personId}::uuid AND s.migration_id = ${migration.id}::uuid
      UNION ALL
      SELECT ${open}::uuid, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL WHERE ${open}::uuid IS NOT NULL
    ) a
    JOIN module m ON m.id = a.module_id AND m.migration_id = ${migration.id}::uuid
    LEFT JOIN module_progress p ON p.person_id = ${personId}::uuid AND p.module_id = m.id
    ORDER BY a.date, a.milestone_position, m.position, m.slug, a.optional, a.due_on`
  const openedRow = rows.find(({ milestone }) => milestone === null)
  return {
    modules: oncePerMilestone(rows.flatMap((row) => assignedStep(row) ?? [])),
    opened: openedRow ? openedModule(openedRow) : null,
  }
}

function openedModule(row: Row): OpenedModule {
  const { pinned, comesFirst, isExcepted } = row
  return { ...moduleOf(row), pinned, comesFirst: comesFirst ?? [], isExcepted: isExcepted === true }
}

function moduleOf(row: Row) {
  const { moduleId, slug, current, met, required, lastBlock, firstCompletedAt, completedRelease } = row
  const progress = row.progressIn
    ? { release: row.progressIn, met, required, lastBlock, firstCompletedAt, completedRelease }
    : null
  return { moduleId, slug, current, progress }
}

function assignedStep(row: Row): AssignedStep | null {
  const { milestone, assignmentId, dueOn, plannedOn } = row
  if (!milestone || !assignmentId || !dueOn || !plannedOn) return null
  return {
    ...moduleOf(row),
    ...{ assignmentId, dueOn, plannedOn, milestone },
    optional: row.optional === true,
    isExtended: row.isExtended === true,
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
