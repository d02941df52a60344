import { createHash } from 'node:crypto'
import type { Adapter, DatabaseSession, DatabaseUser } from 'lucia'
import { quick, sql } from '#app/platform/database/sql.server.ts'
import { type KnownOfViewer, viewerFrom } from './standing.ts'

/** What the table knows a session by, so that a stolen table opens no session. */
export const sessionHash = (sessionId: string): string => createHash('sha256').update(sessionId).digest('hex')

/**
 * Lucia's storage on our tables, as of one instant. It answers a session and who it belongs to, as a viewer, in one
 * prepared statement: every request of a signed-in person pays for it.
 */
export function sessionStore(now: Date): Adapter {
  return {
    getSessionAndUser: (sessionId) => sessionAndViewer(sessionId, now),

    async getUserSessions(personId) {
      const rows = await sql<{ id: string; expires_at: Date }>`
        SELECT id, expires_at FROM session WHERE person_id = ${personId} AND expires_at > ${now}`
      return rows.map((row) => ({ id: row.id, userId: personId, expiresAt: row.expires_at, attributes: {} }))
    },

    async setSession(session) {
      await sql`
        INSERT INTO session (id, person_id, created_at, expires_at)
        VALUES (${sessionHash(session.id)}, ${session.userId}, ${now}, ${session.expiresAt})`
    },

    async updateSessionExpiration(sessionId, expiresAt) {
      await sql`UPDATE session SET expires_at = ${expiresAt} WHERE id = ${sessionHash(sessionId)}`
    },

    async deleteSession(sessionId) {
      await sql`DELETE FROM session WHERE id = ${sessionHash(sessionId)}`
    },

    async deleteUserSessions(personId) {
      await sql`DELETE FROM session WHERE person_id = ${personId}`
    },

    async deleteExpiredSessions() {
      await sql`DELETE FROM session WHERE expires_at <= ${now}`
    },
  }
}

type SessionRow = KnownOfViewer & { expiresAt: Date }

/** Nobody's memberships are many, so those that are over by UTC are left out here and the zone's day decides later. */
async function sessionAndViewer(sessionId: string, now: Date): Promise<[DatabaseSession | null, DatabaseUser | null]> {
  const [row] = await quick<SessionRow>`
    SELECT s.person_id AS "personId", s.expires_at AS "expiresAt", p.name, p.email, p.language, p.left_on AS "leftOn",
      p.current_migration_id AS "chosenId",
      coalesce((SELECT json_agg(json_build_array(g.role, g.migration_id)) FROM role_grant g
        WHERE g.person_id = p.id AND g.ended_at IS NULL), '[]') AS grants,
      coalesce((SELECT json_agg(json_build_array(a.migration_id, b."from", b."to")) FROM membership b
        JOIN audience a ON a.id = b.audience_id
        WHERE b.person_id = p.id AND (b."to" IS NULL OR b."to" >= ${now}::timestamptz::date)), '[]') AS memberships,
      coalesce((SELECT json_agg(json_build_object('id', m.id, 'slug', m.slug, 'name', m.name,
          'organisation', m.organisation, 'oldProduct', m.old_product, 'newProduct', m.new_product,
          'timeZone', m.time_zone) ORDER BY m.created_at DESC, m.id DESC)
        FROM migration m WHERE m.archived_at IS NULL), '[]') AS migrations
    FROM session s JOIN person p ON p.id = s.person_id AND p.erased_at IS NULL
    WHERE s.id = ${sessionHash(sessionId)} AND s.expires_at > ${now}`
  const viewer = row ? viewerFrom(row, now) : null
  if (!row || !viewer) return [null, null]
  return [
    { id: sessionId, userId: row.personId, expiresAt: row.expiresAt, attributes: {} },
    { id: row.personId, attributes: { viewer } },
  ]
}
