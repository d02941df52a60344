import { Refusal } from '#app/domain/errors.ts'
import { can, ensure } from '#app/domain/identity/abilities.ts'
import type { Viewer } from '#app/domain/identity/viewer.ts'
import { type Sql, sql } from '#app/platform/database/sql.server.ts'
import { asId } from '#app/platform/ids.ts'

/** A cohort that somebody may act in. */
export type LedCohort = { id: string; name: string; timeZone: string; migrationId: string }

/**
 * The cohort, if the viewer leads it today, or may manage every one of the migration. Refuses with `missing` any other
 * cohort, and with `forbidden` whoever leads none.
 */
export async function ledCohort(viewer: Viewer, id: string, _now: Date, on: Sql = sql): Promise<LedCohort> {
  const managesAll = can(viewer, 'cohort.manage')
  if (!managesAll) ensure(viewer, 'cohort.lead')
  const [cohort] = await on<LedCohort>`
    SELECT c.id, c.name, c.time_zone AS "timeZone", c.migration_id AS "migrationId" FROM cohort c
    WHERE c.id = ${asId(id)}::uuid AND c.migration_id = ${viewer.migration?.id ?? null}::uuid
      AND (${managesAll}::boolean OR (c.closed_at IS NULL AND EXISTS (
        SELECT FROM cohort_champion h
        WHERE h.cohort_id = c.id AND h."to" IS NULL AND h.person_id = ${viewer.personId}::uuid)))`
  if (!cohort) throw new Refusal('missing', 'There is no such cohort among yours.')
  return cohort
}
