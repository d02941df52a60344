import type { ResolutionKind, Severity } from './kinds.ts'

/** A dated step in the history of a trouble, by its kind and what it names. */
export type Action =
  | { kind: 'assigned'; assigneeId: string | null }
  | { kind: 'severity'; from: Severity; to: Severity }
  | { kind: 'answered'; answerId: string; fixBy: string | null }
  /** `into` and `moved`: a duplicate, with the troubles that were joined with it before and went along */
  | { kind: 'resolved'; resolutionId: string; as: ResolutionKind; into?: string; moved?: string[] }
  | { kind: 'reopened'; resolutionId: string }
  /** another trouble was joined with this one, or taken out again */
  | { kind: 'joined'; clusterId: string }
  | { kind: 'separated'; clusterId: string }
  /** the answer lives on: in the library, told to an audience, asked for as a call-out */
  | { kind: 'kept'; libraryAnswerId: string }
  | { kind: 'noticed'; audience: string }
  | { kind: 'callout' }

/** What somebody did, after their name. */
export const actionWords: Record<Action['kind'], string> = {
  assigned: 'changed who takes care of this',
  severity: 'changed how bad this is',
  answered: 'answered this',
  resolved: 'resolved this',
  reopened: 'opened this again',
  joined: 'joined another question with this one',
  separated: 'took another question out of this one',
  kept: 'put the answer into the library',
  noticed: 'told the answer to an audience',
  callout: 'asked for a call-out in the next release',
}

/** A step of the history in a sentence. `actor` null: a reporter. Answers and resolutions stand in the thread already. */
export function stepWords(action: Action, actor: string | null, assignee: string | null): string {
  const who = actor ?? 'Somebody who reported it'
  if (action.kind === 'assigned') {
    if (action.assigneeId === null) return `${who} left this to nobody`
    return assignee === who ? `${who} took this` : `${who} gave this to ${assignee ?? 'somebody'}`
  }
  if (action.kind === 'severity') return `${who} made this ${action.to} instead of ${action.from}`
  if (action.kind === 'noticed') return `${who} told the answer to ${action.audience}`
  return `${who} ${actionWords[action.kind]}`
}
