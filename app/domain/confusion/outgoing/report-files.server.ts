import { ensure } from '#app/domain/identity/abilities.ts'
import type { Viewer } from '#app/domain/identity/viewer.ts'
import { paths } from '#app/http/paths.ts'
import { part, sql } from '#app/platform/database/sql.server.ts'
import { env } from '#app/platform/env.server.ts'
import { ACTOR, ACTOR_NAME } from '../actor.server.ts'
import { troublesLike } from '../board.server.ts'
import type { BoardFilter } from '../board.ts'
import type { ChangeRow, ReportRow } from './report-files.ts'

/** So many troubles at a time: few enough to be fast, enough that a file of thousands is. */
const BATCH = 200

type Linked<Row> = Omit<Row, 'link'>
const linked = <Row extends { trouble: unknown }>(row: Row): Row & { link: string } => ({
  ...row,
  link: env.ORIGIN + paths.confusionCluster(String(row.trouble)),
})

/** Every report of the troubles that the board shows with this filter, the oldest trouble first, in batches. */
export function reportsFile(viewer: Viewer, filter: BoardFilter): AsyncGenerator<ReportRow[]> {
  ensure(viewer, 'confusion.read')
  return inBatches(viewer, filter, async (ids) => (await reportRows(zoneOf(viewer), ids)).map(linked))
}

/** Every step of these troubles, what people reported and said among them, in batches. */
export function changesFile(viewer: Viewer, filter: BoardFilter): AsyncGenerator<ChangeRow[]> {
  ensure(viewer, 'confusion.read')
  return inBatches(viewer, filter, async (ids) => (await changeRows(zoneOf(viewer), ids)).map(linked))
}

const zoneOf = (viewer: Viewer) => viewer.migration?.timeZone ?? 'UTC'

async function* inBatches<Row>(
  viewer: Viewer,
  filter: BoardFilter,
  rowsOf: (ids: string[]) => Promise<Row[]>,
): AsyncGenerator<Row[]> {
  let last: { id: string; at: string } | null = null
  do {
    const batch: { id: string; at: string }[] = await sql`
      SELECT c.id, c.opened_at::text AS at FROM confusion_cluster c
      WHERE ${troublesLike(viewer, filter)}
        ${last ? part`AND (c.opened_at, c.id) > (${last.at}::timestamptz, ${last.id}::uuid)` : part``}
      ORDER BY c.opened_at, c.id LIMIT ${BATCH}`
    if (batch.length > 0) yield await rowsOf(batch.map(({ id }) => id))
    last = batch.length === BATCH ? (batch.at(-1) ?? null) : null
  } while (last)
}

function reportRows(zone: string, ids: string[]): Promise<Linked<ReportRow>[]> {
  return sql<Linked<ReportRow>>`
    SELECT c.id AS trouble, r.id AS report, (r.at AT TIME ZONE ${zone})::date AS reported_on, r.kind::text, r.words, r.quote,
      r.place, CASE WHEN r.blocking THEN 'yes' ELSE 'no' END AS blocking,
      CASE WHEN NOT r.anonymous THEN p.name END AS reporter, u.name AS audience, s.name AS milestone, m.slug AS module,
      r.block_id AS block, e.label AS release, (SELECT count(*) FROM me_too t WHERE t.report_id = r.id) AS me_toos,
      c.state::text, c.severity::text, o.name AS owner,
      ((SELECT min(a.at) FROM answer a WHERE a.cluster_id = c.id) AT TIME ZONE ${zone})::date AS answered_on,
      (x.at AT TIME ZONE ${zone})::date AS resolved_on, x.kind::text AS outcome, f.label AS fixed_in, x.url AS change_url
    FROM confusion_report r JOIN confusion_cluster own ON own.id = r.cluster_id
    JOIN confusion_cluster c ON c.id = coalesce(own.merged_into_id, own.id)
    JOIN module m ON m.id = r.module_id JOIN release e ON e.id = r.release_id JOIN person p ON p.id = r.person_id
    LEFT JOIN audience u ON u.id = r.audience_id LEFT JOIN milestone s ON s.id = r.milestone_id
    LEFT JOIN person o ON o.id = c.assignee_id
    LEFT JOIN resolution x ON x.cluster_id = c.id AND x.reopened_at IS NULL LEFT JOIN release f ON f.id = x.release_id
    WHERE c.id = ANY(${ids}::uuid[])
    ORDER BY array_position(${ids}::uuid[], c.id), reported_on, r.words, r.id`
}

/** The team's steps stand in their order; what reporters did stands before them, by its day and in no order. */
function changeRows(zone: string, ids: string[]): Promise<Linked<ChangeRow>[]> {
  return sql<Linked<ChangeRow>>`
    WITH own AS (
      SELECT d.id, coalesce(d.merged_into_id, d.id) AS trouble FROM confusion_cluster d
      WHERE d.id = ANY(${ids}::uuid[]) OR d.merged_into_id = ANY(${ids}::uuid[])
    ), change AS (
      SELECT own.trouble, own.id AS question, r.at, false AS by_team, 'reported' AS change,
        CASE WHEN NOT r.anonymous THEN p.name END AS by, r.words, NULL AS "from", NULL AS "to", NULL AS fix_promised_for,
        NULL AS outcome, NULL AS fixed_in, NULL AS change_url
      FROM own JOIN confusion_report r ON r.cluster_id = own.id JOIN person p ON p.id = r.person_id
      UNION ALL
      SELECT own.trouble, own.id, t.at, false, 'me too', NULL, t.words, NULL, NULL, NULL, NULL, NULL, NULL
      FROM own JOIN confusion_report r ON r.cluster_id = own.id JOIN me_too t ON t.report_id = r.id
      UNION ALL
      SELECT own.trouble, own.id, a.at, a.actor_id IS NOT NULL, a.kind, ${ACTOR_NAME}, coalesce(n.words, x.words),
        a.detail->>'from', coalesce(a.detail->>'to', o.name, a.detail->>'into', a.detail->>'clusterId'),
        a.detail->>'fixBy', x.kind::text, f.label, x.url
      FROM own JOIN confusion_action a ON a.cluster_id = own.id ${ACTOR}
      LEFT JOIN answer n ON n.id::text = a.detail->>'answerId'
      LEFT JOIN resolution x ON a.kind = 'resolved' AND x.id::text = a.detail->>'resolutionId'
      LEFT JOIN release f ON f.id = x.release_id LEFT JOIN person o ON o.id::text = a.detail->>'assigneeId'
    )
    SELECT trouble, question, (at AT TIME ZONE ${zone})::date AS day,
      CASE WHEN by_team THEN to_char(at AT TIME ZONE ${zone}, 'HH24:MI') END AS time, change, by, words, "from", "to",
      fix_promised_for, outcome, fixed_in, change_url
    FROM change
    ORDER BY array_position(${ids}::uuid[], trouble), day, by_team, CASE WHEN by_team THEN at END, change DESC, words`
}
