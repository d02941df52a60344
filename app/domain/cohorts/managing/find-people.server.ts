import { isHere } from '#app/domain/identity/present.server.ts'
import { todayOf } from '#app/domain/identity/today.ts'
import type { Viewer } from '#app/domain/identity/viewer.ts'
import { part, type Sql, sql } from '#app/platform/database/sql.server.ts'
import type { ManagedCohort } from './managed-cohort.server.ts'
import { entriesIn } from './named-people.ts'

/** Somebody who was named, and where they are. */
export type NamedPerson = {
  id: string
  name: string
  email: string
  /** the open cohort that they are in */
  cohort: { id: string; name: string } | null
  /** false: they have left */
  here: boolean
}

/** Those who were named, by name, and what names nobody, as it was written. */
export type NamedPeople = { people: NamedPerson[]; unknown: string[] }

/**
 * People by what somebody pasted (addresses, ids of the company, whole names that only one person has) and by their own
 * ids. Only people of the migration: who is in one of its audiences or cohorts, or has a role in it.
 */
export async function findNamed(
  viewer: Viewer,
  { who, person }: { who: string; person: readonly string[] },
  now: Date,
  on: Sql = sql,
): Promise<NamedPeople> {
  const entries = entriesIn(who)
  const migrationId = viewer.migration?.id ?? null
  const byId = part`p.id = ANY (${[...person]}::uuid[])`
  const inEntry = part`IN (SELECT low FROM entry)`
  const named =
    entries.length === 0
      ? byId
      : part`(${byId} OR lower(p.email) ${inEntry} OR lower(p.external_id) ${inEntry} OR lower(p.name) ${inEntry})`
  const rows = await on<NamedPerson & { entry: string | null }>`
    WITH entry AS (SELECT word, lower(word) AS low FROM unnest(${entries}::text[]) AS one (word)),
    known AS (
      SELECT p.* FROM person p WHERE p.erased_at IS NULL AND ${named} AND (
        EXISTS (SELECT FROM membership m JOIN audience a ON a.id = m.audience_id
          WHERE m.person_id = p.id AND a.migration_id = ${migrationId}::uuid)
        OR EXISTS (SELECT FROM role_grant g WHERE g.person_id = p.id AND g.migration_id = ${migrationId}::uuid)
        OR EXISTS (SELECT FROM cohort_member n JOIN cohort c ON c.id = n.cohort_id
          WHERE n.person_id = p.id AND c.migration_id = ${migrationId}::uuid))
    ),
    named AS (
      SELECT p.id, e.word AS entry FROM entry e JOIN known p ON lower(p.email) = e.low
      UNION SELECT p.id, e.word FROM entry e JOIN known p ON lower(p.external_id) = e.low
      UNION SELECT (array_agg(p.id))[1], e.word FROM entry e JOIN known p ON lower(p.name) = e.low
        GROUP BY e.word HAVING count(*) = 1
      UNION SELECT p.id, NULL FROM known p WHERE ${byId}
    )
    SELECT p.id, p.name, p.email, named.entry, ${isHere(todayOf(viewer, now))} AS here,
      (SELECT jsonb_build_object('id', c.id, 'name', c.name) FROM cohort_member n JOIN cohort c ON c.id = n.cohort_id
        WHERE n.person_id = p.id AND n."to" IS NULL AND c.closed_at IS NULL AND c.migration_id = ${migrationId}::uuid
        LIMIT 1) AS cohort
    FROM named JOIN person p ON p.id = named.id
    ORDER BY lower(p.name), p.id`
  const known = new Set(rows.map(({ entry }) => entry))
  const people = new Map(rows.map(({ entry: _, ...one }) => [one.id, one]))
  return { people: [...people.values()], unknown: entries.filter((entry) => !known.has(entry)) }
}

/** Somebody who is in no cohort. */
export type UnplacedPerson = { id: string; name: string; audiences: string[] }

/** As many as anybody ticks by hand. */
const LISTED = 200

/** People with training of the migration who are in no open cohort and lead none, by name; of one audience if it is given. */
export async function unplacedPeople(
  viewer: Viewer,
  audience: string | null,
  now: Date,
): Promise<{ people: UnplacedPerson[]; total: number }> {
  const migrationId = viewer.migration?.id ?? null
  const today = todayOf(viewer, now)
  const people = await sql<UnplacedPerson & { total: number }>`
    SELECT p.id, p.name, count(*) OVER () AS total, array_agg(a.name ORDER BY a.position, a.name) AS audiences
    FROM person p JOIN membership m ON m.person_id = p.id JOIN audience a ON a.id = m.audience_id
    WHERE a.migration_id = ${migrationId}::uuid AND m."from" <= ${today}::date AND (m."to" IS NULL OR m."to" > ${today}::date)
      AND p.erased_at IS NULL AND ${isHere(today)}
      AND NOT EXISTS (SELECT FROM cohort_member n JOIN cohort c ON c.id = n.cohort_id
        WHERE n.person_id = p.id AND n."to" IS NULL AND c.closed_at IS NULL AND c.migration_id = ${migrationId}::uuid)
      AND NOT EXISTS (SELECT FROM cohort_champion h JOIN cohort c ON c.id = h.cohort_id
        WHERE h.person_id = p.id AND h."to" IS NULL AND c.closed_at IS NULL AND c.migration_id = ${migrationId}::uuid)
    GROUP BY p.id HAVING ${audience}::text IS NULL OR bool_or(a.id::text = ${audience})
    ORDER BY lower(p.name), p.id LIMIT ${LISTED}`
  return { people: people.map(({ total: _, ...person }) => person), total: people[0]?.total ?? 0 }
}

/** What placing these people in a cohort does, each in one of the lists. */
export type PlacingPlan = {
  /** come from no cohort */
  joining: NamedPerson[]
  /** come from another */
  moving: NamedPerson[]
  /** in it already */
  staying: NamedPerson[]
  /** have left the company */
  gone: NamedPerson[]
  unknown: string[]
}

/** Sorts named people by what placing them in the cohort does. */
export function planPlacing({ people, unknown }: NamedPeople, cohort: Pick<ManagedCohort, 'id'>): PlacingPlan {
  const here = people.filter((person) => person.here)
  return {
    joining: here.filter((person) => person.cohort === null),
    moving: here.filter((person) => person.cohort && person.cohort.id !== cohort.id),
    staying: here.filter((person) => person.cohort?.id === cohort.id),
    gone: people.filter((person) => !person.here),
    unknown,
  }
}
