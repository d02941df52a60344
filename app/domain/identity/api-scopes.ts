/**
 * What a program may be let into, by name. A token carries some of these; what it does not carry it may not do. Times of
 * named people need a scope of their own beside that of attempts: granting it is audited and told to everybody.
 */
export const API_SCOPES = {
  'modules:read': 'modules, their releases and tasks',
  'people:read': 'people, with name, address, audiences and roles',
  'completions:read': 'who completed what, and when',
  'attempts:read': 'attempts by state and outcome, without times and errors',
  'attempts:personal': 'times and errors of named people; everybody is told who has this',
  'attempts:write': 'report attempts that were measured elsewhere',
  'confusion:read': 'confusion reports and what became of them',
  'confusion:write': 'say what became of confusion reports; everybody who reported it is told',
  'milestones:read': 'gates of a milestone with their measured values',
  'metrics:read': 'completion and task times, as the adoption page shows them',
} as const

export type ApiScope = keyof typeof API_SCOPES

export const SCOPE_NAMES = Object.keys(API_SCOPES) as [ApiScope, ...ApiScope[]]
