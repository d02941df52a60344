import { Refusal } from '#app/domain/errors.ts'
import { ensure } from '#app/domain/identity/abilities.ts'
import { recordAudit } from '#app/domain/identity/audit.server.ts'
import { readInstantCursor, writeCursor } from '#app/domain/identity/cursor.ts'
import type { Viewer } from '#app/domain/identity/viewer.ts'
import { inTransaction, part, sql } from '#app/platform/database/sql.server.ts'
import { asId } from '#app/platform/ids.ts'
import { scheduleSending } from './mail.server.ts'
import { LINK_PLACE, withoutLink } from './mail-secret.ts'
import { mailLeaves } from './mail-sending.server.ts'

export const MAIL_STATES = ['waiting', 'sent', 'failed'] as const
export type MailState = (typeof MAIL_STATES)[number]

export type ListedMail = {
  id: string
  to: string
  subject: string
  createdAt: Date
  sentAt: Date | null
  state: MailState
  tries: number
}

export type MailFilter = { state?: MailState; words?: string; after?: string }

const PAGE = 50

const stateOf = part`CASE WHEN sent_at IS NOT NULL THEN 'sent' WHEN failed_at IS NOT NULL THEN 'failed' ELSE 'waiting' END`

/** A page of all mail, newest first. */
export async function listMail(
  viewer: Viewer,
  filter: MailFilter,
): Promise<{ mails: ListedMail[]; next: string | null }> {
  ensure(viewer, 'mail.read')
  const words = filter.words?.trim()
  const rows = await sql<ListedMail>`
    SELECT id, "to", subject, created_at AS "createdAt", sent_at AS "sentAt", tries, ${stateOf} AS state
    FROM mail WHERE true
      ${filter.state ? part`AND ${stateOf} = ${filter.state}` : part``}
      ${words ? part`AND strpos(lower("to" || ' ' || subject), ${words.toLowerCase()}) > 0` : part``}
      ${filter.after ? beyond(filter.after) : part``}
    ORDER BY created_at DESC, id DESC LIMIT ${PAGE + 1}`
  const mails = rows.slice(0, PAGE)
  const last = rows.length > PAGE ? mails.at(-1) : undefined
  return { mails, next: last ? writeCursor(last.createdAt.toISOString(), last.id) : null }
}

function beyond(cursor: string) {
  const [at, id] = readInstantCursor(cursor)
  return part`AND (created_at, id) < (${at}, ${asId(id)}::uuid)`
}

/** `files`: the names of what it carries, for as long as that is kept. */
export type ReadMail = ListedMail & { text: string; failure: string | null; personId: string | null; files: string[] }

/** One mail as it may be read: a link that signs in is left out. */
export async function readMail(viewer: Viewer, mailId: string): Promise<ReadMail> {
  ensure(viewer, 'mail.read')
  const [mail] = await sql<ReadMail>`
    SELECT id, "to", subject, text, created_at AS "createdAt", sent_at AS "sentAt", tries, failure,
      person_id AS "personId", ${stateOf} AS state,
      ARRAY(SELECT a.name FROM mail_attachment a WHERE a.bundle_id = mail.bundle_id ORDER BY a.position) AS files
    FROM mail WHERE id = ${asId(mailId)}`
  if (!mail) throw new Refusal('missing', 'This mail is not here.')
  return { ...mail, text: withoutLink(mail.text) }
}

/** Tries a mail again that was given up. Refuses where there is no mail server, or its link is forgotten. */
export async function sendAgain(viewer: Viewer, mailId: string, now: Date): Promise<void> {
  ensure(viewer, 'mail.read')
  if (!mailLeaves) throw new Refusal('conflict', 'No mail server is set, so nothing can be sent.')
  await inTransaction(async (tx) => {
    const [mail] = await tx<{ needsLink: boolean; secret: string | null }>`
      SELECT strpos(text, ${LINK_PLACE}) > 0 AS "needsLink", secret FROM mail
      WHERE id = ${asId(mailId)} AND sent_at IS NULL FOR UPDATE`
    if (!mail) throw new Refusal('conflict', 'This mail has been sent.')
    if (mail.needsLink && !mail.secret)
      throw new Refusal('conflict', 'The link in it has expired. Send a new one instead.')
    await tx`UPDATE mail SET failed_at = NULL, failure = NULL, tries = 0, created_at = ${now} WHERE id = ${mailId}`
    await scheduleSending(tx, [mailId])
    await recordAudit(tx, viewer, 'mail.sent-again', { type: 'mail', id: mailId }, null, null, now)
  })
}

export type MailFigures = { waiting: number; failed: number; sentLastWeek: number }

/** How mail stands, for the admin's overview. */
export async function mailFigures(viewer: Viewer, now: Date): Promise<MailFigures> {
  ensure(viewer, 'mail.read')
  const [figures] = await sql<MailFigures>`
    SELECT count(*) FILTER (WHERE sent_at IS NULL AND failed_at IS NULL) AS waiting,
      count(*) FILTER (WHERE failed_at IS NOT NULL AND sent_at IS NULL) AS failed,
      count(*) FILTER (WHERE sent_at > ${new Date(now.getTime() - 7 * 86_400_000)}) AS "sentLastWeek"
    FROM mail`
  return figures ?? { waiting: 0, failed: 0, sentLastWeek: 0 }
}
