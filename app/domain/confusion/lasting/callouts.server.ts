import { Refusal } from '#app/domain/errors.ts'
import { ensure } from '#app/domain/identity/abilities.ts'
import type { Viewer } from '#app/domain/identity/viewer.ts'
import { inTransaction, part, sql } from '#app/platform/database/sql.server.ts'
import { newId } from '#app/platform/ids.ts'
import { addAction, lockAsSeen } from '../actions.server.ts'
import { knownId } from '../known-id.ts'
import { calloutMdx } from './callout.ts'
import type { CalloutInput } from './lasting-input.ts'
import { neededSource } from './source.server.ts'

const LETTERS = part`'[^[:alnum:]]+', '', 'g'`

/** Whether a release that was published since holds the words of the call-out `k` of the cluster `c`, whatever marks them up. */
export const HELD = part`EXISTS (
  SELECT FROM release e WHERE e.module_id = c.module_id AND e.published_at > k.at
    AND position(regexp_replace(lower(k.words), ${LETTERS}) IN regexp_replace(lower(e.words), ${LETTERS})) > 0)`

/** A call-out that waits for a release. */
export type AskedCallout = {
  id: string
  clusterId: string
  question: string
  module: { slug: string; title: string }
  block: { id: string; title: string | null }
  /** what goes into the module's file */
  mdx: string
  at: Date
  by: string
}

type Row = Omit<AskedCallout, 'mdx' | 'module' | 'block'> & {
  words: string
  slug: string
  title: string
  block_id: string
  block_title: string | null
}

/** The call-outs that no release holds yet, of the viewer's migration, the oldest first; none for who writes no content. */
export async function askedCallouts(viewer: Viewer): Promise<AskedCallout[]> {
  ensure(viewer, 'content.publish')
  const rows = await sql<Row>`
    SELECT k.id, k.cluster_id AS "clusterId", k.words, k.at, p.name AS by, m.slug, coalesce(e.title, m.slug) AS title,
      c.block_id, b.title AS block_title,
      (SELECT r.words FROM confusion_report r WHERE r.cluster_id = c.id ORDER BY r.at, r.id LIMIT 1) AS question
    FROM asked_callout k JOIN confusion_cluster c ON c.id = k.cluster_id JOIN module m ON m.id = c.module_id
    JOIN person p ON p.id = k.by_id
    LEFT JOIN release e ON e.id = m.current_release_id
    LEFT JOIN release_block b ON b.release_id = e.id AND b.block_id = c.block_id
    WHERE c.migration_id = ${viewer.migration?.id ?? null}::uuid AND k.done_at IS NULL AND NOT ${HELD}
    ORDER BY k.at, k.id`
  return rows.map(({ words, slug, title, block_id, block_title, ...row }) => ({
    ...row,
    module: { slug, title },
    block: { id: block_id, title: block_title },
    mdx: calloutMdx(words, block_id),
  }))
}

/** Asks for a call-out in the next release; a further one replaces the words of one that still waits. */
export async function askCallout(viewer: Viewer, clusterId: string, input: CalloutInput, now: Date): Promise<void> {
  await inTransaction(async (tx) => {
    const trouble = await lockAsSeen(tx, viewer, clusterId, input.seen)
    await neededSource(viewer, clusterId, tx)
    // What a release holds by now is done: a new one is another.
    await tx`
      UPDATE asked_callout k SET done_at = ${now}, done_by_id = ${viewer.personId}::uuid FROM confusion_cluster c
      WHERE c.id = k.cluster_id AND k.cluster_id = ${trouble.id}::uuid AND k.done_at IS NULL AND ${HELD}`
    await tx`
      INSERT INTO asked_callout (id, cluster_id, words, at, by_id)
      VALUES (${newId(now)}, ${trouble.id}, ${input.words}, ${now}, ${viewer.personId})
      ON CONFLICT (cluster_id) WHERE done_at IS NULL
        DO UPDATE SET words = excluded.words, at = excluded.at, by_id = excluded.by_id`
    await addAction(tx, trouble.id, viewer.personId, { kind: 'callout' }, now)
  })
}

/** A lead says that a call-out needs no release any more; a repeat changes nothing. */
export async function calloutDone(viewer: Viewer, address: string, now: Date): Promise<void> {
  ensure(viewer, 'confusion.triage')
  const [row] = await sql<{ id: string }>`
    UPDATE asked_callout k SET done_at = coalesce(done_at, ${now}), done_by_id = coalesce(done_by_id, ${viewer.personId}::uuid)
    FROM confusion_cluster c
    WHERE k.id = ${knownId(address)}::uuid AND c.id = k.cluster_id AND c.migration_id = ${viewer.migration?.id ?? null}::uuid
    RETURNING k.id`
  if (!row) throw new Refusal('missing', 'There is no such call-out.')
}
