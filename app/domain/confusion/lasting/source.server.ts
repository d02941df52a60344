import { Refusal } from '#app/domain/errors.ts'
import { ensure } from '#app/domain/identity/abilities.ts'
import type { Viewer } from '#app/domain/identity/viewer.ts'
import { type Sql, sql } from '#app/platform/database/sql.server.ts'
import { knownId } from '../known-id.ts'
import type { LastingSource } from './lasting.ts'

/**
 * What the migration team said last of a trouble, which can live on beyond it, and where; null while nothing is said.
 * That one question repeats another is no answer.
 */
export async function sourceOf(viewer: Viewer, address: string, on: Sql = sql): Promise<LastingSource | null> {
  ensure(viewer, 'confusion.read')
  const id = knownId(address)
  const [row] = await on<Row>`
    SELECT n.id, n.words, q.words AS question, m.id AS module_id, m.slug, coalesce(e.title, m.slug) AS title, c.block_id,
      b.title AS block_title
    FROM confusion_cluster c JOIN module m ON m.id = c.module_id
    LEFT JOIN release e ON e.id = m.current_release_id
    LEFT JOIN release_block b ON b.release_id = e.id AND b.block_id = c.block_id
    CROSS JOIN LATERAL (
      SELECT id, words, at FROM answer WHERE cluster_id = c.id
      UNION ALL SELECT id, words, at FROM resolution WHERE cluster_id = c.id AND kind <> 'duplicate'
      ORDER BY at DESC, id DESC LIMIT 1
    ) n
    CROSS JOIN LATERAL (
      SELECT r.words FROM confusion_report r WHERE r.cluster_id = c.id
      ORDER BY (SELECT count(*) FROM me_too t WHERE t.report_id = r.id) DESC, r.at, r.id LIMIT 1
    ) q
    WHERE c.id = ${id}::uuid AND c.migration_id = ${viewer.migration?.id ?? null}::uuid`
  return row ? fromRow(row) : null
}

/** The same, for whoever may let it live on; refuses with `conflict` while nothing is said. */
export async function neededSource(viewer: Viewer, clusterId: string, on: Sql = sql): Promise<LastingSource> {
  ensure(viewer, 'confusion.triage')
  const source = await sourceOf(viewer, clusterId, on)
  if (!source) throw new Refusal('conflict', 'Nothing is answered here yet. Answer it first.')
  return source
}

type Row = {
  id: string
  words: string
  question: string
  module_id: string
  slug: string
  title: string
  block_id: string
  block_title: string | null
}

const fromRow = (row: Row): LastingSource => ({
  id: row.id,
  words: row.words,
  question: row.question,
  module: { id: row.module_id, slug: row.slug, title: row.title },
  block: { id: row.block_id, title: row.block_title },
})
