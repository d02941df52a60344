import type { Viewer } from '#app/domain/identity/viewer.ts'
import type { ModuleKind } from '#app/lessons/tree.ts'
import { sql } from '#app/platform/database/sql.server.ts'
import { type LocalDay, localDay } from './local-days.ts'
import { historyOf, type MilestoneEvent } from './milestone-changes.server.ts'
import { type MilestoneSummary, milestonesOf } from './milestones.server.ts'
import { type Readiness, readinessOf } from './readiness.server.ts'

export type AssignedModule = {
  slug: string
  title: string
  kind: ModuleKind
  to: string[]
  dueDays: number
  optional: boolean
}

export type MilestonePage = {
  readiness: Readiness
  summary: MilestoneSummary
  milestones: MilestoneSummary[]
  modules: AssignedModule[]
  history: MilestoneEvent[]
  today: LocalDay
}

/** Everything that a milestone's page shows. */
export async function milestonePageOf(viewer: Viewer, slug: string, now: Date): Promise<MilestonePage> {
  const readiness = await readinessOf(viewer, slug, now)
  const { id, timeZone } = readiness.milestone
  const [milestones, modules, history] = await Promise.all([
    milestonesOf(viewer),
    assignedModules(id),
    historyOf(id, sql),
  ])
  const summary = milestones.find((one) => one.slug === slug) as MilestoneSummary
  return { readiness, summary, milestones, modules, history, today: localDay(now, timeZone) }
}

async function assignedModules(milestoneId: string): Promise<AssignedModule[]> {
  return sql<AssignedModule>`
    SELECT m.slug, r.title, r.kind::text AS kind, array_agg(coalesce(u.name, initcap(a.role::text) || 's') ORDER BY u.position) AS "to",
           min(a.due_days)::int AS "dueDays", bool_and(a.optional) AS optional
    FROM assignment a
    JOIN module m ON m.id = a.module_id
    JOIN release r ON r.id = m.current_release_id
    LEFT JOIN audience u ON u.id = a.audience_id
    WHERE a.milestone_id = ${milestoneId}::uuid AND a.ended_at IS NULL
    GROUP BY m.id, r.id
    ORDER BY m.position`
}
