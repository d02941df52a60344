import { hashPassword } from '#app/domain/identity/passwords.server.ts'
import { openSession, viewerOfSession } from '#app/domain/identity/sessions.server.ts'
import type { Role, Viewer } from '#app/domain/identity/viewer.ts'
import { sql } from '#app/platform/database/sql.server.ts'
import { newId } from '#app/platform/ids.ts'

let made = 0
const next = () => ++made

export type MadeMigration = { id: string; slug: string; timeZone: string }

/** A migration from Ledgerline to Meridian, in London unless told otherwise. */
export async function aMigration({ timeZone = 'Europe/London' } = {}): Promise<MadeMigration> {
  const id = newId()
  const slug = `migration-${next()}`
  await sql`
    INSERT INTO migration (id, slug, name, organisation, old_product, new_product, time_zone)
    VALUES (${id}, ${slug}, 'From Ledgerline to Meridian', 'Brackwater Foods', 'Ledgerline', 'Meridian', ${timeZone})`
  return { id, slug, timeZone }
}

export type MadeAudience = { id: string; slug: string; name: string; migrationId: string }

export async function anAudience(
  migration: { id: string },
  { slug = `audience-${next()}`, name = 'Approvers', comfort = 'casual' as 'power' | 'casual' } = {},
): Promise<MadeAudience> {
  const id = newId()
  await sql`
    INSERT INTO audience (id, migration_id, slug, name, comfort)
    VALUES (${id}, ${migration.id}, ${slug}, ${name}, ${comfort}::comfort)`
  return { id, slug, name, migrationId: migration.id }
}

type PersonParts = {
  name?: string
  email?: string
  externalId?: string
  password?: string
  /** where roles and audiences hold; roles other than admin need it */
  migration?: { id: string }
  roles?: readonly Role[]
  audiences?: readonly { id: string }[]
  /** the day from which audiences hold */
  since?: string
  leftOn?: string
}

export type MadePerson = { id: string; name: string; email: string }

/** A person as an admin would have added them; without a password they cannot sign in. */
export async function aPerson(parts: PersonParts = {}): Promise<MadePerson> {
  const id = newId()
  const number = next()
  const name = parts.name ?? `Person ${number}`
  const email = parts.email ?? `person-${number}@brackwater.example`
  await sql`
    INSERT INTO person (id, name, email, external_id, left_on)
    VALUES (${id}, ${name}, ${email}, ${parts.externalId ?? null}, ${parts.leftOn ?? null})`
  if (parts.password) {
    await sql`INSERT INTO password (person_id, hash, changed_at) VALUES (${id}, ${await hashPassword(parts.password)}, now())`
  }
  for (const role of parts.roles ?? []) {
    await sql`
      INSERT INTO role_grant (id, person_id, role, migration_id, granted_at)
      VALUES (${newId()}, ${id}, ${role}::role, ${role === 'admin' ? null : (parts.migration?.id ?? null)}, now())`
  }
  for (const audience of parts.audiences ?? []) {
    await sql`
      INSERT INTO membership (id, person_id, audience_id, "from")
      VALUES (${newId()}, ${id}, ${audience.id}, ${parts.since ?? '2020-01-01'})`
  }
  return { id, name, email }
}

/** Somebody as they act: through a session of their own, so that roles are what the product says they are. */
export async function viewerOf(person: { id: string }, now = new Date()): Promise<Viewer> {
  const session = await openSession(person.id, now)
  const viewer = await viewerOfSession(session.id, now)
  if (!viewer) throw new Error('This person cannot sign in at that time.')
  return viewer
}

/** A person with roles in a migration, which is made unless given. */
async function someone(roles: readonly Role[], parts: PersonParts): Promise<Viewer> {
  const migration = parts.migration ?? (await aMigration())
  return viewerOf(await aPerson({ ...parts, migration, roles: [...roles, ...(parts.roles ?? [])] }))
}

export const aLearner = (parts: PersonParts = {}): Promise<Viewer> => someone(['learner'], parts)
export const aChampion = (parts: PersonParts = {}): Promise<Viewer> => someone(['champion'], parts)
export const aTrainer = (parts: PersonParts = {}): Promise<Viewer> => someone(['trainer'], parts)
export const aLead = (parts: PersonParts = {}): Promise<Viewer> => someone(['lead'], parts)
export const anAdmin = (parts: PersonParts = {}): Promise<Viewer> => someone(['admin'], parts)
