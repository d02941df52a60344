import type { Viewer } from '#app/domain/identity/viewer.ts'
import { moduleIdAt } from '#app/domain/modules/addresses.server.ts'
import { quick } from '#app/platform/database/sql.server.ts'
import type { BlockConfusion, ModuleConfusion, OfferedReport, PublicAnswer } from './open-reports.ts'

type Row = { block_id: string; open: OfferedReport[]; answers: (Omit<PublicAnswer, 'at'> & { at: string })[] }

/**
 * What is already reported and answered at a module's blocks: what is offered before somebody writes. One statement.
 * Nobody is named. Of each block the three troubles that most people are in, and the answers meant for everybody,
 * which end with a fix that is still offered: what they explain is no longer there. What is kept in the library stays.
 */
export async function openReportsOfModule(viewer: Viewer, moduleId: string): Promise<ModuleConfusion> {
  if (!viewer.migration) return {}
  const rows = await quick<Row>`
    WITH own AS MATERIALIZED (
      SELECT c.id, coalesce(c.merged_into_id, c.id) AS root_id FROM confusion_cluster c
      WHERE c.module_id = ${moduleId}::uuid AND c.migration_id = ${viewer.migration.id}::uuid
    ), root AS MATERIALIZED (
      SELECT c.id, c.state <> 'resolved' AS is_open
      FROM (SELECT DISTINCT root_id FROM own) o JOIN confusion_cluster c ON c.id = o.root_id
    ), answered AS MATERIALIZED (
      SELECT a.id, root.id AS root_id, a.words, a.at FROM root JOIN answer a ON a.cluster_id = root.id AND a.public
      WHERE NOT EXISTS (SELECT FROM library_answer k WHERE k.cluster_id = root.id AND k.retired_at IS NULL)
        AND (root.is_open OR EXISTS (
          SELECT FROM resolution s LEFT JOIN release e ON e.id = s.release_id
          WHERE s.cluster_id = root.id AND s.reopened_at IS NULL
            AND (s.kind IN ('explanation', 'will not change') OR e.withdrawn_at IS NOT NULL)))
    ), asked AS MATERIALIZED (
      SELECT id AS root_id, is_open FROM root WHERE is_open OR id IN (SELECT root_id FROM answered)
    ), report AS MATERIALIZED (
      SELECT r.id, r.block_id, r.words, r.at, asked.root_id, asked.is_open,
        (SELECT count(*) FROM me_too m WHERE m.report_id = r.id) AS me_toos
      FROM asked JOIN own ON own.root_id = asked.root_id JOIN confusion_report r ON r.cluster_id = own.id
    ), trouble AS (
      SELECT DISTINCT ON (block_id, root_id) id, block_id, words, root_id
      FROM report WHERE is_open ORDER BY block_id, root_id, me_toos DESC, at, id
    ), joined AS MATERIALIZED (
      SELECT id AS root_id, id FROM root WHERE is_open
      UNION ALL SELECT root.id, c.id FROM root JOIN confusion_cluster c ON c.merged_into_id = root.id WHERE is_open
    ), voice AS (
      SELECT joined.root_id, r.person_id, '1 report' AS how FROM joined JOIN confusion_report r ON r.cluster_id = joined.id
      UNION ALL
      SELECT joined.root_id, m.person_id, '2 me too' FROM joined JOIN confusion_report r ON r.cluster_id = joined.id
        JOIN me_too m ON m.report_id = r.id
    ), voices AS (
      SELECT root_id, count(DISTINCT person_id) FILTER (WHERE person_id <> ${viewer.personId}::uuid) AS people,
        min(how) FILTER (WHERE person_id = ${viewer.personId}::uuid) AS own
      FROM voice GROUP BY root_id
    ), offered AS (
      SELECT t.id, t.block_id, t.words, v.people, v.own, row_number() OVER (PARTITION BY t.block_id ORDER BY v.people DESC, t.id) AS place
      FROM trouble t JOIN voices v ON v.root_id = t.root_id
    ), explained AS (
      SELECT DISTINCT t.block_id, a.id, a.words, a.at,
        first_value(t.words) OVER (PARTITION BY t.block_id, a.id ORDER BY t.me_toos DESC, t.at) AS question
      FROM answered a JOIN report t ON t.root_id = a.root_id
      UNION ALL
      SELECT k.block_id, k.id, k.words, k.edited_at, k.question FROM library_answer k
      WHERE k.module_id = ${moduleId}::uuid AND k.migration_id = ${viewer.migration.id}::uuid AND k.retired_at IS NULL
    )
    SELECT block_id, json_agg(item ORDER BY place) FILTER (WHERE what = 'open') AS open,
      json_agg(item ORDER BY place) FILTER (WHERE what = 'answer') AS answers
    FROM (
      SELECT block_id, 'open' AS what, place,
        json_build_object('id', id, 'words', words, 'others', people, 'own', substr(own, 3)) AS item
      FROM offered WHERE place <= 3
      UNION ALL
      SELECT block_id, 'answer', row_number() OVER (PARTITION BY block_id ORDER BY at DESC, id),
        json_build_object('words', words, 'at', at, 'question', question)
      FROM explained
    ) known
    GROUP BY block_id`
  return Object.fromEntries(rows.map((row) => [row.block_id, confusionOf(row)]))
}

/** As `openReportsOfModule`, of the module that a page's address names; nothing for an address of none. */
export async function openReportsAt(viewer: Viewer, slug: string): Promise<ModuleConfusion> {
  const moduleId = await moduleIdAt(slug)
  return moduleId ? openReportsOfModule(viewer, moduleId) : {}
}

const confusionOf = ({ open, answers }: Row): BlockConfusion => ({
  open: open ?? [],
  answers: (answers ?? []).slice(0, 3).map((answer) => ({ ...answer, at: new Date(answer.at) })),
})
