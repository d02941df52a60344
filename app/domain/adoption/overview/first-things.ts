import type { GateReadiness } from '#app/domain/migrations/readiness.server.ts'

/** A task whose time is told: `low` is the lower end of the median's interval, as a ratio to the old product. */
export type ComparedTask = {
  moduleSlug: string
  blockId: string
  title: string
  /** whose time it is; null for everybody's */
  audience: string | null
  ratio: number
  low: number
  people: number
}

export type OpenBlock = { moduleSlug: string; blockId: string; title: string; open: number; reached: number }
export type LateAudience = { slug: string; name: string; overdue: number; people: number }
/** Cohorts for which no session of the milestone was held or is planned, the first by name; `all` are the open ones. */
export type WaitingCohorts = { named: { id: string; name: string }[]; waiting: number; all: number }

/** What the first things to do are chosen from. */
export type Situation = {
  /** to the milestone; negative once it is over */
  daysLeft: number
  gates: readonly GateReadiness[]
  tasks: readonly ComparedTask[]
  blocks: readonly OpenBlock[]
  audiences: readonly LateAudience[]
  cohorts: WaitingCohorts
}

/** One thing to do and what it is about. `weight`: how much of that is amiss, from 0 to 1. */
export type FirstThing = { weight: number } & (
  | { about: 'gate'; gate: GateReadiness }
  | { about: 'audience'; audience: LateAudience }
  | { about: 'task'; task: ComparedTask }
  | { about: 'block'; block: OpenBlock }
  | { about: 'cohorts'; cohorts: WaitingCohorts }
)

/** A task is too slow once the whole interval of its median lies above this ratio. */
export const SLOW = 1.2

const GATES = 3

/**
 * What to do first: of each kind the worst, of unmet gates the worst three, and of these the heaviest first. What has to be so by the milestone weighs
 * more the fewer weeks are left; what is amiss already weighs by itself. Shares of people, of cohorts and of a target
 * are taken as alike: a rule of thumb that everybody can check against the figures told beside it.
 */
export function firstThings(situation: Situation): FirstThing[] {
  const weeksLeft = Math.max(1, situation.daysLeft / 7)
  const things = [
    ...gateThings(situation.gates, weeksLeft),
    audienceThing(situation.audiences),
    taskThing(situation.tasks),
    blockThing(situation.blocks),
    cohortsThing(situation.cohorts, weeksLeft),
  ]
  return things.flatMap((thing) => (thing && thing.weight > 0 ? [thing] : [])).sort(byWeight)
}

const byWeight = (left: { weight: number }, right: { weight: number }) => right.weight - left.weight

function gateThings(gates: readonly GateReadiness[], weeksLeft: number): FirstThing[] {
  const unmet = gates.filter(({ state }) => state === 'not met')
  const things = unmet.map((gate) => ({ about: 'gate' as const, gate, weight: shortfall(gate) / weeksLeft }))
  return things.toSorted(byWeight).slice(0, GATES)
}

/** How far a figure is from its target, as a share of it; what is not measured is all the way off. */
function shortfall({ figure: { value }, target }: GateReadiness): number {
  if (value === null) return 1
  return Math.min(1, Math.abs(value - target) / (target || 1))
}

function audienceThing(audiences: readonly LateAudience[]): FirstThing | undefined {
  const [most] = audiences.toSorted((left, right) => right.overdue - left.overdue)
  return most && { about: 'audience', audience: most, weight: most.people === 0 ? 0 : most.overdue / most.people }
}

function taskThing(tasks: readonly ComparedTask[]): FirstThing | undefined {
  const [slowest] = tasks.filter(({ low }) => low > SLOW).toSorted((left, right) => right.low - left.low)
  return slowest && { about: 'task', task: slowest, weight: Math.min(1, slowest.low / SLOW - 1) }
}

function blockThing(blocks: readonly OpenBlock[]): FirstThing | undefined {
  const rate = ({ open, reached }: OpenBlock) => Math.min(1, open / Math.max(1, reached))
  const [most] = blocks.toSorted((left, right) => right.open - left.open || rate(right) - rate(left))
  return most && { about: 'block', block: most, weight: rate(most) }
}

function cohortsThing(cohorts: WaitingCohorts, weeksLeft: number): FirstThing | undefined {
  if (cohorts.waiting === 0) return undefined
  return { about: 'cohorts', cohorts, weight: cohorts.waiting / cohorts.all / weeksLeft }
}
