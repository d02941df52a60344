import { can, ensure } from '#app/domain/identity/abilities.ts'
import { isHere } from '#app/domain/identity/present.server.ts'
import type { Viewer } from '#app/domain/identity/viewer.ts'
import type { LocalDay } from '#app/domain/migrations/local-days.ts'
import { type Part, part } from '#app/platform/database/sql.server.ts'

/**
 * Whether the viewer sees how the person `p` of a statement gets on: a champion those of the cohorts that they lead, a
 * trainer or a lead everybody of the migration who is here. Refuses everybody else with `forbidden`.
 */
export function isSeenBy(viewer: Viewer, today: LocalDay): Part {
  const migrationId = viewer.migration?.id ?? null
  if (!can(viewer, 'cohort.read')) {
    ensure(viewer, 'cohort.lead')
    return part`p.erased_at IS NULL AND ${isHere(today)} AND EXISTS (
      SELECT FROM cohort_member n JOIN cohort c ON c.id = n.cohort_id AND c.closed_at IS NULL
      JOIN cohort_champion h ON h.cohort_id = c.id AND h."to" IS NULL
      WHERE n.person_id = p.id AND n."to" IS NULL AND h.person_id = ${viewer.personId}::uuid
        AND c.migration_id = ${migrationId}::uuid)`
  }
  return part`p.erased_at IS NULL AND ${isHere(today)} AND (
    EXISTS (SELECT FROM membership n JOIN audience u ON u.id = n.audience_id
      WHERE n.person_id = p.id AND u.migration_id = ${migrationId}::uuid)
    OR EXISTS (SELECT FROM role_grant g
      WHERE g.person_id = p.id AND g.migration_id = ${migrationId}::uuid AND g.ended_at IS NULL))`
}
