import { Refusal } from '#app/domain/errors.ts'
import { can, ensure } from '#app/domain/identity/abilities.ts'
import type { Viewer } from '#app/domain/identity/viewer.ts'
import { type Sql, sql } from '#app/platform/database/sql.server.ts'
import { asId } from '#app/platform/ids.ts'

/** A cohort that somebody may act in. */
export type LedCohort = { id: string; name: string; timeZone: string; migrationId: string }

/**
 * A cohort that the viewer leads today, as long as it is open, or may manage as they may every cohort of the migration. Any
 * other is `missing`; who leads none and manages none is refused with `forbidden`.
 */
export async function ledCohort(viewer: Viewer, id: string, now: Date, on: Sql = sql): Promise<LedCohort> {
  const manages = can(viewer, 'cohort.manage')
  if (!manages) ensure(viewer, 'cohort.lead')
  const [cohort] = await on<LedCohort>`
    SELECT c.id, c.name, c.time_zone AS "timeZone", c.migration_id AS "migrationId" FROM cohort c
    WHERE c.id = ${asId(id)}::uuid AND c.migration_id = ${viewer.migration?.id ?? null}::uuid
      AND (${manages}::boolean OR ((c.closed_at IS NULL OR c.closed_at > ${now}) AND EXISTS (
        SELECT FROM cohort_champion h
        WHERE h.cohort_id = c.id AND h."to" IS NULL AND h.person_id = ${viewer.personId}::uuid)))`
  if (!cohort) throw new Refusal('missing', 'There is no such cohort among yours.')
  return cohort
}
