import { z } from 'zod'
import { Refusal } from '#app/domain/errors.ts'
import { can, ensure } from '#app/domain/identity/abilities.ts'
import type { Viewer } from '#app/domain/identity/viewer.ts'
import { inTransaction, sql } from '#app/platform/database/sql.server.ts'
import { redrawPicture } from '#app/platform/redraw-picture.server.ts'
import { optionalWordsInput } from '../words-input.ts'
import { ALT_LIMIT, PICTURE_BYTES, PICTURES_LIMIT, pictureProblems, type ReportPicture } from './pictures.ts'

/** What is said with a screenshot. `id` is made where it is chosen, so that a resend is known as the same one. */
export const PictureInput = z.object({
  id: z.uuidv4('This form is out of date. Load the page again.'),
  alt: optionalWordsInput(ALT_LIMIT),
})
export type PictureInput = z.infer<typeof PictureInput>

/**
 * Adds a screenshot to one of the viewer's own reports, drawn anew. A resend with the same id changes nothing.
 * Refuses with `missing` somebody else's report, and with `invalid` what is no picture, too large, or one too many.
 */
export async function addPicture(
  viewer: Viewer,
  reportId: string,
  input: PictureInput,
  file: Uint8Array,
  now: Date,
): Promise<{ id: string }> {
  ensure(viewer, 'confusion.report')
  await ensureOwn(viewer, reportId)
  if (file.length > PICTURE_BYTES) throw refused('too large')
  const picture = await redrawPicture(file)
  if (typeof picture === 'string') throw refused(picture)
  return inTransaction(async (sql) => {
    // One at a time for each report, so that two at once are counted both.
    await sql`SELECT FROM confusion_report WHERE id = ${reportId} FOR NO KEY UPDATE`
    const kept = await sql<{ id: string }>`SELECT id FROM attachment WHERE report_id = ${reportId}`
    if (kept.some(({ id }) => id === input.id)) return { id: input.id }
    if (kept.length >= PICTURES_LIMIT) throw refused('too many')
    const added = await sql`
      INSERT INTO attachment (id, report_id, bytes, width, height, alt, at)
      VALUES (${input.id}, ${reportId}, ${picture.bytes}, ${picture.width}, ${picture.height}, ${input.alt}, ${now})
      ON CONFLICT DO NOTHING RETURNING id`
    if (added.length === 0) throw new Refusal('conflict', 'This screenshot belongs to another report. Choose it again.')
    return { id: input.id }
  })
}

const refused = (problem: keyof typeof pictureProblems) => new Refusal('invalid', pictureProblems[problem], 'file')

const missing = () => new Refusal('missing', 'There is no such screenshot.')

async function ensureOwn(viewer: Viewer, reportId: string): Promise<void> {
  const [own] = await sql`
    SELECT FROM confusion_report WHERE id = ${reportId}::uuid AND person_id = ${viewer.personId}::uuid`
  if (!own) throw new Refusal('missing', 'There is no such report.')
}

/** Removes a screenshot from one of the viewer's own reports; anybody else's is missing. Answers whose it was. */
export async function removePicture(viewer: Viewer, pictureId: string): Promise<{ reportId: string }> {
  const [removed] = await sql<{ reportId: string }>`
    DELETE FROM attachment a USING confusion_report r
    WHERE a.id = ${pictureId}::uuid AND r.id = a.report_id AND r.person_id = ${viewer.personId}::uuid
    RETURNING r.id AS "reportId"`
  if (!removed) throw missing()
  return removed
}

/**
 * The bytes of a screenshot, always WebP, for who made the report and who reads reports in its migration. For anybody
 * else it is missing, also for those who said "me too", and for everybody once the reporter was erased.
 */
export async function pictureBytes(viewer: Viewer, pictureId: string): Promise<Uint8Array<ArrayBuffer>> {
  const readsIn = can(viewer, 'confusion.read') ? (viewer.migration?.id ?? null) : null
  const [picture] = await sql<{ bytes: Uint8Array<ArrayBuffer> }>`
    SELECT a.bytes FROM attachment a
    JOIN confusion_report r ON r.id = a.report_id JOIN person p ON p.id = r.person_id
    WHERE a.id = ${pictureId}::uuid AND p.erased_at IS NULL
      AND (r.person_id = ${viewer.personId}::uuid OR r.migration_id = ${readsIn}::uuid)`
  if (!picture) throw missing()
  return picture.bytes
}

/** The screenshots of reports by report, in the order in which they came; of people who were erased there are none. */
export async function picturesOf(reportIds: readonly string[]): Promise<ReadonlyMap<string, ReportPicture[]>> {
  if (reportIds.length === 0) return new Map()
  const rows = await sql<{ report_id: string; pictures: ReportPicture[] }>`
    SELECT a.report_id, json_agg(json_build_object('id', a.id, 'width', a.width, 'height', a.height, 'alt', a.alt)
      ORDER BY a.at, a.id) AS pictures
    FROM attachment a JOIN confusion_report r ON r.id = a.report_id JOIN person p ON p.id = r.person_id
    WHERE r.id = ANY (${reportIds}::uuid[]) AND p.erased_at IS NULL GROUP BY a.report_id`
  return new Map(rows.map((row) => [row.report_id, row.pictures]))
}

/** Deletes the screenshots of everybody who was erased: a picture of a screen may show who they were. */
export async function forgetPicturesOfErased(): Promise<void> {
  await sql`
    DELETE FROM attachment a USING confusion_report r, person p
    WHERE r.id = a.report_id AND p.id = r.person_id AND p.erased_at IS NOT NULL`
}
