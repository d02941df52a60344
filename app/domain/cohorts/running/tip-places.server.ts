import { Refusal } from '#app/domain/errors.ts'
import { can } from '#app/domain/identity/abilities.ts'
import type { Viewer } from '#app/domain/identity/viewer.ts'
import { sql } from '#app/platform/database/sql.server.ts'
import { asId } from '#app/platform/ids.ts'

/** Where a tip of a session may belong: the blocks of the modules that it worked on. */
export type TipPlaces = {
  session: { id: string; title: string; cohortId: string }
  /** whether the viewer runs the session, and goes back to its summary */
  runs: boolean
  modules: { slug: string; title: string; blocks: { id: string; title: string }[] }[]
}

/** For whoever was in the session, or leads its cohort; to everybody else it is `missing`. */
export async function tipPlacesOf(viewer: Viewer, sessionId: string): Promise<TipPlaces> {
  const [found] = await sql<{ id: string; title: string; cohortId: string; leads: boolean; slugs: string[] }>`
    SELECT s.id, s.title, s.cohort_id AS "cohortId", h.person_id IS NOT NULL AS leads,
      ARRAY(SELECT DISTINCT part->>'module' FROM session_run r, jsonb_array_elements(r.agenda) part
        WHERE r.session_id = s.id AND part->>'module' IS NOT NULL) AS slugs
    FROM cohort_session s
    JOIN cohort c ON c.id = s.cohort_id AND c.migration_id = ${viewer.migration?.id ?? null}::uuid
    LEFT JOIN attendance a ON a.session_id = s.id AND a.person_id = ${viewer.personId}::uuid
    LEFT JOIN cohort_champion h ON h.cohort_id = c.id AND h.person_id = ${viewer.personId}::uuid AND h."to" IS NULL
    WHERE s.id = ${asId(sessionId)}::uuid AND s.opened_at IS NOT NULL
      AND (a.person_id IS NOT NULL OR h.person_id IS NOT NULL OR ${can(viewer, 'cohort.manage')}::boolean)`
  if (!found) throw new Refusal('missing', 'You were not in that session.')
  const { leads, slugs, ...session } = found
  const modules = await sql<TipPlaces['modules'][number]>`
    SELECT m.slug, r.title,
      (SELECT jsonb_agg(jsonb_build_object('id', b.block_id, 'title', b.title) ORDER BY b.position)
        FROM release_block b WHERE b.release_id = r.id) AS blocks
    FROM module m JOIN release r ON r.id = m.current_release_id
    WHERE m.migration_id = ${viewer.migration?.id ?? null}::uuid AND m.slug = ANY (${slugs}::text[])
    ORDER BY m.position`
  return { session, runs: leads || can(viewer, 'cohort.manage'), modules }
}
