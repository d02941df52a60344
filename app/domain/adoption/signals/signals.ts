import type { Block } from '#app/lessons/tree.ts'
import type { Counted } from '../rates.ts'
import { type Interval, shareInterval } from '../statistics.ts'

/** What people do at a block that suggests that they are confused there. */
export const SIGNALS = ['stalled', 'failed', 'hints'] as const
export type SignalKind = (typeof SIGNALS)[number]

/** How a signal is told apart from what happens everywhere. */
export const SIGNAL_RULE = {
  /** whole weeks looked back on */
  weeks: 8,
  /** days without anything, from which on somebody has stalled */
  quietDays: 7,
  leastPeople: 10,
  /** other blocks of the same kind that have so many people, too */
  leastOthers: 3,
  /** how many times as often as at all of these together */
  times: 1.5,
  /** however rare it is elsewhere, it is not unusual under this share */
  leastShare: 0.1,
} as const

/** People at a block in these weeks, and of them those whom it happened to. */
export type BlockCount = Counted & { moduleId: string; blockId: string; blockKind: Block['kind'] }

/** A block where it happens unusually often: how often, with what certainty, and where it would begin to be usual. */
export type Raised<Count extends BlockCount> = Count & {
  share: number
  interval: Interval
  others: Counted
  threshold: number
}

/**
 * The blocks that stand out, the surest first: those where the lower end of Wilson's 95% interval is over one and a
 * half times the share of all other blocks of their kind together, and over one in ten. Blocks under ten people are neither raised nor
 * compared with.
 */
export function raisedOf<Count extends BlockCount>(counts: readonly Count[]): Raised<Count>[] {
  const large = counts.filter(({ of }) => of >= SIGNAL_RULE.leastPeople)
  return large
    .flatMap((count) => {
      const others = large.filter((other) => other !== count && other.blockKind === count.blockKind)
      if (others.length < SIGNAL_RULE.leastOthers) return []
      const raised = compared(count, others)
      return raised.interval.low > raised.threshold ? [raised] : []
    })
    .sort((one, other) => other.interval.low - one.interval.low)
}

function compared<Count extends BlockCount>(count: Count, others: readonly Count[]): Raised<Count> {
  const all = others.reduce((sum, { part, of }) => ({ part: sum.part + part, of: sum.of + of }), { part: 0, of: 0 })
  const threshold = Math.max(SIGNAL_RULE.leastShare, (SIGNAL_RULE.times * all.part) / all.of)
  const interval = shareInterval(count.part, count.of) as Interval
  return { ...count, share: count.part / count.of, interval, others: all, threshold }
}
