import type { MigrationContent } from '#app/lessons/content.server.ts'
import { dayOf, type WrittenGate, type WrittenMilestone } from '#app/lessons/migration-file.ts'
import type { Sql } from '#app/platform/database/sql.server.ts'
import { newId } from '#app/platform/ids.ts'
import { recordAudit } from '../../identity/audit.server.ts'
import { addDays, type LocalDay, startOfDay } from '../../migrations/local-days.ts'
import { missingParts } from './planning.ts'
import type { Published } from './published.server.ts'
import type { Publishing } from './publishing.ts'

/** Makes what `migration.yaml` names and the database lacks, and changes nothing that is there. Answers the migration's id. */
export async function writeMigration(
  tx: Sql,
  content: MigrationContent,
  published: Published,
  publishing: Publishing,
): Promise<string> {
  const known = published.migrations.find(({ slug }) => slug === content.slug)
  const id = known?.id ?? (await addMigration(tx, content, publishing))
  const { audiences } = missingParts(content.migration, content.slug, published)
  for (const { slug, name, comfort } of audiences) {
    const position = content.migration.audiences.findIndex((one) => one.slug === slug)
    const audience = newId()
    await tx`
      INSERT INTO audience (id, migration_id, slug, name, comfort, position, created_at)
      VALUES (${audience}, ${id}, ${slug}, ${name}, ${comfort}::comfort, ${position}, ${publishing.now})`
    await audit(tx, publishing, 'audience.added', { type: 'audience', id: audience }, { slug, comfort })
  }
  return id
}

async function addMigration(tx: Sql, { slug, migration }: MigrationContent, publishing: Publishing): Promise<string> {
  const id = newId()
  const { name, organisation, timeZone } = migration
  await tx`
    INSERT INTO migration (id, slug, name, organisation, old_product, old_version, new_product, time_zone, created_at)
    VALUES (${id}, ${slug}, ${name}, ${organisation}, ${migration.old.name}, ${migration.old.version},
      ${migration.new.name}, ${timeZone}, ${publishing.now})`
  await audit(tx, publishing, 'migration.added', { type: 'migration', id }, { slug, timeZone })
  if (publishing.viewer) await makeLead(tx, id, publishing)
  return id
}

/** Who publishes a migration's first content leads it, until somebody says otherwise. */
async function makeLead(tx: Sql, migration: string, publishing: Publishing): Promise<void> {
  const personId = publishing.viewer?.personId ?? null
  const grant = newId()
  await tx`
    INSERT INTO role_grant (id, person_id, role, migration_id, granted_at, granted_by_id)
    VALUES (${grant}, ${personId}, 'lead', ${migration}, ${publishing.now}, ${personId})`
  await audit(tx, publishing, 'role.granted', { type: 'person', id: personId ?? '' }, { role: 'lead', migration })
}

/** The missing milestones with their gates; after the modules, because gates name tasks. */
export async function writeMilestones(
  tx: Sql,
  migrationId: string,
  content: MigrationContent,
  missing: readonly WrittenMilestone[],
  publishing: Publishing,
): Promise<void> {
  for (const milestone of missing) {
    const id = newId()
    const position = content.migration.milestones.indexOf(milestone)
    const date = dayOf(milestone.date, publishing.today)
    await tx`
      INSERT INTO milestone (id, migration_id, slug, name, date, position, created_at)
      VALUES (${id}, ${migrationId}, ${milestone.slug}, ${milestone.name}, ${date}, ${position}, ${publishing.now})`
    await audit(tx, publishing, 'milestone.added', { type: 'milestone', id }, { slug: milestone.slug, date })
    await bringInto(tx, id, milestone.state, date, content.migration.timeZone, publishing)
  }
}

const WAY = ['planned', 'training', 'live', 'closed'] as const
const TRAINING_DAYS = 42

/** A milestone gets into its state by dated transitions, as it would have: it went live on its date, trained before. */
async function bringInto(
  tx: Sql,
  id: string,
  state: WrittenMilestone['state'],
  date: LocalDay,
  timeZone: string,
  { now, viewer }: Publishing,
): Promise<void> {
  const instants: Record<WrittenMilestone['state'], Date> = {
    planned: now,
    training: startOfDay(addDays(date, -TRAINING_DAYS), timeZone),
    live: startOfDay(date, timeZone),
    closed: now,
  }
  for (let step = 1; step <= WAY.indexOf(state); step++) {
    const [from, to] = [WAY[step - 1] ?? 'planned', WAY[step] ?? 'planned']
    const at = instants[to] < now ? instants[to] : now
    await tx`
      INSERT INTO milestone_transition (id, milestone_id, "from", "to", at, actor_id, note, evidence)
      VALUES (${newId(at)}, ${id}, ${from}::milestone_state, ${to}::milestone_state, ${at}, ${viewer?.personId ?? null},
        'As written in migration.yaml', '{}')`
  }
}

/** The gates that the file sets for the milestones that were missing. */
export async function writeGates(tx: Sql, missing: readonly WrittenMilestone[], publishing: Publishing): Promise<void> {
  for (const { slug, gates } of missing) {
    for (const [position, gate] of gates.entries()) await writeGate(tx, slug, gate, position, publishing)
  }
}

async function writeGate(
  tx: Sql,
  milestone: string,
  gate: WrittenGate,
  position: number,
  publishing: Publishing,
): Promise<void> {
  const { measure, comparison, target, task, audience } = gate
  const id = newId()
  const [added] = await tx<{ milestone: string }>`
    INSERT INTO gate (id, milestone_id, measure, module_id, block_id, audience_id, comparator, target, position, created_at)
    SELECT ${id}, s.id, ${measure}::measure, (SELECT id FROM module WHERE slug = ${task?.module ?? null}),
      ${task?.block ?? null}, (SELECT id FROM audience WHERE slug = ${audience}), ${comparison}::comparator, ${target},
      ${position}, ${publishing.now}
    FROM milestone s WHERE s.slug = ${milestone}
    RETURNING milestone_id AS milestone`
  if (!added) return
  const after = {
    gateId: id,
    measure,
    comparator: comparison,
    target,
    task: task && `${task.module}/${task.block}`,
    audience,
  }
  // As when a lead adds one: a gate is a change of its milestone's plan.
  await audit(tx, publishing, 'gate.added', { type: 'milestone', id: added.milestone }, after)
}

/** One line of the audit log about a publication; `before` only where something was there. */
export async function audit(
  tx: Sql,
  { viewer, now }: Publishing,
  action: string,
  subject: { type: string; id: string },
  after: Record<string, unknown> | null,
  before: Record<string, unknown> | null = null,
): Promise<void> {
  await recordAudit(tx, viewer, action, subject, before, after, now)
}
