import type { Viewer } from '#app/domain/identity/viewer.ts'
import { sql } from '#app/platform/database/sql.server.ts'
import { newId } from '#app/platform/ids.ts'

/** Keeps the first time that a champion opened a cohort that they lead; of nobody else. */
export async function lookedAtCohort(viewer: Viewer, cohortId: string, now: Date): Promise<void> {
  if (!viewer.roles.has('champion')) return
  await sql`
    INSERT INTO champion_look (id, person_id, cohort_id, at)
    SELECT ${newId(now)}::uuid, h.person_id, h.cohort_id, ${now}::timestamptz FROM cohort_champion h
    WHERE h.cohort_id::text = ${cohortId} AND h.person_id = ${viewer.personId}::uuid AND h."to" IS NULL
    ON CONFLICT DO NOTHING`
}

/** Keeps the first time that a champion opened a playbook; of nobody else. */
export async function lookedAtPlaybook(viewer: Viewer, slug: string, now: Date): Promise<void> {
  if (!viewer.roles.has('champion')) return
  await sql`
    INSERT INTO champion_look (id, person_id, playbook_id, at)
    SELECT ${newId(now)}::uuid, ${viewer.personId}::uuid, p.id, ${now}::timestamptz FROM playbook p
    WHERE p.slug = ${slug} AND p.retired_at IS NULL AND p.migration_id = ${viewer.migration?.id ?? null}::uuid
    ON CONFLICT DO NOTHING`
}
