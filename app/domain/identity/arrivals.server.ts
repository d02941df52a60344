import { WRITES_READ_MODELS } from '#app/platform/database/read-models.ts'
import { sql } from '#app/platform/database/sql.server.ts'

/** How an instant of `arrival()` is written in SQL, so that none of its microseconds is lost. */
export const ARRIVAL_FORMAT = 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'

/**
 * Until when everything that came in can be seen: the start of the oldest transaction that is still writing what happened,
 * or now. A list that stops before it never passes by a row whose transaction ends later. To be asked before the list is read.
 */
export async function settledUntil(): Promise<string> {
  const [row] = await sql<{ until: string }>`
    SELECT to_char(least(statement_timestamp(), (SELECT min(xact_start) FROM pg_stat_activity
      WHERE datname = current_database() AND backend_xid IS NOT NULL
        AND application_name <> ${WRITES_READ_MODELS})), ${ARRIVAL_FORMAT}) AS until`
  if (!row) throw new Error('The database did not tell the time.')
  return row.until
}
