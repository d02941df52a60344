import type { ResolutionKind, Severity } from './kinds.ts'
import type { TroubleLink } from './links.ts'

type LinkKind = TroubleLink['kind']

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
  /** this was joined with another, with what had been joined with it before; or taken out of it again */
  | { kind: 'merged'; into: string; moved: string[] }
  | { kind: 'unmerged'; from: string }
  /** what it belongs together with, in words, and where that is */
  | { kind: 'linked'; to: string; as: LinkKind; url: string }
  | { kind: 'unlinked'; from: string; as: LinkKind; url: string }
  /** opened by the team from what was measured at the block: of so many people so many stalled, failed or took hints */
  | { kind: 'raised'; signal: 'stalled' | 'failed' | 'hints'; part: number; of: number }
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
  merged: 'joined this with another question',
  unmerged: 'took this out of another question',
  linked: 'linked this',
  unlinked: 'took a link off this',
  raised: 'opened this from what was measured',
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
  if (action.kind === 'linked') return `${who} linked this with ${action.to}`
  if (action.kind === 'unlinked') return `${who} took the link with ${action.from} off`
  if (action.kind === 'raised') {
    const what = { stalled: 'stalled here', failed: 'failed the lab', hints: 'took a hint' }[action.signal]
    return `${who} ${actionWords.raised}: ${action.part} of ${action.of} people ${what}`
  }
  if (action.kind === 'noticed') return `${who} told the answer to ${action.audience}`
  return `${who} ${actionWords[action.kind]}`
}
