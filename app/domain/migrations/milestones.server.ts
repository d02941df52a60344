import { Refusal } from '#app/domain/errors.ts'
import { ensure } from '#app/domain/identity/abilities.ts'
import type { Viewer, ViewerMigration } from '#app/domain/identity/viewer.ts'
import { sql } from '#app/platform/database/sql.server.ts'
import type { LocalDay } from './local-days.ts'
import type { MilestoneState } from './milestone-states.ts'

/** A milestone among the others of its migration. */
export type ListedMilestone = { id: string; slug: string; name: string; date: LocalDay; state: MilestoneState }

export type MilestoneSummary = ListedMilestone & {
  /** local day of the transition into the state; null while it never changed */
  stateSince: LocalDay | null
  people: number
  modules: number
}

/** The migration that a viewer looks at; refuses with `missing` while they are in none. */
export function migrationOf(viewer: Pick<Viewer, 'migration'>): ViewerMigration {
  if (viewer.migration === null)
    throw new Refusal('missing', 'There is no migration here yet. Publish its content first.')
  return viewer.migration
}

/** All milestones of the viewer's migration by date: for choices, which every page of figures has. */
export async function milestonesByDate(viewer: Viewer): Promise<ListedMilestone[]> {
  ensure(viewer, 'milestone.read')
  return sql<ListedMilestone>`
    SELECT id, slug, name, date, state FROM milestone
    WHERE migration_id = ${migrationOf(viewer).id}::uuid ORDER BY date, position`
}

/** All milestones of the viewer's migration by date, with how many people are asked for something, and modules assigned. */
export async function milestonesOf(viewer: Viewer): Promise<MilestoneSummary[]> {
  ensure(viewer, 'milestone.read')
  const migration = migrationOf(viewer)
  return sql<MilestoneSummary>`
    SELECT s.id, s.slug, s.name, s.date, s.state,
           (SELECT (max(t.at) AT TIME ZONE ${migration.timeZone})::date FROM milestone_transition t
             WHERE t.milestone_id = s.id AND t."to" = s.state) AS "stateSince",
           coalesce((SELECT c.assigned FROM standing_count c WHERE c.milestone_id = s.id AND c.slice = 'everyone'
             AND c.module_id = c.slice_id), 0)::int AS people,
           (SELECT count(DISTINCT a.module_id) FROM assignment a
             WHERE a.milestone_id = s.id AND a.ended_at IS NULL)::int AS modules
    FROM milestone s
    WHERE s.migration_id = ${migration.id}::uuid
    ORDER BY s.date, s.position`
}

export type Milestone = {
  id: string
  slug: string
  name: string
  date: LocalDay
  state: MilestoneState
  ownerName: string | null
  migrationId: string
  timeZone: string
}

/** One milestone of the viewer's migration by its slug; `missing` for any other. */
export async function milestoneOf(viewer: Pick<Viewer, 'migration'>, slug: string): Promise<Milestone> {
  const migration = migrationOf(viewer)
  const [milestone] = await sql<Omit<Milestone, 'timeZone'>>`
    SELECT s.id, s.slug, s.name, s.date, s.state, p.name AS "ownerName", s.migration_id AS "migrationId"
    FROM milestone s LEFT JOIN person p ON p.id = s.owner_id
    WHERE s.slug = ${slug} AND s.migration_id = ${migration.id}::uuid`
  if (!milestone) throw new Refusal('missing', 'There is no milestone of this name.')
  return { ...milestone, timeZone: migration.timeZone }
}
