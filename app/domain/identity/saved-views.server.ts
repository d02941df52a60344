import { Refusal } from '#app/domain/errors.ts'
import { inTransaction, sql } from '#app/platform/database/sql.server.ts'
import { asId, newId } from '#app/platform/ids.ts'
import type { Viewer } from './viewer.ts'

const VIEWS_LIMIT = 30

/** A page with its filters, as the address has them, under a name that somebody gave it for themselves. */
export type SavedPage = { id: string; page: string; name: string; filters: string }

/** All that the viewer saved in their migration, by name. Which pages somebody may save is the caller's to know. */
export async function savedPagesOf(viewer: Viewer): Promise<SavedPage[]> {
  return sql<SavedPage>`
    SELECT id, page, name, filters FROM saved_view
    WHERE person_id = ${viewer.personId}::uuid AND migration_id = ${viewer.migration?.id ?? null}::uuid
    ORDER BY lower(name), id`
}

/** Saves a page under a name; one of the same page and name is replaced. */
export async function keepPage(viewer: Viewer, view: Omit<SavedPage, 'id'>, now: Date): Promise<void> {
  const migrationId = viewer.migration?.id ?? null
  await inTransaction(async (tx) => {
    await tx`SELECT FROM person WHERE id = ${viewer.personId}::uuid FOR UPDATE`
    await tx`
      INSERT INTO saved_view (id, person_id, migration_id, name, page, filters, created_at)
      VALUES (${newId(now)}, ${viewer.personId}, ${migrationId}, ${view.name}, ${view.page}, ${view.filters}, ${now})
      ON CONFLICT (person_id, migration_id, page, name) DO UPDATE SET filters = excluded.filters`
    const [own] = await tx<{ count: number }>`
      SELECT count(*) FROM saved_view WHERE person_id = ${viewer.personId}::uuid AND page = ${view.page}`
    if ((own?.count ?? 0) > VIEWS_LIMIT)
      throw new Refusal('conflict', `You have ${VIEWS_LIMIT} views. Remove one first.`)
  })
}

/** Gives a view of the viewer's own another name; refuses one that another of the same page has. */
export async function renamePage(viewer: Viewer, id: string, name: string): Promise<void> {
  const [renamed] = await sql<{ id: string }>`
    UPDATE saved_view v SET name = ${name} WHERE id = ${asId(id)}::uuid AND person_id = ${viewer.personId}::uuid
      AND NOT EXISTS (SELECT FROM saved_view o WHERE o.person_id = v.person_id AND o.migration_id = v.migration_id
        AND o.page = v.page AND o.name = ${name} AND o.id <> v.id)
    RETURNING id`
  if (!renamed) throw new Refusal('conflict', `Another view of this page is called “${name}”.`)
}

/** Forgets a view of the viewer's own; somebody else's stays. */
export async function forgetPage(viewer: Viewer, id: string): Promise<void> {
  await sql`DELETE FROM saved_view WHERE id = ${asId(id)}::uuid AND person_id = ${viewer.personId}::uuid`
}
