import { sentence } from '../format.ts'

/** What an action of the audit log did, after "who": "Ines Carvalho gave a role to". Unknown ones name themselves. */
const WORDS: Record<string, string> = {
  'person.added': 'Person added',
  'person.changed': 'Person changed',
  'person.left': 'Leaving recorded',
  'person.returned': 'Leaving taken back',
  'people.imported': 'People imported from a file',
  'role.granted': 'Role given',
  'role.ended': 'Role ended',
  'membership.began': 'Put into an audience',
  'membership.ended': 'Taken out of an audience',
  'invitation.sent': 'Invitation sent',
  'reset.sent': 'Link for a new password sent',
  'password.chosen': 'Password chosen by a link',
  'password.changed': 'Password changed',
  'measuring.opened': 'Measuring in the old product begun',
  'measuring.ended': 'Measuring in the old product ended',
  'audience.added': 'Audience added',
  'audience.changed': 'Audience changed',
  'audience.retired': 'Audience retired',
  'audience.reopened': 'Audience reopened',
  'audiences.imported': 'Audiences imported from a file',
  'token.issued': 'Token issued',
  'token.revoked': 'Token revoked',
  'confusion.resolved-by-program': 'Confusion resolved by a program',
  'webhook.added': 'Webhook added',
  'webhook.ended': 'Webhook ended',
  'webhook.replayed': 'Delivery to a webhook sent again',
  'mail.sent-again': 'Mail sent again',
  'report.scheduled': 'Report by mail made',
  'report.changed': 'Report by mail changed',
  'report.ended': 'Report by mail ended',
  'alert-rule.added': 'Alert made',
  'alert-rule.changed': 'Alert changed',
  'alert-rule.ended': 'Alert ended',
  'milestone.moved': 'Milestone moved',
  'gate.added': 'Gate added',
  'gate.retired': 'Gate removed',
  'session.planned': 'Session planned',
  'session.invited': 'Invitations to a session sent',
  'session.changed': 'Session changed',
  'session.cancelled': 'Session cancelled',
  'release.published': 'Release published',
  'release.withdrawn': 'Release withdrawn',
  'assignment.added': 'Assignment added',
  'assignment.changed': 'Assignment changed',
  'assignment.ended': 'Assignment ended',
  'assignment.waived': 'Module waived for a person',
  'assignment.extended': 'More time given to a person',
  'support-template.added': 'Support template added',
  'support-template.changed': 'Support template changed',
  'support-template.retired': 'Support template retired',
  'support-template.brought-back': 'Support template brought back',
  'champion.signed-off': 'Champion signed off',
  'champion.sign-off-withdrawn': 'Sign-off of a champion taken back',
  'cohort.added': 'Cohort made',
  'cohort.changed': 'Cohort changed',
  'cohort.closed': 'Cohort closed',
  'cohort.reopened': 'Cohort opened again',
  'cohort.filled': 'Cohort filled by its rule',
  'cohort-member.placed': 'Put into a cohort',
  'cohort-member.taken-out': 'Taken out of a cohort',
  'cohort-champion.named': 'Champion of a cohort named',
  'cohort-champion.ended': 'Champion taken off a cohort',
  'assignment.asked-again': 'Exception for a person taken back',
}

/** "Role given". */
export const actionWords = (action: string): string =>
  WORDS[action] ?? sentence(action.replaceAll('.', ' ').replaceAll('-', ' '))

/** The kinds of things that the log can be narrowed to. */
export const SUBJECTS = [
  { value: 'person', label: 'People' },
  { value: 'people', label: 'Imports of people' },
  { value: 'role', label: 'Roles' },
  { value: 'membership', label: 'Memberships' },
  { value: 'audience', label: 'Audiences' },
  { value: 'invitation', label: 'Invitations' },
  { value: 'reset', label: 'Links for new passwords' },
  { value: 'password', label: 'Passwords' },
  { value: 'milestone', label: 'Milestones' },
  { value: 'gate', label: 'Gates' },
  { value: 'waiver', label: 'Waivers' },
  { value: 'session', label: 'Sessions' },
  { value: 'migration', label: 'Migrations' },
  { value: 'module', label: 'Modules' },
  { value: 'release', label: 'Releases of modules' },
  { value: 'playbook', label: 'Playbooks' },
  { value: 'support-template', label: 'Support templates' },
  { value: 'champion', label: 'Champions' },
  { value: 'cohort', label: 'Cohorts' },
  { value: 'assignment', label: 'Assignments' },
  { value: 'measuring', label: 'Times in the old product' },
  { value: 'token', label: 'Tokens' },
  { value: 'confusion', label: 'Confusion' },
  { value: 'webhook', label: 'Webhooks' },
  { value: 'mail', label: 'Mail' },
]

const FIELDS: Record<string, string> = {
  externalId: 'External id',
  email: 'E-mail',
  lastDay: 'Last day',
  newCohorts: 'New cohorts',
  by: 'By',
}

export type ValueChange = { field: string; before: string | null; after: string | null }

/** What changed, a field at a time, as words. `…` stands for what the log may not keep. */
export function changesOf(
  before: Record<string, unknown> | null,
  after: Record<string, unknown> | null,
): ValueChange[] {
  const fields = [...new Set([...Object.keys(before ?? {}), ...Object.keys(after ?? {})])]
  return fields
    .map((field) => ({
      field: FIELDS[field] ?? sentence(field.replace(/[A-Z]/g, (capital) => ` ${capital.toLowerCase()}`)),
      before: valueWords(before?.[field]),
      after: valueWords(after?.[field]),
    }))
    .filter((change) => change.before !== null || change.after !== null)
}

function valueWords(value: unknown): string | null {
  if (value === null || value === undefined || value === '') return null
  if (value === '…') return 'not kept here'
  if (Array.isArray(value)) return value.length > 0 ? value.map((one) => valueWords(one) ?? 'none').join(', ') : null
  if (typeof value === 'object') return JSON.stringify(value)
  return String(value)
}
