import type { CompletionSeries } from './standings/completion-series.ts'

/** The share of people complete at the end of each day, in per cent; null where nobody is asked. */
export const completionShares = ({ people, complete }: Pick<CompletionSeries, 'people' | 'complete'>) =>
  complete.map((part) => (people === 0 ? null : (part / people) * 100))
