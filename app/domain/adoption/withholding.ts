/**
 * Who may be seen in a timing or error cell: figures for fewer than five people are withheld, and so is a cell
 * whose figure would let somebody work out one to four people by subtraction (semantics 16).
 */
export const LEAST_PEOPLE = 5

/** One sibling cell of a total: the people whose attempts are in it. */
export type Sibling = { key: string; people: ReadonlySet<string> }

/**
 * The keys of the cells to withhold beside a shown total. A small cell is withheld; and while a figure less its parts
 * would leave one to four people, the smallest of these parts is withheld as well. Parts are taken away all together
 * and one at a time, from the total and from every cell that holds them: audiences overlap.
 */
export function withheldCells(total: ReadonlySet<string>, cells: readonly Sibling[]): Set<string> {
  const withheld = new Set(cells.filter(({ people }) => people.size < LEAST_PEOPLE).map(({ key }) => key))
  for (;;) {
    const shown = cells.filter(({ key }) => !withheld.has(key))
    const telling = [total, ...shown.map(({ people }) => people)].flatMap((whole) => tellingParts(whole, shown))
    const [smallest] = telling.sort((left, right) => left.people.size - right.people.size)
    if (!smallest) return withheld
    withheld.add(smallest.key)
  }
}

/** The parts of a whole that leave one to four of its people, where they are taken away. */
function tellingParts(whole: ReadonlySet<string>, shown: readonly Sibling[]): Sibling[] {
  const parts = shown.filter(({ people }) => people.size < whole.size && without(people, whole).length === 0)
  return [parts, ...parts.map((part) => [part])].filter((taken) => taken.length > 0 && isTelling(whole, taken)).flat()
}

function isTelling(whole: ReadonlySet<string>, taken: readonly Sibling[]): boolean {
  const rest = without(whole, new Set(taken.flatMap(({ people }) => [...people]))).length
  return rest > 0 && rest < LEAST_PEOPLE
}

const without = (whole: ReadonlySet<string>, taken: ReadonlySet<string>): string[] =>
  [...whole].filter((person) => !taken.has(person))

/** An attempt as it arrived. */
export type Arrival = { person: string; arrivedAt: number }

/**
 * The attempts that may be told: those of whole weeks before `weekStart`, and of the running week up to the last moment
 * at which five people's attempts were new.
 */
export function toldAttempts<Attempt extends Arrival>(attempts: readonly Attempt[], weekStart: number): Attempt[] {
  const until = toldUntil(attempts.filter(({ arrivedAt }) => arrivedAt >= weekStart))
  return attempts.filter(({ arrivedAt }) => arrivedAt < weekStart || (until !== null && arrivedAt <= until))
}

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
