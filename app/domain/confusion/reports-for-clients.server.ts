import { z } from 'zod'
import { type ApiClient, ensureScope } from '#app/domain/identity/api-tokens.server.ts'
import { ARRIVAL_FORMAT, settledUntil } from '#app/domain/identity/arrivals.server.ts'
import { HappenedInput, type ListPage, pageOf, placeIn } from '#app/domain/identity/client-lists.ts'
import { sql } from '#app/platform/database/sql.server.ts'

/** A report and what became of its trouble, as programs get it. */
export const ReportItem = z.strictObject({
  id: z.uuid(),
  /** the trouble that it is part of: reports of one trouble are answered together */
  trouble: z.uuid(),
  /** the newest step in the trouble's history, or `none`: a resolution names it */
  revision: z.string(),
  at: z.iso.datetime(),
  kind: z.enum(['unclear', 'missing', 'wrong', 'slow', 'other']),
  words: z.string(),
  quote: z.string().nullable(),
  blocking: z.boolean(),
  module: z.string(),
  block: z.string(),
  release: z.string(),
  milestone: z.string().nullable(),
  /** null where the reporter does not want to be known */
  person: z.uuid().nullable(),
  meToos: z.number().int(),
  state: z.string(),
  severity: z.string(),
  answeredAt: z.iso.datetime().nullable(),
  resolution: z
    .strictObject({
      kind: z.string(),
      at: z.iso.datetime(),
      release: z.string().nullable(),
      url: z.string().nullable(),
    })
    .nullable(),
})
export type ReportItem = z.output<typeof ReportItem>

export const ReportsInput = HappenedInput.extend({
  state: z.string().max(40).optional(),
  module: z.string().max(200).optional(),
})

type Row = Omit<ReportItem, 'at' | 'answeredAt' | 'resolution'> & {
  at: Date
  changedAt: string
  answeredAt: Date | null
  resolvedAt: Date | null
  outcome: string | null
  fixedIn: string | null
  url: string | null
}

/** Confusion reports in the order in which something was last done about them; `since` is about when they were sent. */
export async function reportsFor(
  client: ApiClient,
  query: z.output<typeof ReportsInput>,
): Promise<ListPage<ReportItem>> {
  ensureScope(client, 'confusion:read')
  const from = placeIn(query)
  const until = await settledUntil()
  const rows = await sql<Row>`
    SELECT r.id, root.id AS trouble, coalesce((SELECT a.id::text FROM confusion_action a WHERE a.cluster_id = root.id
        ORDER BY a.at DESC, a.id DESC LIMIT 1), 'none') AS revision, r.at, r.kind::text, r.words, r.quote, r.blocking, m.slug AS module, r.block_id AS block,
      e.label AS release, s.slug AS milestone, CASE WHEN r.anonymous THEN NULL ELSE r.person_id END AS person,
      (SELECT count(*) FROM me_too t WHERE t.report_id = r.id) AS "meToos", root.state::text, root.severity::text,
      (SELECT min(a.at) FROM answer a WHERE a.cluster_id = root.id) AS "answeredAt",
      o.at AS "resolvedAt", o.kind::text AS outcome, f.label AS "fixedIn", o.url,
      to_char(r.changed_at, ${ARRIVAL_FORMAT}) AS "changedAt"
    FROM confusion_report r
    JOIN confusion_cluster c ON c.id = r.cluster_id
    JOIN confusion_cluster root ON root.id = coalesce(c.merged_into_id, c.id)
    JOIN module m ON m.id = r.module_id JOIN release e ON e.id = r.release_id
    LEFT JOIN milestone s ON s.id = r.milestone_id
    LEFT JOIN resolution o ON o.cluster_id = root.id AND o.reopened_at IS NULL
    LEFT JOIN release f ON f.id = o.release_id
    WHERE r.migration_id = ${client.migration.id} AND (r.changed_at, r.id) > (${from[0]}::timestamptz, ${from[1]}::uuid)
      AND r.changed_at < ${until}::timestamptz AND (${query.since ?? null}::timestamptz IS NULL OR r.at >= ${query.since ?? null})
      AND (${query.state ?? null}::text IS NULL OR root.state::text = ${query.state ?? null})
      AND (${query.module ?? null}::text IS NULL OR m.slug = ${query.module ?? null})
    ORDER BY r.changed_at, r.id LIMIT ${query.limit}`
  const page = pageOf(rows, from, (row) => [row.changedAt, row.id])
  return { ...page, data: page.data.map(itemOf) }
}

function itemOf({ changedAt: _, at, answeredAt, resolvedAt, outcome, fixedIn, url, ...row }: Row): ReportItem {
  return {
    ...row,
    at: at.toISOString(),
    answeredAt: answeredAt?.toISOString() ?? null,
    resolution: resolvedAt && outcome ? { kind: outcome, at: resolvedAt.toISOString(), release: fixedIn, url } : null,
  }
}
