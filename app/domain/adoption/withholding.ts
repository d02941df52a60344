/**
 * Who may be seen in a timing cell: figures for fewer than five people are withheld, and so is a cell
 * whose figure would let somebody work out one to four people by subtraction (semantics 16).
 */
export const LEAST_PEOPLE = 5

/** One sibling cell of a total: the people whose attempts are in it. */
export type Cell = { key: string; people: ReadonlySet<string> }

/**
 * The keys of the cells to withhold beside a shown total. A small cell is withheld; and while the people of the total
 * who are in no shown cell are one to four, the smallest shown cell is withheld as well.
 */
export function withheldCells(total: ReadonlySet<string>, cells: readonly Cell[]): Set<string> {
  const withheld = new Set(cells.filter(({ people }) => people.size < LEAST_PEOPLE).map(({ key }) => key))
  for (;;) {
    const shown = cells.filter(({ key }) => !withheld.has(key))
    const rest = restOf(total, shown)
    if (shown.length === 0 || rest === 0 || rest >= LEAST_PEOPLE) return withheld
    const [smallest] = [...shown].sort((left, right) => left.people.size - right.people.size)
    withheld.add((smallest as Cell).key)
  }
}

function restOf(total: ReadonlySet<string>, shown: readonly Cell[]): number {
  const covered = new Set(shown.flatMap(({ people }) => [...people]))
  return [...total].filter((person) => !covered.has(person)).length
}

/** An attempt as it arrived, in the running week. */
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
