import { Refusal } from '#app/domain/errors.ts'
import { inTransaction, sql } from '#app/platform/database/sql.server.ts'
import { asId, newId } from '#app/platform/ids.ts'
import { ensure } from './abilities.ts'
import type { ApiScope } from './api-scopes.ts'
import type { ApiTokenInput } from './api-tokens.ts'
import { recordAudit } from './audit.server.ts'
import { hashOfSecret, newSecret } from './one-time-links.server.ts'
import type { Viewer, ViewerMigration } from './viewer.ts'

/** So that a token is known for what it is where it does not belong: in a log, a ticket, a repository. */
const PREFIX = 'gangway_'
const TOKEN = /^gangway_[\w-]{43}$/

/** A program that asks, by the token that it carries. It sees one migration. */
export type ApiClient = {
  tokenId: string
  name: string
  scopes: ReadonlySet<ApiScope>
  migration: ViewerMigration
  /** who issued its token, and answers for what it does */
  issuedBy: string
}

export type ListedToken = {
  id: string
  name: string
  scopes: ApiScope[]
  createdAt: Date
  createdBy: string
  lastUsedAt: Date | null
  revokedAt: Date | null
}

/** All tokens of the viewer's migration: those that work by name, then the revoked ones, newest first. */
export async function listTokens(viewer: Viewer): Promise<ListedToken[]> {
  ensure(viewer, 'tokens.manage')
  return sql<ListedToken>`
    SELECT t.id, t.name, t.scopes, t.created_at AS "createdAt", p.name AS "createdBy",
      t.last_used_at AS "lastUsedAt", t.revoked_at AS "revokedAt"
    FROM api_token t JOIN person p ON p.id = t.created_by_id
    WHERE t.migration_id = ${viewer.migration?.id ?? null}
    ORDER BY t.revoked_at DESC NULLS FIRST, lower(t.name), t.id`
}

/** Issues a token and answers it: the only time that anybody sees it, because only its hash is kept. */
export async function issueToken(viewer: Viewer, input: ApiTokenInput, now: Date): Promise<string> {
  ensure(viewer, 'tokens.manage')
  const { migration } = viewer
  if (!migration)
    throw new Refusal('conflict', 'A token is for a migration, and there is none yet. Publish content first.')
  const token = PREFIX + newSecret()
  const id = newId()
  const { name, scopes } = input
  await inTransaction(async (tx) => {
    const [namesake] = await tx`
      SELECT FROM api_token WHERE migration_id = ${migration.id}::uuid AND lower(name) = lower(${name}) AND revoked_at IS NULL`
    if (namesake) throw new Refusal('conflict', `There is a token called ${name} already.`, 'name')
    await tx`
      INSERT INTO api_token (id, name, hash, scopes, migration_id, created_at, created_by_id)
      VALUES (${id}, ${name}, ${hashOfSecret(token)}, ${[...new Set(scopes)]}, ${migration.id}, ${now}, ${viewer.personId})`
    await recordAudit(tx, viewer, 'token.issued', { type: 'token', id }, null, { name, scopes }, now)
  })
  return token
}

/** Ends a token at once. A second time changes nothing. */
export async function revokeToken(viewer: Viewer, id: string, now: Date): Promise<{ name: string }> {
  ensure(viewer, 'tokens.manage')
  return inTransaction(async (tx) => {
    const [token] = await tx<{ name: string; revokedAt: Date | null }>`
      SELECT name, revoked_at AS "revokedAt" FROM api_token
      WHERE id = ${asId(id)} AND migration_id = ${viewer.migration?.id ?? null} FOR UPDATE`
    if (!token) throw new Refusal('missing', 'There is no such token.')
    if (token.revokedAt) return token
    await tx`UPDATE api_token SET revoked_at = ${now} WHERE id = ${asId(id)}`
    await recordAudit(tx, viewer, 'token.revoked', { type: 'token', id }, { name: token.name }, null, now)
    return token
  })
}

type Held = Omit<ApiClient, 'scopes' | 'migration'> & { scopes: ApiScope[]; lastUsedAt: Date | null } & {
  [Key in keyof ViewerMigration as `migration_${Key}`]: ViewerMigration[Key]
}

/** How exactly the last use is told: a write with each request would be more work than the request. */
const USE_EXACT_MS = 60_000

/** Whose token this is; null where it never was one, or is revoked. */
export async function clientOfToken(token: string, now: Date): Promise<ApiClient | null> {
  if (!TOKEN.test(token)) return null
  const [held] = await sql<Held>`
    SELECT t.id AS "tokenId", t.name, t.scopes, t.created_by_id AS "issuedBy", t.last_used_at AS "lastUsedAt",
      g.id AS migration_id, g.slug AS migration_slug, g.name AS migration_name, g.organisation AS migration_organisation,
      g.old_product AS "migration_oldProduct", g.new_product AS "migration_newProduct", g.time_zone AS "migration_timeZone"
    FROM api_token t JOIN migration g ON g.id = t.migration_id
    WHERE t.hash = ${hashOfSecret(token)} AND t.revoked_at IS NULL`
  if (!held) return null
  if (held.lastUsedAt === null || now.getTime() - held.lastUsedAt.getTime() > USE_EXACT_MS) {
    await sql`UPDATE api_token SET last_used_at = ${now} WHERE id = ${held.tokenId}`
  }
  return {
    tokenId: held.tokenId,
    name: held.name,
    scopes: new Set(held.scopes),
    issuedBy: held.issuedBy,
    migration: {
      id: held.migration_id,
      slug: held.migration_slug,
      name: held.migration_name,
      organisation: held.migration_organisation,
      oldProduct: held.migration_oldProduct,
      newProduct: held.migration_newProduct,
      timeZone: held.migration_timeZone,
    },
  }
}

/** Refuses with `forbidden` where a token does not carry the scope. */
export function ensureScope(client: ApiClient, scope: ApiScope): void {
  if (!client.scopes.has(scope)) throw new Refusal('forbidden', `This token lacks the scope ${scope}.`)
}
