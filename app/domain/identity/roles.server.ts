import { Refusal } from '#app/domain/errors.ts'
import { inTransaction, type Sql } from '#app/platform/database/sql.server.ts'
import { asId, newId } from '#app/platform/ids.ts'
import { ensure } from './abilities.ts'
import { recordAudit } from './audit.server.ts'
import type { Role, Viewer, ViewerMigration } from './viewer.ts'

/**
 * Gives a role: `admin` in the whole deployment, any other in the viewer's migration. A role that is held already stays
 * as it is.
 */
export async function grantRole(viewer: Viewer, personId: string, role: Role, now: Date): Promise<void> {
  ensure(viewer, 'people.manage')
  await inTransaction(async (tx) => {
    await hold(tx, personId)
    await giveRole(tx, viewer, personId, role, now)
  })
}

/** The grant itself, for whoever holds the person in a transaction already. */
export async function giveRole(tx: Sql, viewer: Viewer, personId: string, role: Role, now: Date): Promise<void> {
  const migrationId = migrationFor(viewer, role)?.id ?? null
  const given = await tx`
    INSERT INTO role_grant (id, person_id, role, migration_id, granted_at, granted_by_id)
    SELECT ${newId()}::uuid, ${personId}::uuid, ${role}::role, ${migrationId}::uuid, ${now}, ${viewer.personId}::uuid
    WHERE NOT EXISTS (
      SELECT FROM role_grant WHERE person_id = ${personId} AND role = ${role}::role
        AND migration_id IS NOT DISTINCT FROM ${migrationId}::uuid AND ended_at IS NULL)
    RETURNING id`
  if (given.length === 0) return
  await recordAudit(tx, viewer, 'role.granted', { type: 'person', id: personId }, null, { role }, now)
}

/** Ends a role from now on. Refuses to take the last admin's. A role that is not held changes nothing. */
export async function endRole(viewer: Viewer, personId: string, role: Role, now: Date): Promise<void> {
  ensure(viewer, 'people.manage')
  await inTransaction(async (tx) => {
    if (role === 'admin') await refuseWithoutAdmin(tx, personId)
    await hold(tx, personId)
    const migrationId = migrationFor(viewer, role)?.id ?? null
    const ended = await tx`
      UPDATE role_grant SET ended_at = greatest(${now}, granted_at)
      WHERE person_id = ${personId} AND role = ${role}::role
        AND migration_id IS NOT DISTINCT FROM ${migrationId}::uuid AND ended_at IS NULL
      RETURNING id`
    if (ended.length === 0) return
    await recordAudit(tx, viewer, 'role.ended', { type: 'person', id: personId }, { role }, null, now)
  })
}

/**
 * Refuses where nobody but this person could administer the deployment. Holds all admins until the transaction ends:
 * two admins who take each other's role at once cannot both succeed. Everybody holds them in the same order, before any
 * person, so that two such transactions wait in line and never for each other.
 */
export async function refuseWithoutAdmin(tx: Sql, personId: string): Promise<void> {
  const admins = await tx<{ person_id: string; left_on: string | null }>`
    SELECT g.person_id, p.left_on FROM role_grant g JOIN person p ON p.id = g.person_id
    WHERE g.role = 'admin' AND g.ended_at IS NULL AND p.erased_at IS NULL
    ORDER BY g.person_id FOR NO KEY UPDATE OF g, p`
  const others = admins.filter((admin) => admin.person_id !== personId && admin.left_on === null)
  if (admins.some((admin) => admin.person_id === personId) && others.length === 0) {
    throw new Refusal('conflict', 'This is the only admin. Make somebody else admin first.')
  }
}

function migrationFor(viewer: Viewer, role: Role): ViewerMigration | null {
  if (role === 'admin') return null
  if (viewer.migration) return viewer.migration
  throw new Refusal('conflict', 'This role belongs to a migration, and there is none yet. Publish content first.')
}

/** Keeps others from changing the person meanwhile; what only refers to them, as the audit log does, need not wait. */
async function hold(tx: Sql, personId: string): Promise<void> {
  const [person] = await tx`SELECT id FROM person WHERE id = ${asId(personId)} AND erased_at IS NULL FOR NO KEY UPDATE`
  if (!person) throw new Refusal('missing', 'This person is not here.')
}
