import type { Viewer } from '#app/domain/identity/viewer.ts'
import { sql } from '#app/platform/database/sql.server.ts'
import type { Notice } from './notice.ts'

type Row = {
  id: string
  kind: Notice['kind']
  title: string
  words: string
  link: string | null
  at: Date
  read_at: Date | null
}

/** How many notices a page of the list holds. */
const PAGE = 30

/** The viewer's newest notices, unread ones first: for home. */
export async function latestNotices(viewer: Viewer, limit: number): Promise<Notice[]> {
  const rows = await sql<Row>`
    SELECT id, kind::text, title, words, link, at, read_at FROM notice
    WHERE person_id = ${viewer.personId}::uuid
    ORDER BY read_at IS NOT NULL, at DESC, id DESC LIMIT ${limit}`
  return rows.map(noticeOf)
}

/** A page of the viewer's notices, newest first, from `before` (a notice's id) on. `next` is where the next page starts. */
export async function noticesOf(
  viewer: Viewer,
  { unread, before }: { unread: boolean; before: string | null },
): Promise<{ notices: Notice[]; next: string | null; unread: number; all: number }> {
  const [rows, counts] = await Promise.all([
    sql<Row>`
      SELECT id, kind::text, title, words, link, at, read_at FROM notice
      WHERE person_id = ${viewer.personId}::uuid AND (NOT ${unread}::boolean OR read_at IS NULL)
        AND (${before}::uuid IS NULL OR (at, id) < (SELECT at, id FROM notice WHERE id = ${before}::uuid))
      ORDER BY at DESC, id DESC LIMIT ${PAGE + 1}`,
    sql<{ unread: number; all: number }>`
      SELECT count(*) FILTER (WHERE read_at IS NULL) AS unread, count(*) AS all
      FROM notice WHERE person_id = ${viewer.personId}::uuid`,
  ])
  const notices = rows.slice(0, PAGE).map(noticeOf)
  const next = rows.length > PAGE ? (notices.at(-1)?.id ?? null) : null
  return { notices, next, unread: counts[0]?.unread ?? 0, all: counts[0]?.all ?? 0 }
}

/** How many notices the viewer has not read: the count in the frame. */
export async function unreadNotices(viewer: Viewer): Promise<number> {
  const [row] = await sql<{ count: number }>`
    SELECT count(*) FROM notice WHERE person_id = ${viewer.personId}::uuid AND read_at IS NULL`
  return row?.count ?? 0
}

/** Marks one notice as read, or all; others' are untouched whatever is asked. A repeat keeps the first time. */
export async function readNotices(viewer: Viewer, which: { id: string } | 'all', now: Date): Promise<void> {
  const id = which === 'all' ? null : which.id
  await sql`
    UPDATE notice SET read_at = ${now}
    WHERE person_id = ${viewer.personId}::uuid AND read_at IS NULL AND (${id}::uuid IS NULL OR id = ${id}::uuid)`
}

const noticeOf = ({ read_at, ...row }: Row): Notice => ({ ...row, readAt: read_at })
