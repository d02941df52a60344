import { createTransport } from 'nodemailer'
import { env } from './env.server.ts'

/** A file of a letter. Under `inlineAs` its HTML shows it: `<img src="cid:…">`. */
export type Attachment = { name: string; type: string; inlineAs: string | null; content: Buffer }

/** One letter to one person, ready to send. */
export type Mail = {
  to: string
  subject: string
  text: string
  html?: string
  /** an iCalendar object: mail programs offer to put it into a calendar, by its METHOD */
  calendar?: string
  attachments?: readonly Attachment[]
  headers?: Record<string, string>
}

/** `kept`: no mail server is configured, the caller's copy in the database is all there is. */
export type MailOutcome = 'sent' | 'kept'

const transport = env.SMTP_URL ? createTransport(env.SMTP_URL) : null

/**
 * Hands the letter to the mail server at `SMTP_URL` and waits until that has accepted it. Without one it does nothing.
 * Throws when the server refuses or cannot be reached: sending again is the caller's, who knows whether it still matters.
 */
export async function sendMail(mail: Mail): Promise<MailOutcome> {
  if (!transport) return 'kept'
  const { calendar, attachments = [], ...letter } = mail
  const method = /^METHOD:(\w+)\s*$/m.exec(calendar ?? '')?.[1] ?? 'PUBLISH'
  await transport.sendMail({
    from: env.MAIL_FROM,
    ...letter,
    ...(calendar ? { icalEvent: { method, content: calendar } } : {}),
    attachments: attachments.map(({ name, type, inlineAs, content }) => ({
      ...{ filename: name, contentType: type, content },
      ...(inlineAs === null ? {} : { cid: inlineAs, contentDisposition: 'inline' as const }),
    })),
  })
  return 'sent'
}
