import type { Playbook } from '#app/lessons/playbook.ts'
import { type Sql, sql } from '#app/platform/database/sql.server.ts'

export type StoredRevision = { id: string; number: number; tree: Playbook; publishedAt: Date; writtenHere: boolean }

/** The revisions of a playbook, by number. */
export async function revisionsOf(on: Sql, playbookId: string, from = 0): Promise<StoredRevision[]> {
  return on<StoredRevision>`
    SELECT id, number, tree, published_at AS "publishedAt", written_here AS "writtenHere" FROM playbook_revision
    WHERE playbook_id = ${playbookId}::uuid AND number >= ${from} ORDER BY number`
}

/** Titles of the modules of a migration that are offered, by slug. */
export async function titlesOf(slugs: string[], migrationId: string | null): Promise<Record<string, string>> {
  const rows = await sql<{ slug: string; title: string }>`
    SELECT m.slug, r.title FROM module m JOIN release r ON r.id = m.current_release_id
    WHERE m.migration_id = ${migrationId}::uuid AND m.slug = ANY (${slugs}::text[])`
  return Object.fromEntries(rows.map(({ slug, title }) => [slug, title]))
}
