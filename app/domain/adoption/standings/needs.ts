import type { Counts } from '../standing.ts'

/** Whom a list of people is narrowed to. `help`: any of those that help is offered for. */
export const NEEDS = ['help', 'overdue', 'not started', 'stuck', 'asking', 'to refresh', 'not complete', 'all'] as const
export type Need = (typeof NEEDS)[number]

/** What an address asks for; anything that it does not know means help. */
export const needOf = (asked: string | null): Need => NEEDS.find((need) => need === asked) ?? 'help'

/** How many of a group have the need. Of one module it is not counted who is stuck or asks: undefined. */
export function needing(counts: Counts, need: Need, ofModule: boolean): number | undefined {
  if (ofModule && (need === 'stuck' || need === 'asking')) return undefined
  return {
    help: counts.needing,
    overdue: counts.overdue,
    'not started': counts.assigned - counts.started,
    stuck: counts.stuck,
    asking: counts.asking,
    'to refresh': counts.refreshing,
    'not complete': counts.assigned - counts.complete,
    all: counts.assigned,
  }[need]
}

/** What a person's standing says of them. */
type Standing = { overdue: boolean; started: boolean; stuck: boolean; asking: boolean; toRefresh: number }

/** Why somebody needs help, the most urgent first. */
export function whys({ overdue, started, stuck, asking, toRefresh }: Standing): Need[] {
  const holds: [Need, boolean][] = [
    ['asking', asking],
    ['overdue', overdue],
    ['stuck', stuck],
    ['not started', !started],
    ['to refresh', toRefresh > 0],
  ]
  return holds.filter(([, does]) => does).map(([need]) => need)
}
