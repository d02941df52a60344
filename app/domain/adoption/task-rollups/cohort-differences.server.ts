import type { LocalDay } from '#app/domain/migrations/local-days.ts'
import { type Part, part, sql } from '#app/platform/database/sql.server.ts'
import { ZERO_ID } from '../slices.ts'
import { LEAST_PEOPLE } from '../withholding.ts'
import { type Measure, placed, type TaskVersion } from './cells.server.ts'
import { pieceOfWeek } from './pieces.server.ts'
import { isPieceOf, type Span } from './spans.ts'
import { type ToldViews, TRIES } from './views.ts'

type Views = Record<Measure, ToldViews>

/** What is told of a cohort by itself at a task, and of everybody, audiences, releases and tries beside it. */
export type Beside = { place: number; own: Views; others: Views }

/**
 * By place, the views of a cohort that lie around a view of the others, or in it, but for one to four people. Everybody's
 * weeks are read only where the numbers of people and the cohort's own weeks leave that possible.
 */
export async function tellingViews(
  tasks: readonly TaskVersion[],
  cohort: string,
  beside: readonly Beside[],
  today: LocalDay,
): Promise<ReadonlyMap<number, Record<Measure, string[]>>> {
  const alike = beside.map(({ place, own, others }) => ({
    place,
    times: pairs(own.times, others.times),
    errors: pairs(own.errors, others.errors),
  }))
  const near = alike.filter(isAny)
  const own = await doneAt(tasks, near, today, part`AND p.cohort_id = ${cohort}::uuid`)
  const close = near.map((task) => within(task, own.get(task.place) ?? [])).filter(isAny)
  const done = await doneAt(tasks, close, today)
  return new Map(
    close.map((task) => {
      const telling = (measure: Measure) => tellingOf(task[measure], done.get(task.place) ?? [], cohort, measure)
      return [task.place, { times: telling('times'), errors: telling('errors') }]
    }),
  )
}

type Near = { place: number } & Record<Measure, Pair[]>

const isAny = ({ times, errors }: Near): boolean => times.length + errors.length > 0

/** `people`: how many stand in the view of the others. */
type Pair = { own: string; other: string; people: number }

/** A cohort's spans, which alone are told of it, and views of nearly as many people: no others can differ by one to four. */
const pairs = (own: ToldViews, others: ToldViews): Pair[] =>
  spansOf(own).flatMap(([view, size]) =>
    Object.entries(others.people)
      .filter(([, people]) => Math.abs(people - size) < LEAST_PEOPLE)
      .map(([other, people]) => ({ own: view, other, people })),
  )

const spansOf = ({ people }: ToldViews) =>
  Object.entries(people).filter(([view]) => !/^(release|try|tries from)\//.test(view))

/** The pairs of which one view may lie in the other, as far as what the cohort itself did tells. */
function within({ place, ...pairsOf }: Near, own: readonly Done[]): Near {
  const mayTell = (measure: Measure) => {
    const atoms = own.flatMap((one) => atomsOf(one, measure))
    return pairsOf[measure].filter((pair) => {
      const [isOther, mine] = [holdsOf(pair.other), atoms.filter(isOwnIn(pair.own))]
      const left = mine.filter((atom) => !isOther(atom))
      return left.length === 0 || (areFew(left) && peopleOf(mine.filter(isOther)) >= pair.people)
    })
  }
  return { place, times: mayTell('times'), errors: mayTell('errors') }
}

type Done = { place: number; person: string; release: string; piece: number; audiences: string[]; cohort: string } & {
  tries: number
  successes: number
  wholeTries: number
  wholeSuccesses: number
}

/** Who did some tasks when, by the task's place; `whose`: the rest of the condition. */
async function doneAt(
  tasks: readonly TaskVersion[],
  near: readonly Near[],
  today: LocalDay,
  whose: Part = part``,
): Promise<Map<number, Done[]>> {
  if (near.length === 0) return new Map()
  const rows = await sql<Done>`
    SELECT t.place, p.person_id AS person, p.release_id AS release, s.audience_ids AS audiences, p.cohort_id AS cohort,
      p.tries, p.successes, p.whole_tries AS "wholeTries", p.whole_successes AS "wholeSuccesses",
      ${pieceOfWeek(today)} AS piece
    FROM jsonb_to_recordset(${placed(tasks)}::jsonb) AS t(place int, "moduleId" uuid, "blockId" text, hash text, clock clock)
    JOIN release r ON r.module_id = t."moduleId"
    JOIN release_block b ON b.release_id = r.id AND b.block_id = t."blockId" AND b.hash = t.hash
    JOIN person_task_week p ON p.release_id = r.id AND p.block_id = t."blockId" AND p.clock = t.clock ${whose}
    JOIN audience_set s ON s.id = p.audience_set_id
    WHERE t.place = ANY (${near.map(({ place }) => place)}::int[])`
  return Map.groupBy(rows, ({ place }) => place)
}

/** `whole`: of a whole week, as cohorts are told of alone. */
type Atom = Pick<Done, 'person' | 'release' | 'piece' | 'audiences' | 'cohort'> & { nth: number; whole: boolean }

function tellingOf(near: readonly Pair[], done: readonly Done[], cohort: string, measure: Measure): string[] {
  const atoms = done.flatMap((one) => atomsOf(one, measure))
  const telling = near.filter(({ own, other }) => {
    const isIn = isOwnIn(own)
    const isOwn = (atom: Atom) => atom.cohort === cohort && isIn(atom)
    const isOther = holdsOf(other)
    const left = atoms.filter((atom) => isOwn(atom) && !isOther(atom))
    const right = atoms.filter((atom) => isOther(atom) && !isOwn(atom))
    return (left.length === 0 && areFew(right)) || (right.length === 0 && areFew(left))
  })
  return [...new Set(telling.map(({ own }) => own))]
}

function areFew(atoms: readonly Atom[]): boolean {
  const people = peopleOf(atoms)
  return people > 0 && people < LEAST_PEOPLE
}

const peopleOf = (atoms: readonly Atom[]): number => new Set(atoms.map(({ person }) => person)).size

function atomsOf(one: Done, measure: Measure): Atom[] {
  const [told, whole] = measure === 'times' ? [one.successes, one.wholeSuccesses] : [one.tries, one.wholeTries]
  return Array.from({ length: TRIES }, (_, bit) => bit)
    .filter((bit) => told & (1 << bit))
    .map((bit) => ({ ...one, nth: bit + 1, whole: Boolean(whole & (1 << bit)) }))
}

/** Whether what was done by a cohort stands in a view of it. */
function isOwnIn(view: string): (atom: Atom) => boolean {
  const span = spanIn(view)
  return (atom) => atom.whole && isPieceOf(atom.piece, span)
}

const spanIn = (view: string): `${Span}` => view.slice(view.indexOf('/') + 1) as `${Span}`

/** What a view of `views.ts` holds, by its name. */
function holdsOf(view: string): (atom: Atom) => boolean {
  const [of = '', which = ''] = [view.slice(0, view.indexOf('/')), view.slice(view.indexOf('/') + 1)]
  if (of === 'release') return ({ release }) => release === which
  if (of === 'try') return ({ nth }) => nth === Number(which)
  if (of === 'tries from') return ({ nth }) => nth >= Number(which)
  return (atom) => isPieceOf(atom.piece, spanIn(view)) && (of === ZERO_ID || atom.audiences.includes(of))
}
