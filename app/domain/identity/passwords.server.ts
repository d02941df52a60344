import { hash, verify } from '@node-rs/argon2'
import type { Sql } from '#app/platform/database/sql.server.ts'

/** Argon2id, which is this package's own default, at OWASP's minimum: 19 MiB, two passes, one lane. */
const COST = { memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const

/** What people type with one keyboard must match what they typed with another. */
const typed = (password: string) => password.normalize('NFKC')

/** The hash to keep, with its parameters in it. */
export const hashPassword = (password: string): Promise<string> => hash(typed(password), COST)

/** A hash of nothing that anybody could type, so that an unknown address takes as long as a wrong password. */
const nobody = hash(crypto.getRandomValues(new Uint8Array(32)), COST)

/** Whether the password is the one of the hash. Without a hash it works just as long and says no. */
export async function passwordMatches(stored: string | null, password: string): Promise<boolean> {
  const matches = await verify(stored ?? (await nobody), typed(password))
  return stored !== null && matches
}

/** Keeps a hash made by `hashPassword` as the person's password; links by which one could be chosen end. */
export async function keepPassword(tx: Sql, personId: string, hashed: string, now: Date): Promise<void> {
  await tx`
    INSERT INTO password (person_id, hash, changed_at) VALUES (${personId}, ${hashed}, ${now})
    ON CONFLICT (person_id) DO UPDATE SET hash = excluded.hash, changed_at = excluded.changed_at`
  await tx`DELETE FROM one_time_token WHERE person_id = ${personId} AND used_at IS NULL`
}
