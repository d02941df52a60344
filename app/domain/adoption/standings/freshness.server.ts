import { sql } from '#app/platform/database/sql.server.ts'

/** Of when the standings are: now, unless a change still waits to be taken in; then of the moment before it. */
export async function standingsAsOf(now: Date): Promise<Date> {
  const [row] = await sql<{ at: Date | null }>`
    SELECT least((SELECT min(at) FROM stale_person), (SELECT min(at) FROM stale_plan)) AS at`
  return row?.at && row.at < now ? row.at : now
}
