import type { RefreshPolicy } from '#app/lessons/refresh-policy.ts'
import { sql } from '#app/platform/database/sql.server.ts'
import { Refusal } from '../errors.ts'
import { ensure } from '../identity/abilities.ts'
import type { Viewer } from '../identity/viewer.ts'
import { moduleIdAt } from './addresses.server.ts'

/** A release as those see it who publish. */
export type ReleaseEntry = {
  label: string
  title: string
  publishedAt: Date
  /** null: by the first start, or a command */
  publishedBy: string | null
  /** what people who had completed an older one were asked to do; null for the first */
  refresh: RefreshPolicy | null
  isCurrent: boolean
  /** people who completed it */
  completions: number
  withdrawal: { at: Date; by: string | null; reason: string } | null
}

export type ReleaseList = { slug: string; title: string; releases: ReleaseEntry[] }

type Row = Omit<ReleaseEntry, 'withdrawal'> & {
  slug: string
  withdrawnAt: Date | null
  withdrawnBy: string | null
  withdrawnReason: string | null
}

/** Every release of a module, the newest first. Refuses with `forbidden` who may not publish. */
export async function releaseListOf(viewer: Viewer, slug: string): Promise<ReleaseList> {
  ensure(viewer, 'content.publish')
  const rows = await sql<Row>`
    SELECT m.slug, r.label, r.title, r.published_at AS "publishedAt", p.name AS "publishedBy",
      CASE WHEN lag(r.id) OVER (ORDER BY r.published_at, r.id) IS NOT NULL THEN r.refresh_policy END AS refresh,
      r.id = m.current_release_id IS TRUE AS "isCurrent",
      (SELECT count(*) FROM completion c WHERE c.release_id = r.id)::int AS completions,
      r.withdrawn_at AS "withdrawnAt", w.name AS "withdrawnBy", r.withdrawn_reason AS "withdrawnReason"
    FROM release r JOIN module m ON m.id = r.module_id
    LEFT JOIN person p ON p.id = r.published_by_id LEFT JOIN person w ON w.id = r.withdrawn_by_id
    WHERE m.id = ${await moduleIdAt(slug)}::uuid AND m.migration_id = ${viewer.migration?.id ?? null}::uuid
    ORDER BY r.published_at DESC, r.id DESC`
  const [newest] = rows
  if (!newest) throw new Refusal('missing', 'There is no such module.')
  return { slug: newest.slug, title: newest.title, releases: rows.map(releaseEntry) }
}

function releaseEntry({ slug: _, withdrawnAt, withdrawnBy, withdrawnReason, ...entry }: Row): ReleaseEntry {
  const withdrawal = withdrawnAt && { at: withdrawnAt, by: withdrawnBy, reason: withdrawnReason ?? '' }
  return { ...entry, withdrawal }
}
