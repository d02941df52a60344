import type { Role } from './viewer.ts'

/** Where a person stands: invited until they chose a password, left from the day after their last one. */
export const PERSON_STATES = ['active', 'invited', 'left'] as const
export type PersonState = (typeof PERSON_STATES)[number]

/** What roles are called, and what each can do. */
export const ROLE_WORDS: Record<Role, { name: string; can: string }> = {
  learner: { name: 'Learner', can: 'Learns what their audiences are assigned' },
  champion: { name: 'Champion', can: 'Leads cohorts, sees who is stuck, runs sessions' },
  trainer: { name: 'Trainer', can: 'Reads adoption: completion, task times, confusion' },
  lead: { name: 'Migration lead', can: 'Plans milestones, answers confusion, publishes content' },
  admin: { name: 'Admin', can: 'Manages people, audiences, sign-in and the audit log' },
}
