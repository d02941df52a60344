import { Lucia, TimeSpan } from 'lucia'
import type { Sql } from '#app/platform/database/sql.server.ts'
import { sessionHash, sessionStore } from './session-store.server.ts'
import type { Viewer } from './viewer.ts'

declare module 'lucia' {
  interface Register {
    Lucia: ReturnType<typeof luciaAt>
    DatabaseUserAttributes: { viewer: Viewer }
  }
}

/** A session ends after 30 days in which its owner did not come back. */
const LIFETIME = new TimeSpan(30, 'd')

/** As long as browsers keep a cookie. */
const COOKIE_DAYS = 400

/** 25 random bytes in base 32, as Lucia writes them. */
const SESSION_ID = /^[a-z2-7]{40}$/

const luciaAt = (now: Date) =>
  new Lucia(sessionStore(now), { sessionExpiresIn: LIFETIME, getUserAttributes: ({ viewer }) => ({ viewer }) })

/**
 * Who a session belongs to, with the roles of the migration that they chose; null for an unknown, expired or forged id
 * and for people who have left. Prolongs the session when half of its time is over.
 */
export async function viewerOfSession(sessionId: string, now: Date): Promise<Viewer | null> {
  if (!SESSION_ID.test(sessionId)) return null
  const { user } = await luciaAt(now).validateSession(sessionId)
  return user?.viewer ?? null
}

/** A session as its cookie carries it: the only copy of the id, and how long the browser should keep it. */
export type OpenedSession = { id: string; expiresAt: Date }

/**
 * Opens a session. The cookie outlives it on purpose: the server alone decides when a session ends, so that a visit
 * which prolongs the session need not send the cookie again.
 */
export async function openSession(personId: string, now: Date): Promise<OpenedSession> {
  const { id } = await luciaAt(now).createSession(personId, {})
  return { id, expiresAt: new Date(now.getTime() + new TimeSpan(COOKIE_DAYS, 'd').milliseconds()) }
}

/** Ends one session, as signing out does; an unknown one is over already. */
export async function endSession(sessionId: string, now: Date): Promise<void> {
  await luciaAt(now).invalidateSession(sessionId)
}

/** Ends all sessions of a person but `keep`: at a new password, when they leave, or "Sign out everywhere else". */
export async function endSessionsOf(tx: Sql, personId: string, keep: string | null = null): Promise<void> {
  await tx`DELETE FROM session WHERE person_id = ${personId} AND id IS DISTINCT FROM ${keep && sessionHash(keep)}`
}
