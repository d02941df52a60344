import { LINK_PLACE } from '#app/domain/notices/mail-secret.ts'
import type { ViewerMigration } from './viewer.ts'

type Letter = { subject: string; text: string }

/** The letter that brings somebody in. `until` is when its link ends. */
export function invitationLetter(
  person: { name: string; email: string },
  migration: ViewerMigration | null,
  until: Date,
): Letter {
  const where = migration
    ? `${migration.organisation} is moving from ${migration.oldProduct} to ${migration.newProduct}. `
    : ''
  return {
    subject: migration ? `Your access to Gangway at ${migration.organisation}` : 'Your access to Gangway',
    text: lines(
      `Hello ${person.name},`,
      `${where}Gangway shows you what to learn before the switch, and lets you try it out.`,
      `Choose your password here:\n${LINK_PLACE}`,
      `The link works once, until ${instant(until, migration)}. You sign in with ${person.email}.`,
      'If you did not expect this, leave it: nothing happens until you choose a password.',
    ),
  }
}

/** The letter with which a forgotten password is replaced. */
export function resetLetter(person: { name: string }, migration: ViewerMigration | null, until: Date): Letter {
  return {
    subject: 'Choose a new password for Gangway',
    text: lines(
      `Hello ${person.name},`,
      `Choose a new password here:\n${LINK_PLACE}`,
      `The link works once, until ${instant(until, migration)}.`,
      'If you did not ask for this, leave it: your password stays as it is.',
    ),
  }
}

const lines = (...paragraphs: string[]) => `${paragraphs.join('\n\n')}\n`

function instant(at: Date, migration: ViewerMigration | null): string {
  const timeZone = migration?.timeZone ?? 'UTC'
  const day = new Intl.DateTimeFormat('en-GB', { timeZone, weekday: 'long', day: 'numeric', month: 'long' }).format(at)
  const time = new Intl.DateTimeFormat('en-GB', { timeZone, hour: '2-digit', minute: '2-digit', timeZoneName: 'short' })
  return `${day}, ${time.format(at)}`
}
