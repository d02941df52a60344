import { onEither, type Transaction } from '#app/domain/identity/audit.server.ts'
import { newId } from '#app/platform/ids.ts'
import { queueJobs } from '#app/platform/job-queue.server.ts'

export type MailToQueue = {
  /** what the mail is about, so that it is queued once: `invitation/<token hash>`, `digest/<person>/<day>` */
  key: string
  to: string
  personId: string | null
  noticeId?: string
  subject: string
  text: string
  html?: string
  /** a link that signs in: text and HTML name its place by `LINK_PLACE`, it is put in on sending and then forgotten */
  secret?: string
  /** an iCalendar invitation */
  calendar?: string
  /** mails of one thread leave in the order in which they were queued */
  thread?: string
  /** its files, as they were kept */
  bundleId?: string
}

/**
 * Queues a mail in the transaction that it tells of: it leaves only if that happened, and a repeat with the same key
 * changes nothing. Sent by the job `send-mail`; without a mail server it stays and is shown to admins.
 */
export function queueMail(tx: Transaction, mail: MailToQueue, now: Date): Promise<void> {
  return queueMails(tx, [mail], now)
}

/** The same for many, in one statement. */
export async function queueMails(tx: Transaction, mails: readonly MailToQueue[], now: Date): Promise<void> {
  const rows = mails.map((mail) => ({ id: newId(), ...mail }))
  const queued = await onEither(tx)<{ id: string }>`
    INSERT INTO mail (id, key, "to", person_id, notice_id, subject, text, html, secret, calendar, thread, bundle_id, created_at)
    SELECT m.id, m.key, m."to", m."personId", m."noticeId", m.subject, m.text, m.html, m.secret, m.calendar, m.thread, m."bundleId",
      ${now}
    FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) AS m (
      id uuid, key text, "to" text, "personId" uuid, "noticeId" uuid, subject text, text text, html text, secret text,
      calendar text, thread text, "bundleId" uuid)
    ON CONFLICT (key) DO NOTHING RETURNING id::text`
  await scheduleSending(
    tx,
    queued.map((mail) => mail.id),
  )
}

/** How often a mail is tried, over about ten hours. */
const MAX_TRIES = 10

/** Asks the job worker to send these mails; where there is none yet, its sweep finds them at its start. */
export async function scheduleSending(tx: Transaction, mailIds: readonly string[]): Promise<void> {
  const jobs = mailIds.map((mailId) => ({ key: `mail/${mailId}`, payload: { mailId } }))
  await queueJobs(onEither(tx), 'send-mail', jobs, { maxTries: MAX_TRIES })
}
