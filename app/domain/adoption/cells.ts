import { type Arrival, LEAST_PEOPLE, toldAttempts, withheldCells } from './withholding.ts'

/** An attempt as cells see it: whose it is, and of which audiences and cohort at its start. */
export type Placed = Arrival & { audiences: readonly string[]; cohort: string | null }

/** Whose figures are told. */
export type Group = { by: 'audience' | 'cohort'; id: string }

/**
 * How everybody is divided: into audiences, which overlap, or into cohorts, never into both (semantics 16). `groups`
 * are all that the migration ever had, whatever a page shows of them: what may be told is decided over all.
 */
export type Division = { by: Group['by']; groups: readonly string[]; weekStart: number }

/** A cell of a task: of everybody (`group` is null), or of one group of the division. */
export type Cell<Attempt> =
  | { group: string | null; attempts: Attempt[]; withheld: false }
  | { group: string | null; withheld: true }

/** Whether an attempt was one of a group's when it was started; everybody's is any. */
export function isOf({ audiences, cohort }: Omit<Placed, keyof Arrival>, group: Group | null): boolean {
  if (group === null) return true
  return group.by === 'audience' ? audiences.includes(group.id) : cohort === group.id
}

/**
 * The cells of one task: everybody, then the groups of which somebody tried. This is the one place that decides what is
 * withheld; pages, files and gates choose among its cells, so that no choice shows what another withholds.
 */
export function cellsOf<Attempt extends Placed>(attempts: readonly Attempt[], division: Division): Cell<Attempt>[] {
  if (attempts.length === 0) return []
  const told = toldIn(attempts, division)
  const groups = division.groups
    .map((id) => ({ id, group: { by: division.by, id } }))
    .filter(({ group }) => attempts.some((attempt) => isOf(attempt, group)))
    .map(({ id, group }) => ({ id, attempts: told.filter((attempt) => isOf(attempt, group)) }))
  const everybody = peopleOf(told)
  const withheld = withheldCells(
    everybody,
    groups.map(({ id, attempts: theirs }) => ({ key: id, people: peopleOf(theirs) })),
  )
  return [
    cell(null, told, everybody.size < LEAST_PEOPLE),
    ...groups.map(({ id, attempts: theirs }) => cell(id, theirs, withheld.has(id))),
  ]
}

const cell = <Attempt>(group: string | null, attempts: Attempt[], withheld: boolean): Cell<Attempt> =>
  withheld ? { group, withheld } : { group, attempts, withheld }

/**
 * What of the running week may be told. People of the very same audiences are counted together: every audience, the
 * total and whatever is left between them are made of such people, so that each changes by five people or not at all.
 * A cohort cuts across them, so its figures are of whole weeks.
 */
function toldIn<Attempt extends Placed>(attempts: readonly Attempt[], { by, weekStart }: Division): Attempt[] {
  if (by === 'cohort') return attempts.filter(({ arrivedAt }) => arrivedAt < weekStart)
  const alike = Map.groupBy(attempts, ({ audiences }) => [...audiences].sort().join(' '))
  return [...alike.values()].flatMap((theirs) => toldAttempts(theirs, weekStart))
}

/** Everybody who tried, each once. */
export function peopleOf(attempts: readonly { person: string }[]): Set<string> {
  return new Set(attempts.map(({ person }) => person))
}
