import type { Sql } from '#app/platform/database/sql.server.ts'
import { todayOf } from '../today.ts'
import type { Viewer } from '../viewer.ts'
import type { PeopleRow } from './people-file.ts'
import type { Known, KnownPerson } from './people-plan.ts'

/** What is known today of the people, audiences and cohorts that a file may name. */
export async function knownFor(sql: Sql, viewer: Viewer, rows: readonly PeopleRow[], now: Date): Promise<Known> {
  const migrationId = viewer.migration?.id ?? null
  const audiences = await sql<Known['audiences'][number]>`
    SELECT slug, retired_at IS NOT NULL AS retired FROM audience WHERE migration_id = ${migrationId} ORDER BY slug`
  const cohorts = await sql<Known['cohorts'][number]>`
    SELECT name, closed_at IS NOT NULL AS closed FROM cohort WHERE migration_id = ${migrationId} ORDER BY name`
  return { hasMigration: migrationId !== null, people: await knownPeople(sql, viewer, rows, now), audiences, cohorts }
}

function knownPeople(sql: Sql, viewer: Viewer, rows: readonly PeopleRow[], now: Date): Promise<KnownPerson[]> {
  const today = todayOf(viewer, now)
  const migrationId = viewer.migration?.id ?? null
  const emails = rows.map((row) => row.email)
  const externalIds = rows.flatMap((row) => row.externalId ?? [])
  return sql<KnownPerson>`
    SELECT p.id, p.name, p.email, p.external_id AS "externalId", p.language,
      CASE WHEN p.left_on < ${today} THEN p.left_on END AS left,
      ARRAY(SELECT g.role::text FROM role_grant g
        WHERE g.person_id = p.id AND g.ended_at IS NULL AND g.migration_id = ${migrationId} ORDER BY 1) AS roles,
      ARRAY(SELECT a.slug FROM membership m JOIN audience a ON a.id = m.audience_id
        WHERE m.person_id = p.id AND a.migration_id = ${migrationId} AND (m."to" IS NULL OR m."to" > ${today})
        ORDER BY 1) AS audiences,
      ARRAY(SELECT c.name FROM cohort_member m JOIN cohort c ON c.id = m.cohort_id
        WHERE m.person_id = p.id AND c.migration_id = ${migrationId} AND m."to" IS NULL ORDER BY 1) AS "learnsIn",
      ARRAY(SELECT c.name FROM cohort_champion m JOIN cohort c ON c.id = m.cohort_id
        WHERE m.person_id = p.id AND c.migration_id = ${migrationId} AND m."to" IS NULL ORDER BY 1) AS leads
    FROM person p
    WHERE p.erased_at IS NULL AND (p.email = ANY (${emails}::text[]) OR p.external_id = ANY (${externalIds}::text[]))
    ORDER BY p.id`
}
