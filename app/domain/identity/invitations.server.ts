import { Refusal } from '#app/domain/errors.ts'
import { queueMails } from '#app/domain/notices/mail.server.ts'
import { mailLeaves } from '#app/domain/notices/mail-sending.server.ts'
import { paths } from '#app/http/paths.ts'
import { inTransaction, type Sql } from '#app/platform/database/sql.server.ts'
import { env } from '#app/platform/env.server.ts'
import { asId } from '#app/platform/ids.ts'
import { ensure } from './abilities.ts'
import { type Actor, recordAudits } from './audit.server.ts'
import { invitationLetter, resetLetter } from './link-mails.ts'
import { endOfLink, hashOfSecret, keepLinks, type LinkPurpose, newSecret } from './one-time-links.server.ts'
import { todayOf } from './today.ts'
import type { Viewer, ViewerMigration } from './viewer.ts'

/** Where no mail leaves, whoever sends a link hands it over themselves: they see it this once. */
export type SentLink = { to: string; link: string | null }

export type Addressee = { id: string; name: string; email: string }
type Sender = { by: Actor; migration: ViewerMigration | null; now: Date }

/** Sends an invitation (again): the link before it ends. Refuses for people who have a password or have left. */
export async function invite(viewer: Viewer, personId: string, now: Date): Promise<SentLink> {
  ensure(viewer, 'people.manage')
  return inTransaction(async (tx) => {
    const person = await addresseeOf(tx, personId, todayOf(viewer, now))
    if (person.hasPassword) {
      throw new Refusal('conflict', `${person.name} has chosen a password already. Send a reset instead.`)
    }
    return sendInvitation(tx, viewer, person, now)
  })
}

/** The invitation itself, for whoever has just added the person in the same transaction. */
export function sendInvitation(tx: Sql, viewer: Viewer, person: Addressee, now: Date): Promise<SentLink> {
  return sendOne(tx, 'invitation', person, { by: viewer, migration: viewer.migration, now })
}

/** The same for many people, in a few statements. */
export function sendInvitations(tx: Sql, viewer: Viewer, people: readonly Addressee[], now: Date): Promise<void> {
  const letters = people.map((person) => ({ ...person, secret: newSecret() }))
  return send(tx, 'invitation', letters, { by: viewer, migration: viewer.migration, now })
}

/** Sends a link to a person with which they choose a new password. Their old one works until they do. */
export async function sendReset(viewer: Viewer, personId: string, now: Date): Promise<SentLink> {
  ensure(viewer, 'people.manage')
  return inTransaction(async (tx) => {
    const person = await addresseeOf(tx, personId, todayOf(viewer, now))
    return sendOne(tx, 'reset', person, { by: viewer, migration: viewer.migration, now })
  })
}

/** One link by mail, where mail leaves; else it is answered, to be handed over. */
export async function sendOne(tx: Sql, purpose: LinkPurpose, person: Addressee, sender: Sender): Promise<SentLink> {
  const secret = newSecret()
  await send(tx, purpose, [{ ...person, secret }], sender)
  return { to: person.email, link: mailLeaves ? null : linkOf(secret) }
}

type Letter = Addressee & { secret: string }

async function send(tx: Sql, purpose: LinkPurpose, letters: readonly Letter[], { by, migration, now }: Sender) {
  const until = endOfLink(purpose, now)
  const write = purpose === 'invitation' ? invitationLetter : resetLetter
  const links = letters.map(({ id, secret }) => ({ personId: id, secret }))
  const mails = letters.map(({ id, email, name, secret }) => ({
    key: `${purpose}/${hashOfSecret(secret)}`,
    to: email,
    personId: id,
    secret: linkOf(secret),
    ...write({ name, email }, migration, until),
  }))
  const entries = letters.map(({ id }) => ({ subject: { type: 'person', id }, before: null, after: null }))
  await keepLinks(tx, links, purpose, by, now)
  await queueMails(tx, mails, now)
  await recordAudits(tx, by, `${purpose}.sent`, entries, now)
}

const linkOf = (secret: string) => new URL(paths.choosePassword(secret), env.ORIGIN).href

async function addresseeOf(tx: Sql, personId: string, today: string): Promise<Addressee & { hasPassword: boolean }> {
  const [person] = await tx<Addressee & { hasPassword: boolean; left: boolean }>`
    SELECT p.id, p.name, p.email, w.person_id IS NOT NULL AS "hasPassword", coalesce(p.left_on < ${today}, false) AS left
    FROM person p LEFT JOIN password w ON w.person_id = p.id
    WHERE p.id = ${asId(personId)} AND p.erased_at IS NULL`
  if (!person) throw new Refusal('missing', 'This person is not here.')
  if (person.left) throw new Refusal('conflict', `${person.name} has left. Bring them back first.`)
  return person
}
