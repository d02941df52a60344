import { ensure } from '#app/domain/identity/abilities.ts'
import type { Viewer } from '#app/domain/identity/viewer.ts'
import { sql } from '#app/platform/database/sql.server.ts'
import { knownId } from './known-id.ts'
import type { Similar } from './merging.ts'
import { questionOf } from './trouble.server.ts'

const OFFERED = 8
/** Open troubles whose words are compared: those at the block, then the newest of the module. It bounds the time, whatever was said. */
const COMPARED = 1_000
/** From here on words are alike (0 to 1); at the same block it takes less. */
const ALIKE_IN_MODULE = 0.3
const ALIKE_AT_BLOCK = 0.2

/**
 * Open troubles that may be about the same as one, by the words of their reports (trigrams): those at the same block
 * first, then those of the same module, the most alike on top. Only suggestions: a person confirms.
 */
export async function similarTroubles(viewer: Viewer, address: string): Promise<Similar[]> {
  ensure(viewer, 'confusion.triage')
  const id = knownId(address)
  const words = await questionOf(sql, id)
  return sql<Similar>`
    WITH this AS MATERIALIZED (
      SELECT id, module_id, block_id FROM confusion_cluster
      WHERE id = ${id}::uuid AND migration_id = ${viewer.migration?.id ?? null}::uuid AND merged_into_id IS NULL
    ), other AS MATERIALIZED (
      SELECT c.id, c.block_id = this.block_id AS same_block FROM this JOIN confusion_cluster c ON c.module_id = this.module_id
      WHERE c.id <> this.id AND c.merged_into_id IS NULL AND c.state <> 'resolved'
      ORDER BY same_block DESC, c.opened_at DESC LIMIT ${COMPARED}
    ), best AS MATERIALIZED (
      SELECT o.id, o.same_block, max(similarity(r.words, ${words})) AS alike
      FROM other o JOIN confusion_report r ON r.cluster_id = o.id
      GROUP BY o.id, o.same_block
      HAVING max(similarity(r.words, ${words})) >=
        CASE WHEN o.same_block THEN ${ALIKE_AT_BLOCK}::real ELSE ${ALIKE_IN_MODULE}::real END
      ORDER BY o.same_block DESC, alike DESC, o.id LIMIT ${OFFERED}
    )
    SELECT best.id, q.words AS question, b.title AS block, best.same_block AS "sameBlock", c.state::text AS state,
      best.alike::float8 AS alike, (
        SELECT count(DISTINCT v.person_id) FROM confusion_report r JOIN confusion_cluster d ON d.id = r.cluster_id
        CROSS JOIN LATERAL (SELECT r.person_id UNION SELECT t.person_id FROM me_too t WHERE t.report_id = r.id) v
        WHERE d.id = best.id OR d.merged_into_id = best.id
      ) AS people
    FROM best JOIN confusion_cluster c ON c.id = best.id
    CROSS JOIN LATERAL (
      SELECT r.words, r.release_id FROM confusion_report r WHERE r.cluster_id = best.id
      ORDER BY (SELECT count(*) FROM me_too t WHERE t.report_id = r.id) DESC, r.at, r.id LIMIT 1
    ) q
    JOIN release_block b ON b.release_id = q.release_id AND b.block_id = c.block_id
    ORDER BY best.same_block DESC, best.alike DESC, best.id`
}
