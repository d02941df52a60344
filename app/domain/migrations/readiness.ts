import type { Interval } from '#app/domain/adoption/statistics.ts'
import type { LocalDay } from './local-days.ts'

export const MEASURES = [
  'completion',
  'up to date',
  'coverage',
  'task ratio',
  'confusion',
  'critical errors',
  'pushed',
] as const
export type Measure = (typeof MEASURES)[number]

/** Measures of people, which can be those of one audience; the rest is measured of everybody. */
const BY_AUDIENCE: readonly Measure[] = ['completion', 'up to date', 'coverage', 'task ratio']
export const isByAudience = (measure: Measure): boolean => BY_AUDIENCE.includes(measure)

/** Whether our own figures tell it, which are counted; what a program pushes is as it was told. */
export const isCounted = (measure: Measure): boolean => measure !== 'pushed'

export const COMPARATORS = ['>=', '<='] as const
export type Comparator = (typeof COMPARATORS)[number]

/** A measurement: shares in per cent, ratios as a factor, confusion per 100 people. `n` is what the measure counts. */
export type Figure = {
  /** null: it cannot be told, and `why` says so */
  value: number | null
  n: number
  interval: Interval | null
  why: 'nothing to measure yet' | 'fewer than five people' | 'no baseline to compare with' | null
  /** extra words beside n, such as "31 suspect excluded" */
  note: string | null
}

export type HeldWaiver = { id: string; owner: string; reason: string; at: string; expiresOn: LocalDay }

export type GateState = 'met' | 'not met' | 'waived'

/** Whether a figure meets a target. What cannot be measured is not met: a gate is a promise to show something. */
export function meets(figure: Pick<Figure, 'value'>, comparator: Comparator, target: number): boolean {
  if (figure.value === null) return false
  return comparator === '>=' ? figure.value >= target : figure.value <= target
}

/** A waiver holds to the end of its last day, and only stands in for what is not met. */
export function gateState(
  figure: Pick<Figure, 'value'>,
  gate: { comparator: Comparator; target: number },
  waiver: Pick<HeldWaiver, 'expiresOn'> | null,
  today: LocalDay,
): GateState {
  if (meets(figure, gate.comparator, gate.target)) return 'met'
  return waiver !== null && holds(waiver, today) ? 'waived' : 'not met'
}

/** Whether a waiver stands in for its gate today. */
export const holds = ({ expiresOn }: Pick<HeldWaiver, 'expiresOn'>, today: LocalDay): boolean => expiresOn >= today

export type Tally = Record<GateState, number>

/** How many gates are in each state. */
export function tally(states: readonly GateState[]): Tally {
  const count = (state: GateState) => states.filter((one) => one === state).length
  return { met: count('met'), 'not met': count('not met'), waived: count('waived') }
}

/** Whether a milestone is ready, and that as a sentence. */
export type Verdict = { ready: boolean; words: string }

/** The answer while the figures that gates are judged by are not whole. */
export const undecided = (milestone: string): Verdict => ({
  ready: false,
  words: `${milestone} cannot be judged yet: the figures of its gates are still being counted`,
})

/** The answer as a sentence: "Cutover is not ready: two of seven gates are unmet". */
export function verdict(milestone: string, counts: Tally): Verdict {
  const all = counts.met + counts['not met'] + counts.waived
  if (all === 0) return { ready: true, words: `${milestone} has no gates yet` }
  if (all === 1) return verdictOnOne(milestone, counts)
  if (counts['not met'] === 0) {
    const waived = counts.waived > 0 ? `, ${inWords(counts.waived)} of them waived` : ''
    const every = all === 2 ? 'both' : `all ${inWords(all)}`
    return { ready: true, words: `${milestone} is ready: ${every} gates hold${waived}` }
  }
  const verb = counts['not met'] === 1 ? 'is' : 'are'
  return {
    ready: false,
    words: `${milestone} is not ready: ${inWords(counts['not met'])} of ${inWords(all)} gates ${verb} unmet`,
  }
}

function verdictOnOne(milestone: string, counts: Tally): Verdict {
  if (counts['not met'] > 0) return { ready: false, words: `${milestone} is not ready: its gate is unmet` }
  return { ready: true, words: `${milestone} is ready: its gate is ${counts.waived > 0 ? 'waived' : 'met'}` }
}

const WORDS = ['no', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten', 'eleven', 'twelve']

/** Small counts as words, as sentences have them. */
export const inWords = (count: number): string => WORDS[count] ?? String(count)
