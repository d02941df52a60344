import { Refusal } from '#app/domain/errors.ts'
import { sql } from '#app/platform/database/sql.server.ts'
import { asId } from '#app/platform/ids.ts'
import { ensure } from './abilities.ts'
import type { PersonState } from './people-words.ts'
import { todayOf } from './today.ts'
import type { Role, Viewer } from './viewer.ts'

export type HeldRole = { role: Role; since: Date; givenBy: string | null }
export type HeldMembership = { id: string; audience: string; slug: string; from: string; to: string | null }

export type PersonRecord = {
  id: string
  name: string
  email: string
  externalId: string | null
  language: string
  addedAt: Date
  /** null: no end is known */
  lastDay: string | null
  state: PersonState
  passwordSince: Date | null
  /** when the newest invitation stops working; null: none is open */
  invitedUntil: Date | null
  sessions: number
  roles: HeldRole[]
  /** open, coming and past ones, in the viewer's migration */
  memberships: HeldMembership[]
  cohorts: string[]
}

/** What somebody is called; missing for nobody. */
export async function personName(viewer: Viewer, personId: string): Promise<string> {
  ensure(viewer, 'people.manage')
  const [person] = await sql<{ name: string }>`SELECT name FROM person WHERE id = ${asId(personId)}`
  if (!person) throw new Refusal('missing', 'This person is not here.')
  return person.name
}

/** Everything that an admin sees of one person. */
export async function personRecord(viewer: Viewer, personId: string, now: Date): Promise<PersonRecord> {
  ensure(viewer, 'people.manage')
  const id = asId(personId)
  const today = todayOf(viewer, now)
  const migrationId = viewer.migration?.id ?? null
  const [[person], roles, memberships, cohorts] = await Promise.all([
    sql<Omit<PersonRecord, 'roles' | 'memberships' | 'cohorts'>>`
      SELECT p.id, p.name, p.email, p.external_id AS "externalId", p.language, p.created_at AS "addedAt",
        p.left_on AS "lastDay", w.changed_at AS "passwordSince",
        CASE WHEN p.left_on < ${today} THEN 'left' WHEN w.person_id IS NULL THEN 'invited' ELSE 'active' END AS state,
        (SELECT max(t.expires_at) FROM one_time_token t WHERE t.person_id = p.id AND t.purpose = 'invitation'
          AND t.used_at IS NULL AND t.expires_at > ${now}) AS "invitedUntil",
        (SELECT count(*) FROM session s WHERE s.person_id = p.id AND s.expires_at > ${now}) AS sessions
      FROM person p LEFT JOIN password w ON w.person_id = p.id
      WHERE p.id = ${id} AND p.erased_at IS NULL`,
    sql<HeldRole>`
      SELECT g.role::text, g.granted_at AS since, b.name AS "givenBy"
      FROM role_grant g LEFT JOIN person b ON b.id = g.granted_by_id
      WHERE g.person_id = ${id} AND g.ended_at IS NULL AND (g.role = 'admin' OR g.migration_id = ${migrationId})
      ORDER BY g.role`,
    sql<HeldMembership>`
      SELECT m.id, a.name AS audience, a.slug, m."from", m."to"
      FROM membership m JOIN audience a ON a.id = m.audience_id
      WHERE m.person_id = ${id} AND a.migration_id = ${migrationId}
      ORDER BY m."to" IS NOT NULL, m."from" DESC, a.name`,
    sql<{ name: string }>`
      SELECT c.name FROM cohort c WHERE c.migration_id = ${migrationId} AND (
        EXISTS (SELECT FROM cohort_member m WHERE m.cohort_id = c.id AND m.person_id = ${id} AND m."to" IS NULL)
        OR EXISTS (SELECT FROM cohort_champion m WHERE m.cohort_id = c.id AND m.person_id = ${id} AND m."to" IS NULL))
      ORDER BY c.name`,
  ])
  if (!person) throw new Refusal('missing', 'This person is not here.')
  return { ...person, roles, memberships, cohorts: cohorts.map((cohort) => cohort.name) }
}
