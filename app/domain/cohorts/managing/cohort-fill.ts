/** Somebody whom a rule may put into a cohort. */
export type Candidate = {
  id: string
  /** the audiences that they are in today */
  audiences: readonly string[]
  /** cohorts that they were taken out of by hand */
  refused: readonly string[]
}

/** A cohort that fills itself from an audience. */
export type RuledCohort = { id: string; audience: string; members: number; limit: number | null }

/** A person and the cohort that they come into. */
export type Placement = { person: string; cohort: string }

/**
 * Who comes where, by the rules of cohorts. Candidates come one by one, in their order, each into the cohort of one of
 * their audiences that has the fewest members and still room; of equals the first in the list. So several cohorts that
 * share an audience fill evenly. Who fits nowhere is left out.
 */
export function fill(candidates: readonly Candidate[], cohorts: readonly RuledCohort[]): Placement[] {
  const rooms = cohorts.map((cohort) => ({ ...cohort }))
  const placements: Placement[] = []
  for (const { id, audiences, refused } of candidates) {
    const open = rooms.filter(
      (room) =>
        audiences.includes(room.audience) &&
        !refused.includes(room.id) &&
        (room.limit === null || room.members < room.limit),
    )
    const emptiest = open.reduce<(typeof rooms)[number] | null>(
      (best, room) => (best === null || room.members < best.members ? room : best),
      null,
    )
    if (!emptiest) continue
    emptiest.members += 1
    placements.push({ person: id, cohort: emptiest.id })
  }
  return placements
}
