import { createHash, randomBytes } from 'node:crypto'
import { type Sql, sql } from '#app/platform/database/sql.server.ts'
import type { Actor } from './audit.server.ts'

export type LinkPurpose = 'invitation' | 'reset'

const HOUR = 3_600_000

/** How long a link works: an invitation may lie in a mailbox over a holiday, a reset is asked for and awaited. */
const LASTS: Record<LinkPurpose, number> = { invitation: 7 * 24 * HOUR, reset: HOUR }

/** When a link that is made now stops working. */
export const endOfLink = (purpose: LinkPurpose, now: Date): Date => new Date(now.getTime() + LASTS[purpose])

/** 32 random bytes, as they stand in a link. */
const SECRET = /^[\w-]{43}$/

export const newSecret = (): string => randomBytes(32).toString('base64url')

/** What the database keeps of a secret. */
export const hashOfSecret = (secret: string): string => createHash('sha256').update(secret).digest('hex')

/** A link that is about to be sent. */
export type NewLink = { personId: string; secret: string }

/** Makes links work from now on, and ends the older ones of the same purpose and people. */
export async function keepLinks(
  tx: Sql,
  links: readonly NewLink[],
  purpose: LinkPurpose,
  by: Actor,
  now: Date,
): Promise<void> {
  const personIds = links.map((link) => link.personId)
  const hashes = links.map((link) => hashOfSecret(link.secret))
  await tx`DELETE FROM one_time_token WHERE person_id = ANY (${personIds}::uuid[]) AND purpose = ${purpose}::token_purpose`
  await tx`
    INSERT INTO one_time_token (id, person_id, purpose, created_at, created_by_id, expires_at)
    SELECT hash, person_id, ${purpose}::token_purpose, ${now}::timestamptz, ${by?.personId ?? null}::uuid,
      ${endOfLink(purpose, now)}::timestamptz
    FROM unnest(${hashes}::text[], ${personIds}::uuid[]) AS link (hash, person_id)`
}

/** Whose link it is and what for. */
export type LinkOwner = { personId: string; name: string; email: string; purpose: LinkPurpose }

/** Who may choose a password by this link; null where it was used, has expired, was replaced or never existed. */
export async function ownerOfLink(secret: string, now: Date): Promise<LinkOwner | null> {
  if (!SECRET.test(secret)) return null
  const [owner] = await sql<LinkOwner>`
    SELECT p.id AS "personId", p.name, p.email, t.purpose::text AS purpose
    FROM one_time_token t JOIN person p ON p.id = t.person_id
    WHERE t.id = ${hashOfSecret(secret)} AND t.used_at IS NULL AND t.expires_at > ${now}
      AND p.erased_at IS NULL`
  return owner ?? null
}

/** Uses the link up; of two at once, one succeeds. */
export async function useLink(tx: Sql, secret: string, now: Date): Promise<boolean> {
  const used = await tx`
    UPDATE one_time_token SET used_at = ${now}
    WHERE id = ${hashOfSecret(secret)} AND used_at IS NULL AND expires_at > ${now} RETURNING id`
  return used.length === 1
}
