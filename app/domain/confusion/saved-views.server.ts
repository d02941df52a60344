import { Refusal } from '#app/domain/errors.ts'
import { ensure } from '#app/domain/identity/abilities.ts'
import type { Viewer } from '#app/domain/identity/viewer.ts'
import { paths } from '#app/http/paths.ts'
import { inTransaction, sql } from '#app/platform/database/sql.server.ts'
import { newId } from '#app/platform/ids.ts'
import type { SavedView } from './board.ts'
import { boardFilterOf, boardQueryOf } from './board.ts'

const VIEWS_LIMIT = 30

/** The views of the board that the viewer saved for themselves, each with its query as the board writes it. */
export async function savedViews(viewer: Viewer): Promise<SavedView[]> {
  ensure(viewer, 'confusion.read')
  const views = await sql<SavedView>`
    SELECT id, name, filters AS query FROM saved_view
    WHERE person_id = ${viewer.personId}::uuid AND migration_id = ${viewer.migration?.id ?? null}::uuid
      AND page = ${paths.confusion()} ORDER BY lower(name), id`
  return views.map((view) => ({ ...view, query: boardQueryOf(boardFilterOf(new URLSearchParams(view.query))) }))
}

/** Saves filters under a name; a view of the same name is replaced. Answers them as the address has them. */
export async function saveView(viewer: Viewer, input: { name: string; filters: string }, now: Date): Promise<string> {
  ensure(viewer, 'confusion.read')
  const query = boardQueryOf(boardFilterOf(new URLSearchParams(input.filters)))
  await inTransaction(async (sql) => {
    await sql`SELECT FROM person WHERE id = ${viewer.personId}::uuid FOR UPDATE`
    await sql`
      INSERT INTO saved_view (id, person_id, migration_id, name, page, filters, created_at)
      VALUES (${newId(now)}, ${viewer.personId}, ${viewer.migration?.id}, ${input.name}, ${paths.confusion()}, ${query}, ${now})
      ON CONFLICT (person_id, migration_id, page, name) DO UPDATE SET filters = excluded.filters`
    const [own] = await sql<{ count: number }>`
      SELECT count(*) FROM saved_view WHERE person_id = ${viewer.personId}::uuid AND page = ${paths.confusion()}`
    if ((own?.count ?? 0) > VIEWS_LIMIT)
      throw new Refusal('conflict', `You have ${VIEWS_LIMIT} views. Remove one first.`)
  })
  return query
}

/** Forgets a view of the viewer's own; somebody else's stays. */
export async function forgetView(viewer: Viewer, id: string): Promise<void> {
  await sql`DELETE FROM saved_view WHERE id = ${id}::uuid AND person_id = ${viewer.personId}::uuid`
}
