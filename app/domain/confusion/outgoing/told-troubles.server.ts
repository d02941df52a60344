import { paths } from '#app/http/paths.ts'
import type { Sql } from '#app/platform/database/sql.server.ts'
import { env } from '#app/platform/env.server.ts'

/** How a trouble stands right after a change, as programs are told it. People are ids, and reporters are nobody. */
export type ToldTrouble = {
  id: string
  /** the newest step of its history, or `none`: a resolution that is sent back names it */
  revision: string
  state: string
  severity: string
  assignee: string | null
  module: string
  block: string
  /** the trouble that it was joined with */
  mergedInto: string | null
  reports: number
  meToos: number
  url: string
}

/** A trouble as it stands in this transaction. */
export async function toldTrouble(sql: Sql, clusterId: string): Promise<ToldTrouble & { migration: string }> {
  const [row] = await sql<Omit<ToldTrouble, 'url'> & { migration: string }>`
    SELECT c.id, coalesce((SELECT a.id::text FROM confusion_action a WHERE a.cluster_id = c.id
        ORDER BY a.at DESC, a.id DESC LIMIT 1), 'none') AS revision,
      c.state::text, c.severity::text, c.assignee_id AS assignee, m.slug AS module, c.block_id AS block,
      c.merged_into_id AS "mergedInto", g.slug AS migration,
      (SELECT count(*) FROM confusion_report r JOIN confusion_cluster d ON d.id = r.cluster_id
        WHERE d.id = c.id OR d.merged_into_id = c.id) AS reports,
      (SELECT count(*) FROM me_too t JOIN confusion_report r ON r.id = t.report_id
        JOIN confusion_cluster d ON d.id = r.cluster_id WHERE d.id = c.id OR d.merged_into_id = c.id) AS "meToos"
    FROM confusion_cluster c JOIN module m ON m.id = c.module_id JOIN migration g ON g.id = c.migration_id
    WHERE c.id = ${clusterId}::uuid`
  if (!row) throw new Error('There is no such trouble.')
  return { ...row, url: env.ORIGIN + paths.confusionCluster(clusterId) }
}

/** A report as programs are told it: without a name nobody's, and then without attempt, browser and audience as always. */
export async function toldReport(sql: Sql, reportId: string): Promise<Record<string, unknown>> {
  const [row] = await sql`
    SELECT r.id, r.at, r.kind::text, r.words, r.quote, r.blocking, e.label AS release, s.slug AS milestone,
      CASE WHEN NOT r.anonymous THEN r.person_id END AS person,
      (SELECT count(*) FROM me_too t WHERE t.report_id = r.id) AS "meToos"
    FROM confusion_report r JOIN release e ON e.id = r.release_id LEFT JOIN milestone s ON s.id = r.milestone_id
    WHERE r.id = ${reportId}::uuid`
  return row ?? {}
}
