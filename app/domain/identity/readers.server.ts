import { sql } from '#app/platform/database/sql.server.ts'
import { type KnownOfViewer, viewerFrom } from './standing.ts'
import type { Viewer, ViewerMigration } from './viewer.ts'

type Row = Pick<KnownOfViewer, 'personId' | 'name' | 'email' | 'language' | 'leftOn' | 'grants'>

/**
 * People as they act in a migration by the roles that they hold there now, without anybody signing in: for what is sent
 * to them. Who has left, was erased or has no address is not among them. As learners they are not told.
 */
export async function readersIn(migrationId: string, personIds: readonly string[], now: Date): Promise<Viewer[]> {
  const [migration] = await sql<ViewerMigration>`
    SELECT id, slug, name, organisation, old_product AS "oldProduct", new_product AS "newProduct", time_zone AS "timeZone"
    FROM migration WHERE id = ${migrationId}::uuid AND archived_at IS NULL`
  if (!migration) return []
  const rows = await sql<Row>`
    SELECT p.id AS "personId", p.name, p.email, p.language, p.left_on AS "leftOn",
      coalesce((SELECT json_agg(json_build_array(g.role, g.migration_id)) FROM role_grant g
        WHERE g.person_id = p.id AND g.ended_at IS NULL), '[]') AS grants
    FROM person p
    WHERE p.id = ANY(${[...personIds]}::uuid[]) AND p.erased_at IS NULL AND p.email IS NOT NULL
    ORDER BY p.name, p.id`
  return rows.flatMap((row) => {
    const viewer = viewerFrom({ ...row, chosenId: migration.id, memberships: [], migrations: [migration] }, now)
    return viewer?.migration ? [viewer] : []
  })
}

/** Everybody who holds a role in a migration now, by name. */
export async function peopleWithRoles(migrationId: string, now: Date): Promise<Viewer[]> {
  const rows = await sql<{ id: string }>`
    SELECT DISTINCT person_id AS id FROM role_grant WHERE migration_id = ${migrationId}::uuid AND ended_at IS NULL`
  return readersIn(
    migrationId,
    rows.map(({ id }) => id),
    now,
  )
}
