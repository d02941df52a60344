/**
 * Who may be seen in a timing or error cell: figures for fewer than five people are withheld, and so is a cell
 * whose figure would let somebody work out one to four people by subtraction (semantics 16).
 */
export const LEAST_PEOPLE = 5

/** An attempt as it arrived. */
export type Arrival = { person: string; arrivedAt: number }

/**
 * Until when (milliseconds) the running week's attempts may be told: the cell changes only once five people's attempts
 * are new, so that nobody's time shows in a difference of two looks. Null: nothing of this week yet.
 */
export function toldUntil(arrivals: readonly Arrival[]): number | null {
  let until: number | null = null
  let fresh = new Set<string>()
  for (const { person, arrivedAt } of [...arrivals].sort((left, right) => left.arrivedAt - right.arrivedAt)) {
    fresh.add(person)
    if (fresh.size < LEAST_PEOPLE) continue
    until = arrivedAt
    fresh = new Set()
  }
  return until
}
