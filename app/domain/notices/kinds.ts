/** What a person is told about. */
export const NOTICE_KINDS = [
  'confusion',
  'session',
  'due',
  'milestone',
  'nudge',
  'message',
  'assignment',
  'release',
  'account',
] as const
export type NoticeKind = (typeof NOTICE_KINDS)[number]

/**
 * The kinds whose mail a person may turn on and off: those that they can be told at all. Mail about the account itself is
 * always sent: it lets people in.
 */
export const CHOSEN_KINDS = NOTICE_KINDS.filter((kind) => kind !== 'account')

/**
 * Whether a kind comes by mail too, where a person has not chosen. By mail comes what waits for an answer or has a
 * date. New training and new releases come in numbers, and what is due is named by the reminders: those stay here.
 */
export const MAIL_BY_DEFAULT: Readonly<Record<NoticeKind, boolean>> = {
  confusion: true,
  session: true,
  due: true,
  milestone: true,
  nudge: true,
  message: true,
  assignment: false,
  release: false,
  account: true,
}

/** How a kind is named where people choose. */
export const kindWords: Readonly<Record<NoticeKind, { name: string; what: string }>> = {
  confusion: { name: 'Answers to what you reported', what: 'What became of a report, and whether it helped' },
  session: { name: 'Sessions', what: 'Invitations, changes, cancellations and reminders' },
  due: { name: 'What is due', what: 'Seven days and one day before, at most one mail a day' },
  milestone: { name: 'Milestones', what: 'A new date, a start, a way back' },
  nudge: { name: 'Reminders from your champion', what: 'At most one a day' },
  message: {
    name: 'Messages',
    what: 'What a champion, a trainer or a lead writes to you; alerts that you made; for leads, the monthly note',
  },
  assignment: { name: 'Your list', what: 'When something is added, taken off, or due on another day' },
  release: { name: 'Changed training', what: 'When something you completed has a newer release' },
  account: { name: 'Your account', what: 'Invitation and new password; always by mail' },
}

/** What the link of a notice says. */
export const linkWords: Readonly<Record<NoticeKind, string>> = {
  confusion: 'Read what became of it',
  session: 'Open the session',
  due: 'See what is due',
  milestone: 'See what is due',
  nudge: 'Go on',
  message: 'Open',
  assignment: 'Open the training',
  release: 'See what changed',
  account: 'Open your settings',
}
