import { wordsOf } from '../filters.ts'
import type { Span } from '../task-rollups/spans.ts'

/** What can be laid beside each other. */
export const COMPARABLE = ['audience', 'cohort', 'release', 'weeks'] as const
export type ComparedBy = (typeof COMPARABLE)[number]

/**
 * What an address asks to compare; empty: not chosen. `module` is asked for with releases alone; `words` are those that
 * cohorts are looked up by, where there are too many for a list.
 */
export type CompareAsked = { by: ComparedBy; a: string; b: string; module: string; words: string }

/** Times that can be compared: four whole weeks each, as an address has them. Single weeks are of too few people. */
export const TIMES = [
  { value: '4', span: 4, name: 'the last 4 weeks' },
  { value: '4 before', span: '4 before', name: 'the 4 weeks before' },
  { value: '8 before', span: '8 before', name: 'the 4 weeks before those' },
] as const satisfies readonly { value: string; span: Span; name: string }[]

/** Reads what is to be compared from a URL's query. */
export function compareOf(query: URLSearchParams): CompareAsked {
  const by = COMPARABLE.find((one) => one === query.get('by')) ?? 'audience'
  const [a, b] = [query.get('a') ?? '', query.get('b') ?? '']
  const module = by === 'release' ? (query.get('module') ?? '') : ''
  return { by, a, b, module, words: by === 'cohort' ? wordsOf(query) : '' }
}
