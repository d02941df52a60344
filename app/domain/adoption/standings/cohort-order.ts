/** What the cohorts can be ordered by. There is no order by speed. */
export const COHORT_SORTS = ['coverage', 'completion', 'name'] as const

/** `ascending`: the lowest first, or from A. */
export type CohortOrder = { by: (typeof COHORT_SORTS)[number]; ascending: boolean }

const USUAL: CohortOrder = { by: 'coverage', ascending: true }

/** The order that an address asks for: `sort=coverage` the highest first, `-` before it the lowest; names from A alone. */
export function cohortOrderOf(query: URLSearchParams): CohortOrder {
  const asked = query.get('sort') ?? ''
  const by = COHORT_SORTS.find((sort) => sort === asked.replace(/^-/, ''))
  return by === undefined ? USUAL : { by, ascending: by === 'name' || asked.startsWith('-') }
}

/** The order as an address has it; empty for the usual. */
export function cohortOrderQuery({ by, ascending }: CohortOrder): string {
  if (by === USUAL.by && ascending === USUAL.ascending) return ''
  return ascending && by !== 'name' ? `-${by}` : by
}
