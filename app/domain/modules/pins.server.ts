import { sql } from '#app/platform/database/sql.server.ts'
import { Refusal } from '../errors.ts'
import type { Viewer } from '../identity/viewer.ts'

/** Keeps a quick reference on the viewer's home; a repeat changes nothing. Refuses what is none with `missing`. */
export async function pin(viewer: Viewer, slug: string, now: Date): Promise<void> {
  const pinned = await sql`
    INSERT INTO pin (person_id, module_id, at)
    SELECT ${viewer.personId}::uuid, m.id, ${now} FROM module m JOIN release r ON r.id = m.current_release_id
    WHERE m.slug = ${slug} AND m.migration_id = ${viewer.migration?.id ?? null}::uuid AND r.kind = 'quick reference'
    ON CONFLICT (person_id, module_id) DO UPDATE SET at = pin.at
    RETURNING module_id`
  if (pinned.length === 0) throw new Refusal('missing', 'There is no such quick reference.')
}

/** Takes it from home again; a repeat changes nothing. */
export async function unpin(viewer: Viewer, slug: string): Promise<void> {
  await sql`
    DELETE FROM pin WHERE person_id = ${viewer.personId}::uuid
      AND module_id = (SELECT id FROM module WHERE slug = ${slug})`
}
