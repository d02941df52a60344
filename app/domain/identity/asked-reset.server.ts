import { createHash } from 'node:crypto'
import { inTransaction, sql } from '#app/platform/database/sql.server.ts'
import { queueJobs } from '#app/platform/job-queue.server.ts'
import { type Addressee, sendOne } from './invitations.server.ts'
import { mayAskForReset } from './sign-in-limits.server.ts'
import type { ViewerMigration } from './viewer.ts'

const MAX_TRIES = 3

/**
 * Takes a request for a reset link, not more than three an hour for an address. Whether anybody has it is looked at by a
 * job, after the answer: neither the page nor the time that it takes tells who is here.
 */
export async function askForReset(email: string, from: string, now: Date): Promise<void> {
  if (!(await mayAskForReset(email, from))) return
  const key = `reset/${createHash('sha256').update(email).digest('hex')}`
  const queued = await queueJobs(sql, 'send-reset', [{ key, payload: { email } }], { maxTries: MAX_TRIES })
  if (!queued) await sendAskedReset(email, now)
}

/** Sends a reset link to whoever has this address; nothing for an unknown one and for people who have left. */
export async function sendAskedReset(email: string, now: Date): Promise<void> {
  const [person] = await sql<Addressee & { migration: ViewerMigration | null }>`
    SELECT p.id, p.name, p.email, (SELECT json_build_object('organisation', m.organisation, 'timeZone', m.time_zone)
      FROM migration m WHERE m.id = p.current_migration_id) AS migration
    FROM person p
    WHERE p.email = ${email} AND p.erased_at IS NULL AND (p.left_on IS NULL OR p.left_on >= ${now}::timestamptz::date)`
  if (!person) return
  const { migration, ...addressee } = person
  await inTransaction((tx) => sendOne(tx, 'reset', addressee, { by: null, migration, now }))
}
