import { quick } from '#app/platform/database/sql.server.ts'
import type { Viewer } from '../identity/viewer.ts'

/** What can be looked up from anywhere in the viewer's migration, in teaching order. */
export async function quickReferencesFor(viewer: Viewer): Promise<{ slug: string; title: string }[]> {
  return quick<{ slug: string; title: string }>`
    SELECT m.slug, r.title
    FROM module m JOIN release r ON r.id = m.current_release_id
    WHERE m.migration_id = ${viewer.migration?.id ?? null}::uuid AND r.kind = 'quick reference'
    ORDER BY m.position, m.slug`
}
