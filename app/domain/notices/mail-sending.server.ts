import { paths } from '#app/http/paths.ts'
import { inTransaction, type Sql, sql } from '#app/platform/database/sql.server.ts'
import { env } from '#app/platform/env.server.ts'
import { type Attachment, sendMail } from '#app/platform/mailer.server.ts'
import { attachmentsOf } from './attachments.server.ts'
import { scheduleSending } from './mail.server.ts'
import { withLink } from './mail-secret.ts'

/** Whether mail leaves this deployment at all. */
export const mailLeaves = env.SMTP_URL !== undefined

const DAY = 86_400_000
/** After a week nobody waits for a mail any more, and the links in it have expired. */
const STALE = 7 * DAY

type Unsent = {
  id: string
  to: string
  subject: string
  text: string
  html: string | null
  calendar: string | null
  secret: string | null
  notice_id: string | null
  bundle_id: string | null
  created_at: Date
}

/**
 * Sends one mail, unless it is sent, given up or being sent by somebody else. Throws when the mail server refuses, so
 * that the job is tried again later; `lastTry` gives it up. The row is locked while it is sent: two workers never send
 * one mail twice, and a crash in between at worst does, under the same Message-ID.
 */
export async function sendQueuedMail(mailId: string, lastTry: boolean, now: Date): Promise<void> {
  const failure = await inTransaction(async (tx) => {
    for (const id of [...(await before(tx, mailId)), mailId]) {
      const words = await sendHeld(tx, id, lastTry && id === mailId, now)
      if (words !== null) return words
    }
    return null
  })
  // The server's own words may name the person: they stay with the mail, and the log learns only that it failed.
  if (failure) throw new Error('The mail server did not take a mail; /admin/mail has its words.')
}

/**
 * What of a mail's thread was queued earlier and has not left: it goes first. One worker at a time sends a thread, so
 * that a cancellation never overtakes the invitation.
 */
async function before(tx: Sql, mailId: string): Promise<string[]> {
  const [mail] = await tx<{ thread: string }>`SELECT thread FROM mail WHERE id = ${mailId} AND thread IS NOT NULL`
  if (!mail) return []
  await tx`SELECT pg_advisory_xact_lock(hashtextextended(${mail.thread}, 0))`
  const earlier = await tx<{ id: string }>`
    SELECT e.id FROM mail e JOIN mail m ON m.id = ${mailId} AND e.thread = m.thread
    WHERE e.sent_at IS NULL AND e.failed_at IS NULL AND e.id < m.id
    ORDER BY e.id`
  return earlier.map(({ id }) => id)
}

/** Sends a mail and notes what became of it; answers the mail server's words where it refused. */
async function sendHeld(tx: Sql, mailId: string, lastTry: boolean, now: Date): Promise<string | null> {
  const [mail] = await tx<Unsent>`
    SELECT id, "to", subject, text, html, calendar, secret, notice_id, bundle_id, created_at FROM mail
    WHERE id = ${mailId} AND sent_at IS NULL AND failed_at IS NULL FOR UPDATE SKIP LOCKED`
  if (!mail) return null
  if (isStale(mail, now)) {
    await tx`UPDATE mail SET failed_at = ${now}, failure = 'Not sent within a week.', secret = NULL WHERE id = ${mailId}`
    return null
  }
  try {
    if ((await sendMail(letter(mail, await attachmentsOf(tx, mail.bundle_id)))) === 'kept') return null
    await tx`UPDATE mail SET sent_at = ${now}, tries = tries + 1, failure = NULL, secret = NULL WHERE id = ${mailId}`
    return null
  } catch (error) {
    const words = (error as Error).message.slice(0, 500)
    await tx`
      UPDATE mail SET tries = tries + 1, failure = ${words}, failed_at = ${lastTry ? now : null} WHERE id = ${mailId}`
    return words
  }
}

const isStale = (mail: Unsent, now: Date) => now.getTime() - mail.created_at.getTime() > STALE

function letter(mail: Unsent, attachments: readonly Attachment[]) {
  const domain = new URL(env.ORIGIN).hostname
  return {
    to: mail.to,
    subject: mail.subject,
    text: withLink(mail.text, mail.secret),
    ...(mail.html ? { html: withLink(mail.html, mail.secret) } : {}),
    ...(mail.calendar ? { calendar: mail.calendar } : {}),
    attachments,
    headers: {
      'Message-ID': `<${mail.id}@${domain}>`,
      ...(mail.notice_id ? { 'List-Unsubscribe': `<${env.ORIGIN}${paths.profile()}#mail>` } : {}),
    },
  }
}

/** Hands what is still to be sent to the job worker: mail queued before it ran, or before a mail server was set. */
export async function sweepUnsentMail(now: Date): Promise<void> {
  if (!mailLeaves) return
  const rows = await sql<{ id: string }>`
    SELECT id FROM mail
    WHERE sent_at IS NULL AND failed_at IS NULL AND tries = 0 AND created_at > ${new Date(now.getTime() - STALE)}
    ORDER BY created_at LIMIT 1000`
  await scheduleSending(
    sql,
    rows.map((row) => row.id),
  )
}

/** Forgets links that no longer work in mail that was never sent. */
export async function forgetStaleSecrets(now: Date): Promise<void> {
  await sql`UPDATE mail SET secret = NULL WHERE secret IS NOT NULL AND created_at < ${new Date(now.getTime() - STALE)}`
}
