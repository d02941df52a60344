import { todayOf } from '#app/domain/identity/today.ts'
import type { Viewer } from '#app/domain/identity/viewer.ts'
import { part, sql } from '#app/platform/database/sql.server.ts'
import { andHasWords } from './name-words.server.ts'
import { isSeenBy } from './seen-people.server.ts'

export type FoundPerson = { id: string; name: string; audiences: string[]; cohorts: string[] }
export type FoundPeople = {
  /** by name */
  people: FoundPerson[]
  /** how many match, also those that are not listed */
  total: number
}

/** Enough to find somebody by two or three letters more. */
const LISTED = 50

/** People whose progress the viewer sees, by words of their name; without words the first of all. */
export async function findPeople(viewer: Viewer, words: string, now: Date): Promise<FoundPeople> {
  const today = todayOf(viewer, now)
  const migrationId = viewer.migration?.id ?? null
  const matches = part`${isSeenBy(viewer, today)} ${andHasWords(part`p.name`, words)}`
  const [people, [counted]] = await Promise.all([
    sql<FoundPerson>`
    SELECT p.id, p.name,
      ARRAY(SELECT u.name FROM membership m JOIN audience u ON u.id = m.audience_id
        WHERE m.person_id = p.id AND u.migration_id = ${migrationId}::uuid
          AND m."from" <= ${today}::date AND (m."to" IS NULL OR m."to" > ${today}::date)
        ORDER BY u.position, u.name) AS audiences,
      ARRAY(SELECT c.name FROM cohort_member n JOIN cohort c ON c.id = n.cohort_id
        WHERE n.person_id = p.id AND n."to" IS NULL AND c.closed_at IS NULL AND c.migration_id = ${migrationId}::uuid
        ORDER BY c.name) AS cohorts
    FROM person p WHERE ${matches} ORDER BY lower(p.name), p.id LIMIT ${LISTED}`,
    sql<{ total: number }>`SELECT count(*) AS total FROM person p WHERE ${matches}`,
  ])
  return { people, total: counted?.total ?? 0 }
}
