import { localDay } from '#app/domain/migrations/local-days.ts'
import type { Role, Viewer, ViewerMigration } from './viewer.ts'

/** What the database knows of somebody who is signed in, before it is decided what that makes them. */
export type KnownOfViewer = Pick<Viewer, 'personId' | 'name' | 'email' | 'language'> & {
  /** the last day here, if there is one */
  leftOn: string | null
  /** the migration last chosen */
  chosenId: string | null
  /** open grants: the role, and its migration unless it is `admin` */
  grants: readonly (readonly [Role, string | null])[]
  /** the migration of each membership, its first day, and the first day on which it no longer holds */
  memberships: readonly (readonly [migrationId: string, from: string, to: string | null])[]
  /** all that are not archived, the newest first */
  migrations: readonly ViewerMigration[]
}

/**
 * Whom somebody acts as: in the migration last chosen, else the newest that they belong to, else (for admins) the newest
 * of all; with the roles granted there, and as learner where they are in an audience. Null once the last day is over.
 * Days are those of the migration's zone.
 */
export function viewerFrom(known: KnownOfViewer, now: Date): Viewer | null {
  const { personId, name, email, language, leftOn } = known
  const migration = migrationOf(known, now)
  if (leftOn !== null && leftOn < localDay(now, migration?.timeZone ?? 'UTC')) return null
  return { personId, name, email, language, roles: rolesIn(known, migration, now), migration }
}

type Placed = Pick<ViewerMigration, 'id' | 'timeZone'>

/** What decides which migrations somebody belongs to. */
export type Belonging<Migration extends Placed> = Pick<KnownOfViewer, 'grants' | 'memberships'> & {
  migrations: readonly Migration[]
}

/** The migrations that somebody may choose among, the newest first: their own, and for an admin all. */
export function choicesOf<Migration extends Placed>(known: Belonging<Migration>, now: Date): readonly Migration[] {
  const isAdmin = known.grants.some(([role]) => role === 'admin')
  return isAdmin ? known.migrations : ownOf(known, now)
}

function migrationOf(known: KnownOfViewer, now: Date): ViewerMigration | null {
  const own = ownOf(known, now)
  const choices = choicesOf(known, now)
  return choices.find((migration) => migration.id === known.chosenId) ?? own[0] ?? choices[0] ?? null
}

const ownOf = <Migration extends Placed>(known: Belonging<Migration>, now: Date) =>
  known.migrations.filter((migration) => belongsTo(known, migration, now))

const belongsTo = (known: Belonging<Placed>, migration: Placed, now: Date) =>
  known.grants.some(([, id]) => id === migration.id) || isMemberOf(known, migration, now)

function isMemberOf({ memberships }: Belonging<Placed>, { id, timeZone }: Placed, now: Date): boolean {
  const today = localDay(now, timeZone)
  return memberships.some(([of, from, to]) => of === id && from <= today && (to === null || to > today))
}

function rolesIn(known: KnownOfViewer, migration: ViewerMigration | null, now: Date): Set<Role> {
  const held = known.grants.filter(([role, id]) => role === 'admin' || (migration !== null && id === migration.id))
  const roles = new Set(held.map(([role]) => role))
  if (migration && isMemberOf(known, migration, now)) roles.add('learner')
  return roles
}
