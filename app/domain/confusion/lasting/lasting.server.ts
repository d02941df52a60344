import { ensure } from '#app/domain/identity/abilities.ts'
import type { Viewer } from '#app/domain/identity/viewer.ts'
import { sql } from '#app/platform/database/sql.server.ts'
import { knownId } from '../known-id.ts'
import { HELD } from './callouts.server.ts'
import type { Lasting } from './lasting.ts'

/** What has become of a trouble's answers beyond it. */
export async function lastingOf(viewer: Viewer, address: string): Promise<Lasting> {
  ensure(viewer, 'confusion.read')
  const id = knownId(address)
  const [[kept], notices, [callout], [fix]] = await Promise.all([
    sql<{ id: string }>`SELECT id FROM library_answer WHERE cluster_id = ${id}::uuid AND retired_at IS NULL`,
    sql<Lasting['notices'][number]>`
      SELECT u.name AS audience, n.people, n.at FROM answer_notice n JOIN audience u ON u.id = n.audience_id
      WHERE n.cluster_id = ${id}::uuid ORDER BY n.at, u.position`,
    sql<{ id: string }>`
      SELECT k.id FROM asked_callout k JOIN confusion_cluster c ON c.id = k.cluster_id
      WHERE k.cluster_id = ${id}::uuid AND k.done_at IS NULL AND NOT ${HELD}`,
    sql<{ label: string }>`
      SELECT e.label FROM resolution s JOIN release e ON e.id = s.release_id
      WHERE s.cluster_id = ${id}::uuid AND s.reopened_at IS NULL AND e.withdrawn_at IS NOT NULL`,
  ])
  return {
    libraryAnswerId: kept?.id ?? null,
    notices,
    calloutId: callout?.id ?? null,
    withdrawnFix: fix?.label ?? null,
  }
}

/** How many troubles count as fixed by a release, which whoever withdraws it should know. */
export async function fixedByRelease(viewer: Viewer, slug: string, label: string): Promise<number> {
  ensure(viewer, 'confusion.read')
  const [row] = await sql<{ count: number }>`
    SELECT count(*) FROM resolution s JOIN release e ON e.id = s.release_id JOIN module m ON m.id = e.module_id
    WHERE m.slug = ${slug} AND e.label = ${label} AND m.migration_id = ${viewer.migration?.id ?? null}::uuid
      AND s.reopened_at IS NULL`
  return row?.count ?? 0
}
