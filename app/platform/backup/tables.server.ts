import type pg from 'pg'
import type { TableHead } from './archive.ts'

/**
 * The tables that are the deployment's state: all of ours. Partitions come with their table; the job queue's own
 * schema is made anew, because whatever waits to be done stands in our tables.
 */
export async function tablesOf(client: pg.Client): Promise<TableHead[]> {
  const { rows } = await client.query<TableHead>(`
    SELECT json_build_array(n.nspname, c.relname) AS "table",
           (SELECT json_agg(a.attname ORDER BY a.attnum) FROM pg_attribute a
             WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped AND a.attgenerated = '') AS columns
    FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
    WHERE c.relkind IN ('r', 'p') AND NOT c.relispartition AND ${OURS}
    ORDER BY n.nspname, c.relname`)
  return rows
}

/** Schemas that our migrations make, on a row of `pg_namespace n`. */
export const OURS = `n.nspname IN ('public', 'log')`
