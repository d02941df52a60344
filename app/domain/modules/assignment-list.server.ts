import type { ModuleKind } from '#app/lessons/tree.ts'
import { sql } from '#app/platform/database/sql.server.ts'
import { Refusal } from '../errors.ts'
import { ensure } from '../identity/abilities.ts'
import { audienceSizes } from '../identity/audience-sizes.server.ts'
import type { Viewer } from '../identity/viewer.ts'
import { type LocalDay, localDay } from '../migrations/local-days.ts'
import { type Milestone, milestoneOf } from '../migrations/milestones.server.ts'
import { ASSIGNED_ROLES, type DueInput } from './assignment-input.ts'

/** A rule: an audience or a role is asked for a module. */
export type AssignmentRule = DueInput & {
  id: string
  slug: string
  title: string
  kind: ModuleKind
  /** "Approvers", "Every champion" */
  to: string
  /** asked by it today */
  people: number
  /** for whom it was waived, and who has more time */
  waived: number
  extended: number
  /** the module has no release that is offered */
  isWithdrawn: boolean
}

export type AssignmentList = { milestone: Milestone; rules: AssignmentRule[]; today: LocalDay }

/** Everything that a milestone asks of whom, in teaching order. */
export async function assignmentsOf(viewer: Viewer, slug: string, now: Date): Promise<AssignmentList> {
  ensure(viewer, 'milestone.read')
  const milestone = await milestoneOf(viewer, slug)
  const today = localDay(now, milestone.timeZone)
  return { milestone, today, rules: await openRules(milestone, today) }
}

/** One rule, for the page that changes or ends it. */
export async function assignmentOf(viewer: Viewer, slug: string, id: string, now: Date) {
  ensure(viewer, 'milestone.change')
  const { milestone, today, rules } = await assignmentsOf(viewer, slug, now)
  const rule = rules.find((one) => one.id === id)
  if (!rule) throw new Refusal('missing', 'This rule is not there any more.')
  return { milestone, today, rule }
}

/** How many a rule asks is what `assigned_on` says, counted once for each audience: whoever is in it, but for waivers. */
function openRules({ id }: Milestone, today: LocalDay): Promise<AssignmentRule[]> {
  return sql<AssignmentRule>`
    WITH ${audienceSizes(today)}
    SELECT a.id, m.slug, r.title, r.kind, coalesce(u.name, 'Every ' || a.role) AS "to", a.due_days AS "dueDays",
      a.due_strict AS strict, a.optional, m.current_release_id IS NULL AS "isWithdrawn",
      (coalesce((SELECT people FROM here WHERE audience_id = a.audience_id), 0)
        + (SELECT count(*) FROM role_grant n WHERE n.role = a.role AND n.migration_id = m.migration_id
            AND n.ended_at IS NULL AND n.person_id NOT IN (SELECT id FROM gone))
        - count(x.id) FILTER (WHERE x.due_on IS NULL AND x.person_id NOT IN (SELECT id FROM gone)))::int AS people,
      count(x.id) FILTER (WHERE x.due_on IS NULL)::int AS waived,
      count(x.id) FILTER (WHERE x.due_on IS NOT NULL)::int AS extended
    FROM assignment a
    JOIN module m ON m.id = a.module_id
    JOIN LATERAL (
      SELECT o.title, o.kind FROM release o WHERE o.module_id = m.id
      ORDER BY o.id = m.current_release_id IS TRUE DESC, o.published_at DESC LIMIT 1) r ON true
    LEFT JOIN audience u ON u.id = a.audience_id
    LEFT JOIN assignment_exception x ON x.module_id = a.module_id AND x.milestone_id = a.milestone_id
      AND x.withdrawn_at IS NULL
      AND (EXISTS (SELECT FROM membership n WHERE n.audience_id = a.audience_id AND n.person_id = x.person_id
             AND n."from" <= ${today}::date AND (n."to" IS NULL OR n."to" > ${today}::date))
        OR EXISTS (SELECT FROM role_grant n WHERE n.role = a.role AND n.migration_id = m.migration_id
             AND n.person_id = x.person_id AND n.ended_at IS NULL))
    WHERE a.milestone_id = ${id}::uuid AND a.ended_at IS NULL
    GROUP BY a.id, m.id, r.title, r.kind, u.name, u.position
    ORDER BY m.position, m.slug, u.position NULLS LAST, a.role`
}

export type AssignmentChoices = {
  modules: { value: string; label: string }[]
  targets: { value: string; label: string }[]
}

/** What can be assigned to whom: offered modules in teaching order, open audiences, and roles. */
export async function assignmentChoices({ migrationId }: Pick<Milestone, 'migrationId'>): Promise<AssignmentChoices> {
  const [modules, audiences] = await Promise.all([
    sql<{ value: string; label: string }>`
      SELECT m.slug AS value, r.title AS label FROM module m JOIN release r ON r.id = m.current_release_id
      WHERE m.migration_id = ${migrationId}::uuid ORDER BY m.position, m.slug`,
    sql<{ value: string; label: string }>`
      SELECT 'audience ' || slug AS value, name AS label FROM audience
      WHERE migration_id = ${migrationId}::uuid AND retired_at IS NULL ORDER BY position, name`,
  ])
  const roles = ASSIGNED_ROLES.map((role) => ({ value: `role ${role}`, label: `Every ${role}` }))
  return { modules, targets: [...audiences, ...roles] }
}
