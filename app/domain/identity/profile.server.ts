import { Refusal } from '#app/domain/errors.ts'
import { sql } from '#app/platform/database/sql.server.ts'
import { asId } from '#app/platform/ids.ts'
import { endSessionsOf } from './sessions.server.ts'
import { type Belonging, choicesOf } from './standing.ts'
import { todayOf } from './today.ts'
import type { Viewer } from './viewer.ts'

export type MigrationChoice = { id: string; name: string; organisation: string }

export type Profile = {
  audiences: string[]
  cohorts: string[]
  passwordSince: Date | null
  sessions: number
  /** the migrations that they may choose among, if there are several */
  migrations: MigrationChoice[]
}

/** What a person sees of themselves beside what the viewer says. */
export async function profileOf(viewer: Viewer, now: Date): Promise<Profile> {
  const today = todayOf(viewer, now)
  const migrationId = viewer.migration?.id ?? null
  const [profile] = await sql<Omit<Profile, 'migrations'>>`
    SELECT (SELECT w.changed_at FROM password w WHERE w.person_id = p.id) AS "passwordSince",
      (SELECT count(*) FROM session s WHERE s.person_id = p.id AND s.expires_at > ${now}) AS sessions,
      ARRAY(SELECT a.name FROM membership m JOIN audience a ON a.id = m.audience_id
        WHERE m.person_id = p.id AND a.migration_id = ${migrationId} AND m."from" <= ${today}
          AND (m."to" IS NULL OR m."to" > ${today}) ORDER BY a.position, a.name) AS audiences,
      ARRAY(SELECT c.name FROM cohort_member m JOIN cohort c ON c.id = m.cohort_id
        WHERE m.person_id = p.id AND c.migration_id = ${migrationId} AND m."to" IS NULL ORDER BY 1) AS cohorts
    FROM person p WHERE p.id = ${viewer.personId}`
  if (!profile) throw new Refusal('missing', 'You are not here any more.')
  return { ...profile, migrations: await migrationsOf(viewer, now) }
}

/** The migrations that a person may look at, by the same rule by which their session chooses one. */
async function migrationsOf(viewer: Viewer, now: Date): Promise<MigrationChoice[]> {
  const [known] = await sql<Belonging<MigrationChoice & { timeZone: string }>>`
    SELECT coalesce((SELECT json_agg(json_build_array(g.role, g.migration_id)) FROM role_grant g
        WHERE g.person_id = p.id AND g.ended_at IS NULL), '[]') AS grants,
      coalesce((SELECT json_agg(json_build_array(a.migration_id, b."from", b."to")) FROM membership b
        JOIN audience a ON a.id = b.audience_id WHERE b.person_id = p.id), '[]') AS memberships,
      coalesce((SELECT json_agg(json_build_object('id', m.id, 'name', m.name, 'organisation', m.organisation,
          'timeZone', m.time_zone) ORDER BY m.created_at DESC, m.id DESC)
        FROM migration m WHERE m.archived_at IS NULL), '[]') AS migrations
    FROM person p WHERE p.id = ${viewer.personId}`
  return known ? choicesOf(known, now).map(({ id, name, organisation }) => ({ id, name, organisation })) : []
}

/** Turns the viewer's pages to another of their migrations; remembered until they choose again. */
export async function chooseMigration(viewer: Viewer, migrationId: string, now: Date): Promise<void> {
  const chosen = (await migrationsOf(viewer, now)).find((migration) => migration.id === asId(migrationId))
  if (!chosen) throw new Refusal('missing', 'This migration is not one of yours.')
  await sql`UPDATE person SET current_migration_id = ${chosen.id} WHERE id = ${viewer.personId}`
}

/** Signs the viewer out everywhere but here. */
export async function endOtherSessions(viewer: Viewer, sessionId: string): Promise<void> {
  await endSessionsOf(sql, viewer.personId, sessionId)
}
