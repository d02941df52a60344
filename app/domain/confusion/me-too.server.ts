import { Refusal } from '#app/domain/errors.ts'
import { ensure } from '#app/domain/identity/abilities.ts'
import type { Viewer } from '#app/domain/identity/viewer.ts'
import type { Sql } from '#app/platform/database/sql.server.ts'
import { changingBoard } from './board-news.server.ts'
import { noteChange } from './changed-reports.server.ts'
import { tellOfAddedWords, tellOfMeToo } from './outgoing/queue-deliveries.server.ts'
import type { MeTooInput } from './report-input.ts'
import { lockTrouble, tellLatecomers } from './trouble.server.ts'

type Asked = { cluster_id: string; module_slug: string; block_id: string; person_id: string; release_id: string }

/** Where a me-too was said, to go back to. */
export type MeTooPlace = { moduleSlug: string; blockId: string }

/**
 * "Me too" to a report. Saying it again changes nothing, except that words are added where there were none.
 * Whoever says it after an answer or a resolution is told that at once. Refuses with `conflict` one's own report.
 */
export async function sayMeToo(viewer: Viewer, reportId: string, input: MeTooInput, now: Date): Promise<MeTooPlace> {
  ensure(viewer, 'confusion.report')
  return changingBoard(viewer, async (sql) => {
    const asked = await askedReport(sql, viewer, reportId, input.releaseId ?? null)
    if (asked.person_id === viewer.personId) {
      throw new Refusal('conflict', 'This is your own report: you are told what becomes of it anyway.')
    }
    const trouble = await lockTrouble(sql, viewer, asked.cluster_id)
    await keepMeToo(sql, viewer, { reportId, troubleId: trouble.id, releaseId: asked.release_id }, input.words, now)
    await noteChange(sql, asked.cluster_id)
    await tellLatecomers(sql, trouble, [viewer.personId], now)
    return { moduleSlug: asked.module_slug, blockId: asked.block_id }
  })
}

type Said = { reportId: string; troubleId: string; releaseId: string }

/** Keeps it once, and tells webhooks once of each part. The trouble is locked: what was said before stays as it is read. */
async function keepMeToo(
  sql: Sql,
  viewer: Viewer,
  { reportId, troubleId, releaseId }: Said,
  words: string | null,
  now: Date,
): Promise<void> {
  const [before] = await sql<{ words: string | null }>`
    SELECT words FROM me_too WHERE report_id = ${reportId}::uuid AND person_id = ${viewer.personId}::uuid`
  if (!before) {
    await sql`
      INSERT INTO me_too (report_id, person_id, release_id, words, at)
      VALUES (${reportId}, ${viewer.personId}, ${releaseId}, ${words}, ${now})`
    await tellOfMeToo(sql, troubleId, { reportId, words }, now)
  } else if (before.words === null && words !== null) {
    await sql`
      UPDATE me_too SET words = ${words} WHERE report_id = ${reportId}::uuid AND person_id = ${viewer.personId}::uuid`
    await tellOfAddedWords(sql, troubleId, { reportId, words }, now)
  }
}

/** The report, with the release that the viewer has: the one they name if it is of that module, else the present one. */
async function askedReport(sql: Sql, viewer: Viewer, reportId: string, releaseId: string | null): Promise<Asked> {
  const [asked] = await sql<Asked>`
    SELECT r.cluster_id, m.slug AS module_slug, r.block_id, r.person_id,
      coalesce((SELECT id FROM release WHERE id = ${releaseId}::uuid AND module_id = m.id), m.current_release_id, r.release_id)
        AS release_id
    FROM confusion_report r JOIN module m ON m.id = r.module_id
    WHERE r.id = ${reportId}::uuid AND r.migration_id = ${viewer.migration?.id ?? null}::uuid`
  if (!asked) throw new Refusal('missing', 'There is no such report.')
  return asked
}
