import { hashPassword, keepPassword } from '#app/domain/identity/passwords.server.ts'
import type { Role, Viewer, ViewerMigration } from '#app/domain/identity/viewer.ts'
import { inTransaction, type Sql } from '#app/platform/database/sql.server.ts'
import { newId } from '#app/platform/ids.ts'
import type { DemoPerson } from './people.ts'

/** The people whom the start introduces, as they act in the demo's history. */
export type DemoStaff = Record<'learner' | 'power' | 'champion' | 'trainer' | 'lead' | 'admin', Viewer>

/** Adds everybody with their audiences and roles, as of the first day of the migration; answers them as viewers. */
export async function addPeople(
  people: readonly DemoPerson[],
  migration: ViewerMigration,
  since: Date,
  passwordOf: (email: string) => string | null,
): Promise<{ viewers: Map<string, Viewer>; sites: Map<string, DemoPerson> }> {
  const viewers = new Map<string, Viewer>()
  const sites = new Map<string, DemoPerson>()
  const hashes = await Promise.all(
    people.map(async ({ email }) => {
      const password = passwordOf(email)
      return password === null ? null : hashPassword(password)
    }),
  )
  await inTransaction(async (tx) => {
    const audiences = await audienceIds(tx, migration.id)
    for (const [index, person] of people.entries()) {
      const viewer = await addPerson(tx, person, migration, since, audiences)
      const hash = hashes[index]
      if (hash) await keepPassword(tx, viewer.personId, hash, since)
      viewers.set(viewer.personId, viewer)
      sites.set(viewer.personId, person)
    }
  })
  return { viewers, sites }
}

async function audienceIds(tx: Sql, migrationId: string): Promise<Map<string, string>> {
  const rows = await tx<{
    slug: string
    id: string
  }>`SELECT slug, id FROM audience WHERE migration_id = ${migrationId}::uuid`
  return new Map(rows.map(({ slug, id }) => [slug, id]))
}

async function addPerson(
  tx: Sql,
  { name, email, externalId, audiences, roles }: DemoPerson,
  migration: ViewerMigration,
  since: Date,
  ids: ReadonlyMap<string, string>,
): Promise<Viewer> {
  const personId = newId(since)
  await tx`INSERT INTO person (id, name, email, external_id, created_at) VALUES (${personId}::uuid, ${name}, ${email}, ${externalId}, ${since})`
  for (const slug of audiences) {
    await tx`INSERT INTO membership (id, person_id, audience_id, "from")
      VALUES (${newId(since)}::uuid, ${personId}::uuid, ${ids.get(slug)}::uuid, ${since.toISOString().slice(0, 10)}::date)`
  }
  for (const role of roles) {
    await tx`INSERT INTO role_grant (id, person_id, role, migration_id, granted_at)
      VALUES (${newId(since)}::uuid, ${personId}::uuid, ${role}::role, ${role === 'admin' ? null : migration.id}::uuid, ${since})`
  }
  const held = new Set<Role>([...roles, ...(audiences.length > 0 ? (['learner'] as const) : [])])
  return { personId, name, email, language: 'en', roles: held, migration }
}

/** The introduced people among everybody, by the first part of their address. */
export function staffOf(viewers: ReadonlyMap<string, Viewer>): DemoStaff {
  const byEmail = new Map([...viewers.values()].map((viewer) => [viewer.email, viewer]))
  const named = (who: keyof DemoStaff): Viewer => {
    const viewer = byEmail.get(`${who}@demo.test`)
    if (!viewer) throw new Error(`the demo has no ${who}`)
    return viewer
  }
  return {
    learner: named('learner'),
    power: named('power'),
    champion: named('champion'),
    trainer: named('trainer'),
    lead: named('lead'),
    admin: named('admin'),
  }
}
