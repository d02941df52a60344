import { sql } from '#app/platform/database/sql.server.ts'
import type { Job } from './job.ts'

/** Makes the event log's partitions of the months to come, long before anything falls into them. */
export const ensurePartitions: Job = {
  run: async ({ now }) => {
    await sql`SELECT log.ensure_partitions(${now}::timestamptz, ${now}::timestamptz + interval '3 months')`
  },
  cron: '23 2 * * *',
  atStart: true,
}
