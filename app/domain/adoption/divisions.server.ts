import { part, sql } from '#app/platform/database/sql.server.ts'
import type { Division, Group } from './cells.ts'

/**
 * How the figures of a migration's tasks are divided: by all its audiences, in their order, or all its cohorts; retired
 * and closed ones too, because their people took part. `weekStart`: the instant at which the running week began.
 */
export async function divisionOf(migrationId: string, by: Group['by'], weekStart: number): Promise<Division> {
  const rows = await sql<{ id: string }>`
    SELECT id FROM ${by === 'audience' ? part`audience` : part`cohort`} WHERE migration_id = ${migrationId}::uuid
    ORDER BY ${by === 'audience' ? part`position, name` : part`name`}, id`
  return { by, groups: rows.map(({ id }) => id), weekStart }
}
