import { sql } from '#app/platform/database/sql.server.ts'
import type { Way } from './way.ts'

/** The newest migration as strangers see it; null while there is none. */
export async function wayOnShow(): Promise<Way | null> {
  const [way] = await sql<Way>`
    SELECT g.organisation, g.old_product AS "oldProduct", g.new_product AS "newProduct", g.time_zone AS "timeZone",
      coalesce((SELECT json_agg(json_build_object('name', split_part(m.name, ':', 1), 'state', m.state, 'date', m.date)
        ORDER BY m.date, m.position) FROM milestone m WHERE m.migration_id = g.id), '[]') AS stops
    FROM migration g WHERE g.archived_at IS NULL
    ORDER BY g.created_at DESC, g.id DESC LIMIT 1`
  return way ?? null
}
