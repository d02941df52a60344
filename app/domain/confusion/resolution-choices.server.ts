import { ensure } from '#app/domain/identity/abilities.ts'
import type { Viewer } from '#app/domain/identity/viewer.ts'
import { type Part, part, sql } from '#app/platform/database/sql.server.ts'
import { knownId } from './known-id.ts'
import { questionOf } from './trouble.server.ts'
import type { ResolutionChoices } from './trouble-detail.ts'

/** How many questions are offered as the one that another repeats. */
const OFFERED = 30
/** How many are compared by their words: those of the module first, the newest first. It bounds the time, whatever was said. */
const COMPARED = 1_000
/** Reports that hold what is looked for, the newest first: enough for so many questions. */
const FOUND = 2_000
const WORDS_LIMIT = 6

/**
 * What a resolution can name: the module's offered releases, newest first, and questions that it may repeat, the most
 * alike first. With `looked` only those of which a report holds all of these words, however old.
 */
export async function resolutionChoices(viewer: Viewer, address: string, looked = ''): Promise<ResolutionChoices> {
  ensure(viewer, 'confusion.triage')
  const id = knownId(address)
  const words = looked.trim().split(/\s+/).filter(Boolean).slice(0, WORDS_LIMIT)
  const [releases, duplicates] = await Promise.all([
    sql<ResolutionChoices['releases'][number]>`
      SELECT e.id, e.label, e.refresh FROM (
        SELECT r.id, r.label, r.published_at, r.withdrawn_at,
          CASE WHEN lag(r.id) OVER (ORDER BY r.published_at, r.id) IS NOT NULL THEN r.refresh_policy END AS refresh
        FROM release r JOIN confusion_cluster c ON c.module_id = r.module_id
        WHERE c.id = ${id}::uuid AND c.migration_id = ${viewer.migration?.id ?? null}::uuid
      ) e WHERE e.withdrawn_at IS NULL ORDER BY e.published_at DESC`,
    duplicatesOf(viewer, id, words.length === 0 ? newest(viewer, id) : holding(viewer, words)),
  ])
  return { releases, duplicates, looked: words.join(' ') }
}

/** The troubles `id` of the select `which`, by how alike their words are. */
async function duplicatesOf(viewer: Viewer, id: string, which: Part): Promise<ResolutionChoices['duplicates']> {
  const words = await questionOf(sql, id)
  return sql<ResolutionChoices['duplicates'][number]>`
    WITH this AS MATERIALIZED (
      SELECT id, module_id FROM confusion_cluster WHERE id = ${id}::uuid AND migration_id = ${viewer.migration?.id ?? null}::uuid
    ), other AS MATERIALIZED (${which}), best AS MATERIALIZED (
      SELECT c.id, c.opened_at, c.module_id = this.module_id AS same_module, q.words, q.release_id, similarity(q.words, ${words}) AS alike
      FROM this JOIN confusion_cluster c ON c.id IN (SELECT id FROM other) AND c.id <> this.id
      CROSS JOIN LATERAL (
        SELECT r.words, r.release_id FROM confusion_report r WHERE r.cluster_id = c.id ORDER BY r.at, r.id LIMIT 1
      ) q
      ORDER BY alike DESC, same_module DESC, c.opened_at DESC, c.id LIMIT ${OFFERED}
    )
    SELECT best.id, best.words AS question, l.title AS module FROM best JOIN release l ON l.id = best.release_id
    ORDER BY best.alike DESC, best.same_module DESC, best.opened_at DESC, best.id`
}

const newest = (viewer: Viewer, id: string): Part => part`
  SELECT c.id FROM confusion_cluster c
  WHERE c.migration_id = ${viewer.migration?.id ?? null}::uuid AND c.merged_into_id IS NULL
  ORDER BY c.module_id = (SELECT module_id FROM confusion_cluster WHERE id = ${id}::uuid) DESC, c.opened_at DESC, c.id
  LIMIT ${COMPARED}`

const holding = (viewer: Viewer, words: readonly string[]): Part => part`
  SELECT id FROM (
    SELECT coalesce(c.merged_into_id, c.id) AS id, max(found.at) AS at
    FROM (
      SELECT r.cluster_id, r.at FROM confusion_report r
      WHERE r.migration_id = ${viewer.migration?.id ?? null}::uuid AND r.words ILIKE ALL (${words.map(patternOf)}::text[])
      ORDER BY r.at DESC LIMIT ${FOUND}
    ) found JOIN confusion_cluster c ON c.id = found.cluster_id
    GROUP BY coalesce(c.merged_into_id, c.id) ORDER BY at DESC LIMIT ${COMPARED}
  ) one`

/** The word anywhere, whatever marks of a pattern it has itself. */
const patternOf = (word: string): string => `%${word.replaceAll(/[\\%_]/g, '\\$&')}%`
