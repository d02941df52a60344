export const MILESTONE_STATES = ['planned', 'training', 'live', 'closed', 'rolled back'] as const
export type MilestoneState = (typeof MILESTONE_STATES)[number]

/** Where a milestone can go from each state; the first is the usual way on. */
const NEXT: Record<MilestoneState, readonly MilestoneState[]> = {
  planned: ['training'],
  training: ['live', 'planned'],
  live: ['closed', 'rolled back'],
  closed: [],
  'rolled back': ['training'],
}

/** The states that may follow, the usual one first. */
export const nextStates = (state: MilestoneState): readonly MilestoneState[] => NEXT[state]

/** Going live is the step that the gates guard. */
export const needsGates = (to: MilestoneState): boolean => to === 'live'

/** Nothing follows it: never chosen for anybody beforehand. */
export const isFinal = (state: MilestoneState): boolean => NEXT[state].length === 0
