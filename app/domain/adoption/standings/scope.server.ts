import { type Part, part } from '#app/platform/database/sql.server.ts'
import type { Slice } from '../slices.ts'

/** Rows `s` of `milestone_standing` of a milestone's people in a slice. */
export function standingsIn(milestoneId: string, slice: Slice): Part {
  const all = part`s.milestone_id = ${milestoneId}::uuid`
  if (slice.by === 'everyone') return all
  if (slice.by === 'audience') return part`${all} AND s.audiences @> ARRAY[${slice.id}::uuid]`
  // By its members: there is no index of everybody's cohorts.
  return part`${all} AND s.cohorts @> ARRAY[${slice.id}::uuid]
    AND s.person_id IN (SELECT person_id FROM cohort_member WHERE cohort_id = ${slice.id}::uuid)`
}
