import type { Sql } from '#app/platform/database/sql.server.ts'

/** Notes that something was done about all reports of a trouble, so that programs get them again. */
export async function noteChange(sql: Sql, clusterId: string): Promise<void> {
  await sql`
    UPDATE confusion_report SET changed_at = arrival() WHERE cluster_id IN (
      SELECT id FROM confusion_cluster WHERE id = ${clusterId}::uuid OR merged_into_id = ${clusterId}::uuid)`
}
