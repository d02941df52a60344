import { sql } from '#app/platform/database/sql.server.ts'
import { forgetDrafts } from './import/drafts.server.ts'

/** A link that has expired can still say so for this long; after that it is as if it never was. */
const KEEP_LINKS_MS = 30 * 86_400_000

/** Forgets what is over: sessions, links by which a password could be chosen, counters of tries, files not confirmed. */
export async function forgetExpiredAccess(now: Date): Promise<void> {
  await sql`DELETE FROM session WHERE expires_at <= ${now}`
  await sql`DELETE FROM one_time_token WHERE expires_at <= ${new Date(now.getTime() - KEEP_LINKS_MS)}`
  await sql`DELETE FROM rate_limit WHERE expire < ${now.getTime()}`
  await forgetDrafts(now)
}
