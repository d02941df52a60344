import { Refusal } from '#app/domain/errors.ts'
import type { Role, Viewer } from './viewer.ts'

/**
 * Who may do what: the one table, read by the server and by the interface. The interface hides, the domain refuses.
 * A champion's abilities hold within the cohorts they lead: the domain functions scope their queries so.
 * `admin` keeps the deployment running and sees no more of people's learning than anybody else.
 */
export const ABILITIES = {
  'confusion.report': ['learner', 'champion', 'trainer', 'lead', 'admin'],
  'help.ask': ['learner', 'champion', 'trainer', 'lead', 'admin'],

  /** see the cohorts one leads, plan and run their sessions, nudge and help their people */
  'cohort.lead': ['champion'],
  /** see every cohort of the migration */
  'cohort.read': ['trainer', 'lead'],
  /** make and change cohorts, plan and run sessions of any of them */
  'cohort.manage': ['trainer', 'lead'],
  'playbook.read': ['champion', 'trainer', 'lead'],
  /** write, order and retire the words that champions send */
  'template.manage': ['trainer', 'lead'],
  /** say that a champion is ready to run a cohort, and take it back */
  'champion.sign-off': ['trainer', 'lead'],
  /** write the organisation's playbooks here, and publish revisions of them */
  'playbook.publish': ['lead'],

  'adoption.read': ['trainer', 'lead'],
  'confusion.read': ['trainer', 'lead'],
  /** cluster, assign, answer, resolve */
  'confusion.triage': ['lead'],

  'milestone.read': ['trainer', 'lead'],
  /** plan, gates, decisions, state */
  'milestone.change': ['lead'],
  'gate.waive': ['lead'],
  /** waive a module for one person, or give them more time */
  'assignment.except': ['lead'],
  'content.publish': ['lead', 'admin'],
  'release.withdraw': ['lead'],

  'people.manage': ['admin'],
  'audience.manage': ['admin'],
  /** let programs in */
  'tokens.manage': ['admin'],
  /** tell other programs of confusion reports */
  'webhooks.manage': ['admin'],
  'audit.read': ['admin'],
  'mail.read': ['admin'],
  /** the process's own measures */
  'measures.read': ['admin'],
} as const satisfies Record<string, readonly Role[]>

export type Ability = keyof typeof ABILITIES

/** Whether the viewer's roles include one that the ability is given to. */
export function can(viewer: Pick<Viewer, 'roles'> | null, ability: Ability): boolean {
  return viewer !== null && ABILITIES[ability].some((role) => viewer.roles.has(role))
}

/** Refuses with `forbidden` where `can` says no; `words` tell whom to ask. */
export function ensure(viewer: Viewer, ability: Ability, words = whoMay(ability)): void {
  if (!can(viewer, ability)) throw new Refusal('forbidden', words)
}

const names: Record<Role, string> = {
  learner: 'a learner',
  champion: 'a champion',
  trainer: 'a trainer',
  lead: 'a migration lead',
  admin: 'an administrator',
}

/** "Only a trainer or a migration lead can do this." */
export function whoMay(ability: Ability): string {
  const who = new Intl.ListFormat('en-GB', { type: 'disjunction' }).format(
    ABILITIES[ability].map((role) => names[role]),
  )
  return `Only ${who} can do this.`
}
