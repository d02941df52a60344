import type { ModuleKind } from '#app/lessons/tree.ts'
import { sql } from '#app/platform/database/sql.server.ts'
import type { Viewer } from '../identity/viewer.ts'

/** One completed release. */
export type TranscriptEntry = {
  /** of the completion */
  id: string
  slug: string
  /** as it was called in that release */
  title: string
  kind: ModuleKind
  label: string
  minutes: number
  completedAt: Date
  source: 'rule' | 'confirmed' | 'refresher' | 'reported'
}

/** What the viewer completed, newest first, each release by itself. Nothing ever leaves it. */
export async function transcriptOf(viewer: Viewer): Promise<{ completions: TranscriptEntry[] }> {
  const completions = await sql<TranscriptEntry>`
    SELECT c.id, m.slug, r.title, r.kind, r.label, r.minutes, c.completed_at AS "completedAt", c.source
    FROM completion c JOIN release r ON r.id = c.release_id JOIN module m ON m.id = c.module_id
    WHERE c.person_id = ${viewer.personId}::uuid AND m.migration_id = ${viewer.migration?.id ?? null}::uuid
    ORDER BY c.completed_at DESC, m.position`
  return { completions }
}
