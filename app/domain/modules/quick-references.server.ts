import { quick, sql } from '#app/platform/database/sql.server.ts'
import type { Viewer } from '../identity/viewer.ts'

/** A sheet to look something up on. */
export type QuickReference = { slug: string; title: string; summary: string | null }

/** What can be looked up from anywhere in the viewer's migration: what they pinned first, then in teaching order. */
export async function quickReferencesFor(viewer: Viewer): Promise<QuickReference[]> {
  return quick<QuickReference>`
    SELECT m.slug, r.title, r.summary
    FROM module m JOIN release r ON r.id = m.current_release_id
    LEFT JOIN pin p ON p.module_id = m.id AND p.person_id = ${viewer.personId}::uuid
    WHERE m.migration_id = ${viewer.migration?.id ?? null}::uuid AND r.kind = 'quick reference'
    ORDER BY p.at, m.position, m.slug`
}

/** What stands in each of those, by its slug: where they are listed, a code inside one finds it. */
export async function wordsInQuickReferences({ migration }: Viewer): Promise<Record<string, string>> {
  const rows = await sql<{ slug: string; words: string }>`
    SELECT m.slug, r.words FROM module m JOIN release r ON r.id = m.current_release_id
    WHERE m.migration_id = ${migration?.id ?? null}::uuid AND r.kind = 'quick reference'`
  return Object.fromEntries(rows.map(({ slug, words }) => [slug, words]))
}
