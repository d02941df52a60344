import { z } from 'zod'
import { Refusal } from '#app/domain/errors.ts'
import { inTransaction, type Sql, sql } from '#app/platform/database/sql.server.ts'
import { newId } from '#app/platform/ids.ts'
import { recordAudit } from './audit.server.ts'
import { hashOfSecret, newSecret } from './one-time-links.server.ts'
import { newPasswordInput } from './password-rules.ts'
import { hashPassword, keepPassword } from './passwords.server.ts'
import { EmailInput, PersonNameInput } from './people.ts'
import { type OpenedSession, openSession } from './sessions.server.ts'

/** Once there was an admin there always is one: the last cannot be taken away. */
let known = false

/** Whether the deployment has an admin. Asked by every request, answered from memory from the first yes on. */
export async function adminExists(): Promise<boolean> {
  known ||= await findAdmin(sql)
  return known
}

async function findAdmin(tx: Sql): Promise<boolean> {
  const [found] = await tx<{ yes: boolean }>`
    SELECT EXISTS (SELECT FROM role_grant WHERE role = 'admin' AND ended_at IS NULL) AS yes`
  return found?.yes ?? false
}

/**
 * While there is no admin: makes the token that the first-admin page asks for, keeps its hash and answers it, to be
 * printed in the log. Only whoever reads the log of the newest start can become the first admin. Null once there is one.
 */
export async function ensureFirstAdminToken(now: Date): Promise<string | null> {
  if (await adminExists()) return null
  const token = newSecret()
  await sql`
    INSERT INTO deployment (id, created_at, first_admin_token_hash) VALUES (1, ${now}, ${hashOfSecret(token)})
    ON CONFLICT (id) DO UPDATE SET first_admin_token_hash = excluded.first_admin_token_hash`
  return token
}

/** Name, address and token; the password is checked with the address, which must not be it. */
export const FirstAdminInput = z
  .object({
    token: z.string({ error: 'Enter the token from the log.' }).trim(),
    name: PersonNameInput,
    email: EmailInput,
    password: z.string({ error: 'Enter a password.' }),
    again: z.string({ error: 'Enter it once more.' }),
  })
  .check((context) => {
    const { email, password, again } = context.value
    const issues = newPasswordInput(email).safeParse({ password, again }).error?.issues ?? []
    for (const { path, message } of issues) context.issues.push({ code: 'custom', path, message, input: context.value })
  })
export type FirstAdminInput = z.output<typeof FirstAdminInput>

/**
 * Makes the first person: admin, and lead of what was published already. Refuses a wrong token as invalid, and
 * everybody after the first as missing; of two at once, one succeeds.
 */
export async function createFirstAdmin(input: FirstAdminInput, now: Date): Promise<OpenedSession> {
  const hashed = await hashPassword(input.password)
  const personId = newId()
  await inTransaction(async (tx) => {
    const [deployment] = await tx<{ hash: string | null }>`
      SELECT first_admin_token_hash AS hash FROM deployment WHERE id = 1 FOR UPDATE`
    if (await findAdmin(tx)) throw new Refusal('missing', 'The first admin exists already. Sign in instead.')
    if (!deployment?.hash || deployment.hash !== hashOfSecret(input.token)) {
      throw new Refusal('invalid', 'This token is not the one in the log of the newest start.', 'token')
    }
    await tx`INSERT INTO person (id, name, email, created_at) VALUES (${personId}, ${input.name}, ${input.email}, ${now})`
    await keepPassword(tx, personId, hashed, now)
    const grants = await tx<{ role: string }>`
      INSERT INTO role_grant (id, person_id, role, migration_id, granted_at)
      SELECT gen_random_uuid(), ${personId}::uuid, 'lead'::role, id, ${now}::timestamptz FROM migration WHERE archived_at IS NULL
      UNION ALL SELECT ${newId()}::uuid, ${personId}::uuid, 'admin', NULL, ${now}::timestamptz
      RETURNING role::text`
    await tx`UPDATE deployment SET first_admin_token_hash = NULL WHERE id = 1`
    const after = { roles: [...new Set(grants.map((grant) => grant.role))].sort() }
    const subject = { type: 'person', id: personId }
    await recordAudit(tx, { personId, migration: null }, 'person.added', subject, null, after, now)
  })
  return openSession(personId, now)
}
