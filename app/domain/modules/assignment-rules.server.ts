import type { ModuleKind } from '#app/lessons/tree.ts'
import type { Sql } from '#app/platform/database/sql.server.ts'
import { newId } from '#app/platform/ids.ts'
import { Refusal } from '../errors.ts'
import type { Viewer } from '../identity/viewer.ts'
import type { LocalDay } from '../migrations/local-days.ts'
import type { Milestone } from '../migrations/milestones.server.ts'
import { type AssignmentInput, type ChangeInput, type DueInput, ruleSeen } from './assignment-input.ts'

/** A module as far as people are told of it; `isStep` is false for what is only looked up. */
export type AssignedModule = { id: string; slug: string; title: string; isStep: boolean }

/** A rule that was changed, with the values that the audit log keeps. */
export type Changed = {
  id: string
  verb: 'added' | 'changed' | 'ended'
  before: Record<string, unknown> | null
  after: Record<string, unknown> | null
}

/** A change of one rule, made within a transaction that holds the milestone. */
export type Change = {
  of: (tx: Sql, milestone: Milestone) => Promise<AssignedModule>
  apply: (tx: Sql, milestone: Milestone, module: AssignedModule, today: LocalDay) => Promise<Changed>
}

export function adding(viewer: Viewer, input: AssignmentInput, now: Date): Change {
  const { dueDays, strict, optional } = input
  return {
    of: (tx, { migrationId }) => moduleNamed(tx, migrationId, input.module),
    async apply(tx, milestone, module) {
      const target = await targetNamed(tx, milestone.migrationId, input.to)
      const [same] = await tx`
        SELECT FROM assignment WHERE module_id = ${module.id} AND milestone_id = ${milestone.id} AND ended_at IS NULL
          AND audience_id IS NOT DISTINCT FROM ${target.audienceId}::uuid AND role IS NOT DISTINCT FROM ${target.role}::role`
      if (same) throw new Refusal('invalid', 'They are asked for this already. Change that rule instead.', 'to')
      const id = newId(now)
      await tx`
        INSERT INTO assignment (id, module_id, milestone_id, audience_id, role, due_days, due_strict, optional, created_at,
          created_by_id)
        VALUES (${id}, ${module.id}, ${milestone.id}, ${target.audienceId}, ${target.role}::role, ${dueDays}, ${strict},
          ${optional}, ${now}, ${viewer.personId}::uuid)`
      const { audience, role } = target
      const after = { module: module.slug, milestone: milestone.slug, audience, role, due: dueDays, strict, optional }
      return { id, verb: 'added', before: null, after }
    },
  }
}

export function changing(id: string, { seen, ...input }: ChangeInput): Change {
  return {
    of: (tx, milestone) => moduleOfRule(tx, milestone, id),
    async apply(tx, milestone, _module, today) {
      const rule = await openRule(tx, milestone, id)
      if (ruleSeen(rule) !== seen) {
        throw new Refusal('conflict', 'A colleague has changed this rule meanwhile. Look again, then decide.')
      }
      if (ruleSeen(rule) === ruleSeen(input)) throw new Refusal('invalid', 'Nothing is different yet.')
      const asksAgain = rule.dueDays !== input.dueDays || (rule.optional && !input.optional)
      await tx`
        UPDATE assignment SET due_days = ${input.dueDays}, due_strict = ${input.strict}, optional = ${input.optional},
          due_changed_on = CASE WHEN ${asksAgain}::boolean THEN ${today}::date ELSE due_changed_on END
        WHERE id = ${rule.id}`
      return { id: rule.id, verb: 'changed', before: auditedDue(rule), after: auditedDue(input) }
    },
  }
}

export function ending(viewer: Viewer, id: string, now: Date): Change {
  return {
    of: (tx, milestone) => moduleOfRule(tx, milestone, id),
    async apply(tx, milestone, module) {
      const rule = await openRule(tx, milestone, id)
      await tx`
        UPDATE assignment SET ended_at = ${now}, ended_by_id = ${viewer.personId}::uuid WHERE id = ${rule.id}`
      const before = { module: module.slug, milestone: milestone.slug, ...auditedDue(rule) }
      return { id: rule.id, verb: 'ended', before, after: null }
    },
  }
}

const auditedDue = ({ dueDays, strict, optional }: DueInput) => ({ due: dueDays, strict, optional })

type ModuleRow = { id: string; slug: string; title: string; kind: ModuleKind }

const isStep = ({ kind, ...module }: ModuleRow): AssignedModule => ({ ...module, isStep: kind !== 'quick reference' })

async function moduleNamed(tx: Sql, migrationId: string, slug: string): Promise<AssignedModule> {
  const [module] = await tx<ModuleRow>`
    SELECT m.id, m.slug, r.title, r.kind FROM module m JOIN release r ON r.id = m.current_release_id
    WHERE m.migration_id = ${migrationId} AND m.slug = ${slug}`
  if (!module) throw new Refusal('invalid', 'There is no such module any more. Choose another.', 'module')
  return isStep(module)
}

/** The module may be withdrawn meanwhile: its newest release names it then. */
async function moduleOfRule(tx: Sql, { id: milestoneId }: Milestone, assignmentId: string): Promise<AssignedModule> {
  const [module] = await tx<ModuleRow>`
    SELECT m.id, m.slug, r.title, r.kind FROM assignment a JOIN module m ON m.id = a.module_id
    JOIN release r ON r.module_id = m.id
    WHERE a.id::text = ${assignmentId} AND a.milestone_id = ${milestoneId} AND a.ended_at IS NULL
    ORDER BY r.id = m.current_release_id IS TRUE DESC, r.published_at DESC LIMIT 1`
  if (!module) throw noRule()
  return isStep(module)
}

async function openRule(
  tx: Sql,
  { id: milestoneId }: Milestone,
  assignmentId: string,
): Promise<DueInput & { id: string }> {
  const [rule] = await tx<DueInput & { id: string }>`
    SELECT id, due_days AS "dueDays", due_strict AS strict, optional FROM assignment
    WHERE id::text = ${assignmentId} AND milestone_id = ${milestoneId} AND ended_at IS NULL FOR UPDATE`
  if (!rule) throw noRule()
  return rule
}

const noRule = () => new Refusal('missing', 'This rule is not there any more.')

type Target = { audienceId: string | null; audience: string | null; role: string | null }

async function targetNamed(tx: Sql, migrationId: string, to: string): Promise<Target> {
  const [kind, name = ''] = to.split(' ')
  if (kind === 'role') return { audienceId: null, audience: null, role: name }
  const [audience] = await tx<{ id: string }>`
    SELECT id FROM audience WHERE migration_id = ${migrationId} AND slug = ${name} AND retired_at IS NULL`
  if (!audience) throw new Refusal('invalid', 'There is no such audience any more. Choose another.', 'to')
  return { audienceId: audience.id, audience: name, role: null }
}
