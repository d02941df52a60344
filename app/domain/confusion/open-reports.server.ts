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
    WITH own_and_joined AS (
      SELECT c.id, root.id AS root_id, root.state
      FROM confusion_cluster c JOIN confusion_cluster root ON root.id = coalesce(c.merged_into_id, c.id)
      WHERE c.module_id = ${moduleId}::uuid AND c.migration_id = ${viewer.migration.id}::uuid
    ), report AS (
      SELECT r.id, r.block_id, r.words, r.at, c.root_id, c.state,
        (SELECT count(*) FROM me_too m WHERE m.report_id = r.id) AS me_toos
      FROM own_and_joined c JOIN confusion_report r ON r.cluster_id = c.id
    ), trouble AS (
      SELECT DISTINCT ON (block_id, root_id) id, block_id, words, root_id
      FROM report WHERE state <> 'resolved' ORDER BY block_id, root_id, me_toos DESC, at, id
    ), offered AS (
      SELECT t.id, t.block_id, t.words, v.people, v.own, row_number() OVER (PARTITION BY t.block_id ORDER BY v.people DESC, t.id) AS place
      FROM trouble t
      CROSS JOIN LATERAL (
        SELECT count(DISTINCT v.person_id) FILTER (WHERE v.person_id <> ${viewer.personId}::uuid) AS people,
          min(v.how) FILTER (WHERE v.person_id = ${viewer.personId}::uuid) AS own
        FROM (
          SELECT r.person_id, '1 report' AS how FROM confusion_report r JOIN confusion_cluster c ON c.id = r.cluster_id
            WHERE coalesce(c.merged_into_id, c.id) = t.root_id
          UNION ALL
          SELECT m.person_id, '2 me too' FROM me_too m JOIN confusion_report r ON r.id = m.report_id
            JOIN confusion_cluster c ON c.id = r.cluster_id WHERE coalesce(c.merged_into_id, c.id) = t.root_id
        ) v
      ) v
    ), explained AS (
      SELECT DISTINCT t.block_id, a.id, a.words, a.at,
        first_value(t.words) OVER (PARTITION BY t.block_id, a.id ORDER BY t.me_toos DESC, t.at) AS question
      FROM report t JOIN answer a ON a.cluster_id = t.root_id AND a.public
      WHERE NOT EXISTS (SELECT FROM library_answer k WHERE k.cluster_id = t.root_id AND k.retired_at IS NULL)
        AND (t.state <> 'resolved' OR EXISTS (
          SELECT FROM resolution s LEFT JOIN release e ON e.id = s.release_id
          WHERE s.cluster_id = t.root_id AND s.reopened_at IS NULL
            AND (s.kind IN ('explanation', 'will not change') OR e.withdrawn_at IS NOT NULL)))
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
