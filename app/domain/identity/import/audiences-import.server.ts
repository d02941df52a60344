import { Refusal } from '#app/domain/errors.ts'
import { type Sql, sql } from '#app/platform/database/sql.server.ts'
import { newId } from '#app/platform/ids.ts'
import { ensure } from '../abilities.ts'
import { migrationOf } from '../audiences.server.ts'
import { type AuditEntry, recordAudit, recordAudits } from '../audit.server.ts'
import type { Viewer } from '../viewer.ts'
import { type AudienceRow, readAudiencesFile } from './audiences-file.ts'
import { type AudiencePlan, type KnownAudience, type PlannedAudience, planAudiences } from './audiences-plan.ts'
import { CHANGED_SINCE, closeDraft, draftOf, hashOfPlan, importing, keepDraft, keepPlan } from './drafts.server.ts'
import type { ReadFile } from './people-import.server.ts'
import { inOrder } from './table-file.ts'

/** Reads a file of audiences and keeps it for its preview. */
export async function draftAudiences(
  viewer: Viewer,
  file: { name: string; bytes: Uint8Array },
  now: Date,
): Promise<ReadFile> {
  ensure(viewer, 'audience.manage')
  migrationOf(viewer)
  const { rows, problems } = readAudiencesFile(file.bytes)
  const plan = await planOf(sql, viewer, rows)
  const all = inOrder([...problems, ...plan.problems])
  if (all.length > 0) return { problems: all }
  const planHash = hashOfPlan(plan)
  return { draftId: await keepDraft(viewer, 'audiences', { fileName: file.name, rows, planHash }, now) }
}

export type AudiencesPreview = AudiencePlan & { fileName: string; appliedAt: Date | null; holds: boolean }

/** What confirming would do; `holds` as for people. */
export async function previewAudiences(viewer: Viewer, draftId: string): Promise<AudiencesPreview> {
  ensure(viewer, 'audience.manage')
  const draft = await draftOf<AudienceRow>(sql, viewer, 'audiences', draftId)
  const plan = await planOf(sql, viewer, draft.rows)
  return { ...plan, fileName: draft.fileName, appliedAt: draft.appliedAt, holds: hashOfPlan(plan) === draft.planHash }
}

/** Makes what the file does now the preview that holds. */
export async function lookAgainAtAudiences(viewer: Viewer, draftId: string): Promise<void> {
  ensure(viewer, 'audience.manage')
  const draft = await draftOf<AudienceRow>(sql, viewer, 'audiences', draftId)
  await keepPlan(sql, draft.id, hashOfPlan(await planOf(sql, viewer, draft.rows)))
}

/** Does what the preview showed, all lines or none. Refuses with a conflict where it no longer holds, and a second time. */
export async function importAudiences(
  viewer: Viewer,
  draftId: string,
  now: Date,
): Promise<{ added: number; changed: number }> {
  ensure(viewer, 'audience.manage')
  return importing(async (tx) => {
    const draft = await draftOf<AudienceRow>(tx, viewer, 'audiences', draftId)
    const plan = await planOf(tx, viewer, draft.rows)
    if (plan.problems.length > 0 || hashOfPlan(plan) !== draft.planHash) throw new Refusal('conflict', CHANGED_SINCE)
    await closeDraft(tx, draft, now)
    return apply(tx, viewer, plan, draft, now)
  })
}

async function planOf(tx: Sql, viewer: Viewer, rows: readonly AudienceRow[]): Promise<AudiencePlan> {
  const known = await tx<KnownAudience>`
    SELECT id, slug, name, comfort::text, migration_id <> ${migrationOf(viewer).id} AS elsewhere FROM audience
    WHERE slug = ANY (${rows.map((row) => row.slug)}::text[]) ORDER BY slug`
  return planAudiences(rows, known)
}

async function apply(
  tx: Sql,
  viewer: Viewer,
  plan: AudiencePlan,
  draft: { id: string; fileName: string },
  now: Date,
): Promise<{ added: number; changed: number }> {
  const migration = migrationOf(viewer)
  const audiences = plan.audiences.map((audience) => ({ ...audience, audienceId: audience.audienceId ?? newId() }))
  const added = audiences.filter((audience) => audience.kind === 'added')
  const changed = audiences.filter((audience) => audience.kind === 'changed')
  await tx`
    INSERT INTO audience (id, migration_id, slug, name, comfort, position, created_at)
    SELECT a."audienceId", ${migration.id}, a.slug, a.name, a.comfort, a.line + m.last, ${now}
    FROM jsonb_to_recordset(${JSON.stringify(added)}) AS a ("audienceId" uuid, slug text, name text, comfort comfort, line int),
      (SELECT coalesce(max(position), 0) AS last FROM audience WHERE migration_id = ${migration.id}) m`
  await tx`
    UPDATE audience SET name = a.name, comfort = a.comfort
    FROM jsonb_to_recordset(${JSON.stringify(changed)}) AS a ("audienceId" uuid, name text, comfort comfort)
    WHERE audience.id = a."audienceId"`
  await recordAudits(tx, viewer, 'audience.added', added.map(entryOf), now)
  await recordAudits(tx, viewer, 'audience.changed', changed.map(entryOf), now)
  const counts = { added: added.length, changed: changed.length }
  const after = { file: draft.fileName, lines: audiences.length, ...counts }
  await recordAudit(tx, viewer, 'audiences.imported', { type: 'import', id: draft.id }, null, after, now)
  return counts
}

function entryOf({ audienceId, kind, was, slug, name, comfort }: PlannedAudience & { audienceId: string }): AuditEntry {
  const subject = { type: 'audience', id: audienceId }
  return kind === 'added'
    ? { subject, before: null, after: { slug, name, comfort } }
    : { subject, before: was, after: { name, comfort } }
}
