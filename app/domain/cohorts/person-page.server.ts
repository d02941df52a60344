import { Refusal } from '#app/domain/errors.ts'
import { todayOf } from '#app/domain/identity/today.ts'
import type { Viewer } from '#app/domain/identity/viewer.ts'
import type { LocalDay } from '#app/domain/migrations/local-days.ts'
import { type PersonSteps, stepsOfPerson } from '#app/domain/progress/person-steps.server.ts'
import { sql } from '#app/platform/database/sql.server.ts'
import { asId } from '#app/platform/ids.ts'
import { isSeenBy } from './seen-people.server.ts'

export type SeenPerson = {
  id: string
  name: string
  /** by name, those of today */
  audiences: string[]
  cohorts: { id: string; name: string }[]
  /** cohorts that they were in before, each with its last day, the newest first */
  earlier: { name: string; last: LocalDay }[]
}

export type PersonPage = PersonSteps & { person: SeenPerson; today: LocalDay }

/**
 * One person with everything that they are asked for: what is met, what is missing, and where. No clock, no day on which
 * something was done. Refuses with `missing` whom the viewer does not see.
 */
export async function personPageOf(viewer: Viewer, id: string, now: Date): Promise<PersonPage> {
  const today = todayOf(viewer, now)
  const migrationId = viewer.migration?.id ?? null
  const [person] = await sql<SeenPerson>`
    SELECT p.id, p.name,
      ARRAY(SELECT u.name FROM membership m JOIN audience u ON u.id = m.audience_id
        WHERE m.person_id = p.id AND u.migration_id = ${migrationId}::uuid
          AND m."from" <= ${today}::date AND (m."to" IS NULL OR m."to" > ${today}::date)
        ORDER BY u.position, u.name) AS audiences,
      (SELECT coalesce(jsonb_agg(jsonb_build_object('id', c.id, 'name', c.name) ORDER BY c.name), '[]')
        FROM cohort_member n JOIN cohort c ON c.id = n.cohort_id
        WHERE n.person_id = p.id AND n."to" IS NULL AND c.closed_at IS NULL AND c.migration_id = ${migrationId}::uuid) AS cohorts,
      (SELECT coalesce(jsonb_agg(jsonb_build_object('name', c.name, 'last', n."to" - 1) ORDER BY n."to" DESC), '[]')
        FROM cohort_member n JOIN cohort c ON c.id = n.cohort_id
        WHERE n.person_id = p.id AND n."to" > n."from" AND c.migration_id = ${migrationId}::uuid) AS earlier
    FROM person p WHERE p.id = ${asId(id)}::uuid AND ${isSeenBy(viewer, today)}`
  if (!person) throw new Refusal('missing', 'There is nobody of this kind among your people.')
  return { person, today, ...(await stepsOfPerson({ personId: person.id, migration: viewer.migration }, now)) }
}
