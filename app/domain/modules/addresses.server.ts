import { sql } from '#app/platform/database/sql.server.ts'

/** A slug, also a former one, leads to one module for ever, so it is looked up once a process. */
const known = new Map<string, string>()

/** The id of the module with this slug, or with this former slug; null if there is none. */
export async function moduleIdAt(slug: string): Promise<string | null> {
  const moduleId = known.get(slug)
  if (moduleId) return moduleId
  const [row] = await sql<{ id: string }>`
    SELECT id FROM module WHERE slug = ${slug} UNION ALL SELECT module_id FROM module_alias WHERE slug = ${slug} LIMIT 1`
  if (!row) return null
  known.set(slug, row.id)
  return row.id
}
