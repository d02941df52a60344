import { Refusal } from '#app/domain/errors.ts'
import { recordAudit } from '#app/domain/identity/audit.server.ts'
import type { Viewer } from '#app/domain/identity/viewer.ts'
import { inTransaction, type Sql, sql } from '#app/platform/database/sql.server.ts'
import { asId } from '#app/platform/ids.ts'
import { announceTips } from './tips.server.ts'

/** A tip, to who wrote it. */
export type OwnTip = {
  id: string
  words: string
  module: string
  block: string
  approved: boolean
  withdrawn: boolean
}

/** A tip that the viewer wrote; any other is `missing`. */
export async function ownTip(viewer: Viewer, id: string, on: Sql = sql): Promise<OwnTip> {
  const [tip] = await on<OwnTip>`
    SELECT t.id, t.words, m.slug AS module, t.block_id AS block, t.approved_at IS NOT NULL AS approved,
      t.withdrawn_at IS NOT NULL AS withdrawn
    FROM tip t JOIN module m ON m.id = t.module_id
    WHERE t.id = ${asId(id)}::uuid AND t.author_id = ${viewer.personId}::uuid
      AND m.migration_id = ${viewer.migration?.id ?? null}::uuid`
  if (!tip) throw new Refusal('missing', 'You have written no such tip.')
  return tip
}

/**
 * Takes a tip of the viewer's away for everybody, whether it was reviewed or not. The row, its votes and who did it stay
 * on record. A second time changes nothing. Answers where it stood.
 */
export async function withdrawOwnTip(viewer: Viewer, id: string, now: Date): Promise<OwnTip> {
  const tip = await inTransaction(async (tx) => {
    await tx`SELECT FROM tip WHERE id = ${asId(id)}::uuid FOR UPDATE`
    const own = await ownTip(viewer, id, tx)
    if (own.withdrawn) return own
    await tx`UPDATE tip SET withdrawn_at = ${now} WHERE id = ${own.id}::uuid`
    await recordAudit(tx, viewer, 'tip.withdrawn', { type: 'tip', id: own.id }, { approved: own.approved }, null, now)
    return own
  })
  announceTips()
  return tip
}
