import type { Span } from './task-rollups/spans.ts'

/** What a viewer of the adoption page asked for; it lives in the URL, so that a view can be shared. */
export type AdoptionFilters = {
  /** slug; null: the milestone that comes next */
  milestone: string | null
  /** slug; at most one of audience and cohort */
  audience: string | null
  cohort: string | null
  /** whole weeks looked back on; null: since the beginning */
  weeks: (typeof PERIODS)[number] | null
}

export const PERIODS = [4, 8, 12] as const
const USUAL_WEEKS = 4

/** Reads filters from a URL's query; what it does not know means the usual. Beside a cohort an audience is left out. */
export function filtersOf(query: URLSearchParams): AdoptionFilters {
  const weeks = query.get('weeks')
  const cohort = query.get('cohort') || null
  return {
    milestone: query.get('milestone') || null,
    audience: cohort === null ? query.get('audience') || null : null,
    cohort,
    weeks: weeks === 'all' ? null : (PERIODS.find((period) => String(period) === weeks) ?? USUAL_WEEKS),
  }
}

/** Whether a query asks for an audience together with a cohort, so that the reader is told what was left out. */
export const asksForBoth = (query: URLSearchParams): boolean => Boolean(query.get('audience') && query.get('cohort'))

/** The query that stands for filters; the usual is left out. */
export function queryOf(filters: AdoptionFilters): URLSearchParams {
  const query = new URLSearchParams()
  if (filters.milestone) query.set('milestone', filters.milestone)
  if (filters.audience) query.set('audience', filters.audience)
  if (filters.cohort) query.set('cohort', filters.cohort)
  if (filters.weeks !== USUAL_WEEKS) query.set('weeks', String(filters.weeks ?? 'all'))
  return query
}

/** The span of times and errors that the filters ask for. */
export const spanOf = ({ weeks }: AdoptionFilters): Span => weeks ?? 'all'

const LONGEST_WORDS = 200

/** Words that something is looked up by, of an address; empty: none. */
export const wordsOf = (query: URLSearchParams): string => (query.get('words') ?? '').trim().slice(0, LONGEST_WORDS)
