import { Refusal } from '#app/domain/errors.ts'
import type { Viewer } from '#app/domain/identity/viewer.ts'
import { sql } from '#app/platform/database/sql.server.ts'
import { asId } from '#app/platform/ids.ts'

/** A report that comes to somebody, or came until they stopped it. */
export type OwnReport = { id: string; name: string; stoppedAt: Date | null }

/** The reports that come to the viewer by mail, of all migrations. Whoever gets one may stop it, whatever their roles. */
export async function reportsTo(viewer: Viewer): Promise<OwnReport[]> {
  return sql<OwnReport>`
    SELECT r.id, r.name, c.stopped_at AS "stoppedAt" FROM report_recipient c JOIN scheduled_report r ON r.id = c.report_id
    WHERE c.person_id = ${viewer.personId}::uuid AND r.ended_at IS NULL ORDER BY lower(r.name), r.id`
}

/** One of them; refuses with `missing` any other. */
export async function reportTo(viewer: Viewer, id: string): Promise<OwnReport> {
  const report = (await reportsTo(viewer)).find((one) => one.id === id)
  if (!report) throw new Refusal('missing', 'No report of this address comes to you.')
  return report
}

/** Stops a report for the viewer alone, or lets it come again. A second time changes nothing. */
export async function stopReport(viewer: Viewer, id: string, stop: boolean, now: Date): Promise<OwnReport> {
  const report = await reportTo(viewer, id)
  await sql`
    UPDATE report_recipient SET stopped_at = CASE WHEN ${stop} THEN coalesce(stopped_at, ${now}::timestamptz) END
    WHERE report_id = ${asId(id)}::uuid AND person_id = ${viewer.personId}::uuid`
  return report
}
