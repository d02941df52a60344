import { z } from 'zod'
import { type MeasuredTask, taskChoice, tasksOfMigration } from '#app/domain/adoption/measured-tasks.server.ts'
import { comparableMs, taskName } from '#app/domain/adoption/task-times.ts'
import { Refusal } from '#app/domain/errors.ts'
import { ensure } from '#app/domain/identity/abilities.ts'
import { recordAudit } from '#app/domain/identity/audit.server.ts'
import type { Viewer } from '#app/domain/identity/viewer.ts'
import { inTransaction, sql } from '#app/platform/database/sql.server.ts'
import { newId } from '#app/platform/ids.ts'
import { milestoneOf } from './milestones.server.ts'
import { COMPARATORS, isByAudience } from './readiness.ts'

/** The measures that a lead can ask for in a form; `pushed` ones come with their own token. */
export const OFFERED_MEASURES = [
  'completion',
  'up to date',
  'coverage',
  'task ratio',
  'confusion',
  'critical errors',
] as const
export type OfferedMeasure = (typeof OFFERED_MEASURES)[number]

export const GateInput = z
  .object({
    measure: z.enum(OFFERED_MEASURES, { error: 'Choose what is measured.' }),
    comparator: z.enum(COMPARATORS),
    target: z.coerce
      .number({ error: 'Enter the target as a number.' })
      .min(0, 'A target is not negative.')
      .max(100_000),
    /** `module-slug/block-id` */
    task: z.string().trim().default(''),
    audience: z.string().trim().default(''),
  })
  .refine(({ measure, task }) => measure !== 'task ratio' || task.includes('/'), {
    path: ['task'],
    error: 'Choose the task whose time is compared.',
  })
  .refine(({ measure, target }) => !['completion', 'up to date', 'coverage'].includes(measure) || target <= 100, {
    path: ['target'],
    error: 'A share is at most 100%.',
  })
  .refine(({ measure, task }) => measure === 'task ratio' || task === '', {
    path: ['task'],
    error: 'Only a ratio is about a task. Leave the task empty.',
  })
  .refine(({ measure, audience }) => isByAudience(measure) || audience === '', {
    path: ['audience'],
    error: 'This is measured of everybody. Leave the audience empty.',
  })
export type GateInput = z.infer<typeof GateInput>

/** Adds a gate at the end of a milestone's list, with the viewer as its owner. */
export async function addGate(viewer: Viewer, slug: string, input: GateInput, now: Date): Promise<void> {
  ensure(viewer, 'milestone.change')
  const milestone = await milestoneOf(viewer, slug)
  const task = input.measure === 'task ratio' ? await taskNamed(milestone.migrationId, input.task) : null
  const audienceId = input.audience ? await audienceNamed(milestone.migrationId, input.audience) : null
  await inTransaction(async (tx) => {
    const id = newId(now)
    await tx`INSERT INTO gate (id, milestone_id, measure, module_id, block_id, audience_id, comparator, target, owner_id, position, created_at)
      SELECT ${id}::uuid, ${milestone.id}::uuid, ${input.measure}::measure, ${task?.moduleId ?? null}::uuid, ${task?.blockId ?? null},
        ${audienceId}::uuid, ${input.comparator}::comparator, ${input.target}, ${viewer.personId}::uuid,
        coalesce(max(position), 0) + 1, ${now} FROM gate WHERE milestone_id = ${milestone.id}::uuid`
    await recordAudit(
      tx,
      viewer,
      'gate.added',
      { type: 'milestone', id: milestone.id },
      null,
      { gateId: id, ...input },
      now,
    )
  })
}

/** Takes a gate off the list; its readings and waivers stay. A second time changes nothing. */
export async function retireGate(viewer: Viewer, slug: string, gateId: string, now: Date): Promise<void> {
  ensure(viewer, 'milestone.change')
  const milestone = await milestoneOf(viewer, slug)
  await inTransaction(async (tx) => {
    const [gate] = await tx`UPDATE gate SET retired_at = ${now}
      WHERE id::text = ${gateId} AND milestone_id = ${milestone.id}::uuid AND retired_at IS NULL
      RETURNING measure, comparator, target`
    if (gate)
      await recordAudit(
        tx,
        viewer,
        'gate.retired',
        { type: 'milestone', id: milestone.id },
        { gateId, ...gate },
        null,
        now,
      )
  })
}

export type Choice = { value: string; label: string }

/** The tasks that a gate can compare: those of the migration that have a time in the old product. */
export async function comparableTasks(migrationId: string): Promise<Choice[]> {
  return (await comparedTasks(migrationId)).map(taskChoice)
}

async function comparedTasks(migrationId: string): Promise<MeasuredTask[]> {
  return (await tasksOfMigration(migrationId)).filter(({ baseline }) => comparableMs(baseline) !== null)
}

async function taskNamed(migrationId: string, name: string): Promise<{ moduleId: string; blockId: string }> {
  const found = (await comparedTasks(migrationId)).find((task) => taskName(task) === name)
  if (!found) throw new Refusal('invalid', 'There is no such task with a time to compare with. Choose another.', 'task')
  return found
}

async function audienceNamed(migrationId: string, slug: string): Promise<string> {
  const [found] = await sql<{ id: string }>`
    SELECT id FROM audience WHERE migration_id = ${migrationId}::uuid AND slug = ${slug} AND retired_at IS NULL`
  if (!found) throw new Refusal('invalid', 'There is no such audience any more. Choose another.', 'audience')
  return found.id
}

/** The audiences of a migration, for a choice. */
export async function audienceChoices(migrationId: string): Promise<Choice[]> {
  return sql<Choice>`
    SELECT slug AS value, name AS label FROM audience
    WHERE migration_id = ${migrationId}::uuid AND retired_at IS NULL ORDER BY position, name`
}
