import { counted, interval, percent } from '#app/components/format.ts'
import type { Signal } from '#app/domain/adoption/signals/raised.server.ts'
import { SIGNAL_RULE, type SignalKind } from '#app/domain/adoption/signals/signals.ts'

/** What people do there. */
export const signalNames: Record<SignalKind, string> = {
  stalled: 'People stall here',
  failed: 'People fail the lab',
  hints: 'People need hints',
}

const did: Record<SignalKind, string> = {
  stalled: 'stopped here and have not been back for seven days',
  failed: 'failed or gave up at their first try',
  hints: 'took a hint at their first try',
}

const kinds: Record<Signal['blockKind'], string> = {
  section: 'sections',
  task: 'labs and tasks',
  check: 'checks',
  video: 'films',
}

type Measured = Pick<Signal, 'signal' | 'blockKind' | 'part' | 'of' | 'interval' | 'others'>

/** `12 of 30 people failed or gave up at their first try`. */
export const measuredWords = ({ signal, part, of }: Measured): string =>
  `${part} of ${counted(of, 'person', 'people')} ${did[signal]}`

/** The interval of the share: `24% to 57%`. */
export const intervalWords = ({ interval: { low, high } }: Pick<Signal, 'interval'>): string =>
  interval(low, high, (share) => percent(share, 1))

/** How often it happens elsewhere. */
export const othersWords = ({ others, blockKind }: Measured): string =>
  `${percent(others.part, others.of)} at all other ${kinds[blockKind]}, n ${others.of}`

/** A question to begin with. */
export const questionWords = (signal: Measured): string =>
  `What is unclear here? ${measuredWords(signal)}; ${othersWords(signal)}.`

/** The method, for whoever reads the figures. */
export const METHOD = `Measured, not said by anybody: the last ${SIGNAL_RULE.weeks} whole weeks, the block as it reads now, at least ${SIGNAL_RULE.leastPeople} people. A block stands here when the lower end of Wilson’s 95% interval of its share is over ${SIGNAL_RULE.times} times the share of all other blocks of its kind together, and over ${SIGNAL_RULE.leastShare * 100}%.`
