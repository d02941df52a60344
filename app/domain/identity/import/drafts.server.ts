import { createHash } from 'node:crypto'
import { Refusal } from '#app/domain/errors.ts'
import { isUniqueViolation } from '#app/platform/database/failures.ts'
import { inTransaction, type Sql, sql } from '#app/platform/database/sql.server.ts'
import { asId, newId } from '#app/platform/ids.ts'
import type { Viewer } from '../viewer.ts'

export type ImportKind = 'people' | 'audiences'

/** A file as it was read, waiting for whoever read it to confirm what they saw. */
export type Draft<Row> = { id: string; fileName: string; rows: Row[]; planHash: string; appliedAt: Date | null }

const FILE_NAME_MAX = 120

/** What a preview showed, as one value: the same plan has the same hash. */
export const hashOfPlan = (plan: unknown): string => createHash('sha256').update(JSON.stringify(plan)).digest('hex')

/** Keeps the lines of a file with the hash of their preview; answers the draft's id. */
export async function keepDraft(
  viewer: Viewer,
  kind: ImportKind,
  draft: { fileName: string; rows: readonly unknown[]; planHash: string },
  now: Date,
): Promise<string> {
  const id = newId()
  await sql`
    INSERT INTO import_draft (id, kind, file_name, migration_id, rows, plan_hash, created_by_id, created_at)
    VALUES (${id}, ${kind}::import_kind, ${draft.fileName.slice(-FILE_NAME_MAX)}, ${viewer.migration?.id ?? null},
      ${JSON.stringify(draft.rows)}, ${draft.planHash}, ${viewer.personId}, ${now})`
  return id
}

/** One's own draft in the migration at hand; anything else is missing. */
export async function draftOf<Row>(tx: Sql, viewer: Viewer, kind: ImportKind, draftId: string): Promise<Draft<Row>> {
  const [draft] = await tx<Draft<Row>>`
    SELECT id, file_name AS "fileName", rows, plan_hash AS "planHash", applied_at AS "appliedAt" FROM import_draft
    WHERE id = ${asId(draftId)} AND kind = ${kind}::import_kind AND created_by_id = ${viewer.personId}
      AND migration_id IS NOT DISTINCT FROM ${viewer.migration?.id ?? null}::uuid
    FOR UPDATE`
  if (!draft) throw new Refusal('missing', 'This file is not kept any more. Choose it again.')
  return draft
}

/** Keeps what a new look at the same file shows. */
export async function keepPlan(tx: Sql, draftId: string, planHash: string): Promise<void> {
  await tx`UPDATE import_draft SET plan_hash = ${planHash} WHERE id = ${draftId}`
}

/** Marks the draft as done, once; refuses a second time. */
export async function closeDraft(tx: Sql, draft: Draft<unknown>, now: Date): Promise<void> {
  if (draft.appliedAt) throw new Refusal('conflict', 'This file was imported already.')
  await tx`UPDATE import_draft SET applied_at = ${now} WHERE id = ${draft.id}`
}

/** What somebody reads who confirms a preview that no longer holds. */
export const CHANGED_SINCE =
  'Something changed since this preview, so nothing was imported. Look at what the file does now.'

/** Runs an import in one transaction; what somebody else wrote between our look and our writing is a conflict. */
export async function importing<T>(work: (tx: Sql) => Promise<T>): Promise<T> {
  try {
    return await inTransaction(work)
  } catch (error) {
    if (isUniqueViolation(error)) throw new Refusal('conflict', CHANGED_SINCE)
    throw error
  }
}

/** Forgets files that nobody confirmed within a day, and the lines of those that were. */
export async function forgetDrafts(now: Date): Promise<void> {
  await sql`DELETE FROM import_draft WHERE created_at < ${new Date(now.getTime() - 86_400_000)}`
}
