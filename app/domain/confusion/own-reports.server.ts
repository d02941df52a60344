import { Refusal } from '#app/domain/errors.ts'
import type { Viewer } from '#app/domain/identity/viewer.ts'
import type { LocalDay } from '#app/domain/migrations/local-days.ts'
import { type Part, part, sql } from '#app/platform/database/sql.server.ts'
import type { ConfusionKind, ConfusionState, ResolutionKind } from './kinds.ts'
import { knownId } from './known-id.ts'
import type { OwnReport, OwnReportDetail, SentContext } from './own-reports.ts'
import { picturesOf } from './pictures.server.ts'
import type { RichDoc } from './rich-words.ts'
import { threadOf } from './thread.server.ts'

/** More than anybody reads; older ones are found from their notices. */
const LIST_LIMIT = 200

type Row = {
  id: string
  how: OwnReport['as']
  said_at: Date
  words: string
  kind: ConfusionKind
  slug: string
  title: string
  block_id: string
  block_title: string
  label: string
  state: ConfusionState
  others: number
  answered_at: Date | null
  fix_by: LocalDay | null
  resolved_at: Date | null
  outcome: ResolutionKind | null
  fixed_in: string | null
  withdrawn: boolean
  url: string | null
  changed_on: LocalDay | null
  helped: boolean | null
  asked_at: Date | null
}

/** What the viewer reported in their migration, and said "me too" to, newest first. One statement. */
export async function reportsOf(viewer: Viewer): Promise<OwnReport[]> {
  const rows = await ownRows(viewer, part`r.migration_id = ${viewer.migration?.id ?? null}::uuid`)
  return rows.map(ownReport)
}

type DetailRow = SentContext & {
  body: RichDoc | null
  cluster_id: string
  root_id: string
  is_own: boolean
  me_too_words: string | null
}

/** One of the viewer's reports, or one that they said "me too" to; anybody else's is missing. */
export async function reportOf(viewer: Viewer, reportId: string): Promise<OwnReportDetail> {
  const id = knownId(reportId)
  const [rows, details] = await Promise.all([ownRows(viewer, part`r.id = ${id}::uuid`), detailRows(viewer, id)])
  const [row] = rows
  const [detail] = details
  if (!row || !detail) throw new Refusal('missing', 'There is no such report.')
  const { cluster_id, root_id, is_own, me_too_words, body, ...context } = detail
  return {
    ...ownReport(row),
    context: is_own ? context : null,
    meTooWords: me_too_words,
    body: is_own ? body : null,
    pictures: is_own ? ((await picturesOf([id])).get(id) ?? []) : [],
    thread: await threadOf(cluster_id, root_id, 'reporter'),
  }
}

function ownRows(viewer: Viewer, which: Part): Promise<Row[]> {
  return sql<Row>`
    WITH own AS (
      SELECT r.id, r.at, 'report' AS how FROM confusion_report r
      WHERE r.person_id = ${viewer.personId}::uuid AND ${which}
      UNION ALL
      SELECT r.id, m.at, 'me too' FROM me_too m JOIN confusion_report r ON r.id = m.report_id
      WHERE m.person_id = ${viewer.personId}::uuid AND ${which}
    )
    SELECT r.id, own.how, own.at AS said_at, r.words, r.kind::text, m.slug, e.title, r.block_id, b.title AS block_title,
      e.label, root.state::text, others.count AS others, a.at AS answered_at, a.fix_by,
      s.at AS resolved_at, s.kind::text AS outcome, f.label AS fixed_in, f.withdrawn_at IS NOT NULL AS withdrawn, s.url, s.changed_on, v.helped,
      t.at AS asked_at
    FROM own
    JOIN confusion_report r ON r.id = own.id
    JOIN module m ON m.id = r.module_id
    JOIN release e ON e.id = r.release_id
    JOIN release_block b ON b.release_id = r.release_id AND b.block_id = r.block_id
    JOIN confusion_cluster c ON c.id = r.cluster_id
    JOIN confusion_cluster root ON root.id = coalesce(c.merged_into_id, c.id)
    LEFT JOIN resolution s ON s.cluster_id = root.id AND s.reopened_at IS NULL
    LEFT JOIN release f ON f.id = s.release_id
    LEFT JOIN verdict v ON v.resolution_id = s.id AND v.person_id = ${viewer.personId}::uuid
    LEFT JOIN told t ON t.resolution_id = s.id AND t.person_id = ${viewer.personId}::uuid
    LEFT JOIN LATERAL (
      SELECT min(a.at) AS at, (array_agg(x.detail->>'fixBy' ORDER BY a.at DESC))[1] AS fix_by
      FROM answer a LEFT JOIN confusion_action x
        ON x.cluster_id = a.cluster_id AND x.kind = 'answered' AND x.detail->>'answerId' = a.id::text
      WHERE a.cluster_id = root.id
        AND a.at > coalesce((SELECT max(o.reopened_at) FROM resolution o WHERE o.cluster_id = root.id), '-infinity')
    ) a ON true
    CROSS JOIN LATERAL (
      SELECT count(DISTINCT x.person_id) FROM (
        SELECT q.person_id FROM confusion_report q JOIN confusion_cluster d ON d.id = q.cluster_id
          WHERE coalesce(d.merged_into_id, d.id) = root.id
        UNION ALL
        SELECT t.person_id FROM me_too t JOIN confusion_report q ON q.id = t.report_id
          JOIN confusion_cluster d ON d.id = q.cluster_id WHERE coalesce(d.merged_into_id, d.id) = root.id
      ) x WHERE x.person_id <> ${viewer.personId}::uuid
    ) others
    ORDER BY own.at DESC, r.id DESC LIMIT ${LIST_LIMIT}`
}

function detailRows(viewer: Viewer, id: string): Promise<DetailRow[]> {
  return sql<DetailRow>`
    SELECT c.id AS cluster_id, coalesce(c.merged_into_id, c.id) AS root_id, r.person_id = ${viewer.personId}::uuid AS is_own,
      r.body, r.anonymous, r.blocking, r.quote, r.place, s.name AS milestone, u.name AS audience, r.browser,
      CASE WHEN t.id IS NOT NULL THEN json_build_object('ordinal', t.ordinal, 'errors', json_build_object('count', t.errors,
        'types', coalesce((SELECT json_agg(DISTINCT x.type ORDER BY x.type) FROM attempt_error x WHERE x.attempt_id = t.id), '[]')))
        END AS attempt, e.withdrawn_at IS NOT NULL AS withdrawn,
      (SELECT m.words FROM me_too m WHERE m.report_id = r.id AND m.person_id = ${viewer.personId}::uuid) AS me_too_words
    FROM confusion_report r JOIN confusion_cluster c ON c.id = r.cluster_id JOIN release e ON e.id = r.release_id
    LEFT JOIN milestone s ON s.id = r.milestone_id
    LEFT JOIN audience u ON u.id = r.audience_id
    LEFT JOIN attempt t ON t.id = r.attempt_id
    WHERE r.id = ${id}::uuid`
}

function ownReport(row: Row): OwnReport {
  const resolved =
    row.resolved_at && row.outcome
      ? {
          at: row.resolved_at,
          outcome: {
            kind: row.outcome,
            release: row.fixed_in,
            isWithdrawn: row.withdrawn,
            url: row.url,
            changedOn: row.changed_on,
          },
        }
      : null
  return {
    id: row.id,
    as: row.how,
    words: row.words,
    kind: row.kind,
    module: { slug: row.slug, title: row.title },
    block: { id: row.block_id, title: row.block_title },
    release: row.label,
    standing: { state: row.state, sentAt: row.said_at, answeredAt: row.answered_at, fixBy: row.fix_by, resolved },
    others: row.others,
    verdict: resolved === null ? null : row.helped === null ? 'asked' : row.helped ? 'yes' : 'no',
    askedAt: row.asked_at,
  }
}
