import { Refusal } from '#app/domain/errors.ts'
import { ensure } from '#app/domain/identity/abilities.ts'
import type { Viewer } from '#app/domain/identity/viewer.ts'
import { modulesIn, type Playbook } from '#app/lessons/playbook.ts'
import { sql } from '#app/platform/database/sql.server.ts'
import { titlesOf } from './revisions.server.ts'

export type PlaybookSummary = { slug: string; title: string; summary: string | null; minutes: number | null }

/** A playbook as it stands now. Revisions are numbered from 1. */
export type PlaybookPage = {
  slug: string
  revision: number
  publishedAt: Date
  playbook: Playbook
  /** titles of the modules that its agenda works on, by slug; those that are not offered are left out */
  modules: Record<string, string>
}

/** The playbooks of the viewer's migration, in their newest revision; by title. */
export async function playbooksOf(viewer: Viewer): Promise<PlaybookSummary[]> {
  ensure(viewer, 'playbook.read')
  return sql<PlaybookSummary>`
    SELECT p.slug, r.title, r.summary, r.minutes
    FROM playbook p
    JOIN LATERAL (SELECT * FROM playbook_revision WHERE playbook_id = p.id ORDER BY number DESC LIMIT 1) r ON true
    WHERE p.migration_id = ${viewer.migration?.id ?? null}::uuid AND p.retired_at IS NULL
    ORDER BY r.title, p.slug`
}

/** One playbook in its newest revision; one that is retired, or of another migration, is `missing`. */
export async function playbookOf(viewer: Viewer, slug: string): Promise<PlaybookPage> {
  ensure(viewer, 'playbook.read')
  const migrationId = viewer.migration?.id ?? null
  const [page] = await sql<Omit<PlaybookPage, 'modules'>>`
    SELECT p.slug, r.number AS revision, r.published_at AS "publishedAt", r.tree AS playbook
    FROM playbook p
    JOIN playbook_revision r ON r.playbook_id = p.id
    WHERE p.slug = ${slug} AND p.migration_id = ${migrationId}::uuid AND p.retired_at IS NULL
    ORDER BY r.number DESC LIMIT 1`
  if (!page) throw new Refusal('missing', 'There is no such playbook.')
  return { ...page, modules: await titlesOf(modulesIn(page.playbook), migrationId) }
}
