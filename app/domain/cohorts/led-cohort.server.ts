import { Refusal } from '#app/domain/errors.ts'
import { can, ensure } from '#app/domain/identity/abilities.ts'
import type { Viewer } from '#app/domain/identity/viewer.ts'
import { type Sql, sql } from '#app/platform/database/sql.server.ts'

export type LedCohort = { id: string; name: string; timeZone: string; migrationId: string }

/**
 * The cohort, if the viewer leads it today or may manage any of the migration. Any other, and one that is closed, is
 * `missing`; whoever may neither lead nor manage is refused with `forbidden`.
 */
export async function ledCohort(viewer: Viewer, id: string, _now: Date, on: Sql = sql): Promise<LedCohort> {
  const manages = can(viewer, 'cohort.manage')
  if (!manages) ensure(viewer, 'cohort.lead')
  const [cohort] = await on<LedCohort>`
    SELECT c.id, c.name, c.time_zone AS "timeZone", c.migration_id AS "migrationId" FROM cohort c
    WHERE c.id::text = ${id} AND c.migration_id = ${viewer.migration?.id ?? null}::uuid AND c.closed_at IS NULL
      AND (${manages} OR EXISTS (SELECT FROM cohort_champion h
        WHERE h.cohort_id = c.id AND h.person_id = ${viewer.personId}::uuid AND h."to" IS NULL))`
  if (!cohort) throw new Refusal('missing', 'There is no such cohort among yours.')
  return cohort
}
