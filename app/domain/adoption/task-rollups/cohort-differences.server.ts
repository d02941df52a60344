import type { LocalDay } from '#app/domain/migrations/local-days.ts'
import { sql } from '#app/platform/database/sql.server.ts'
import { ZERO_ID } from '../slices.ts'
import { LEAST_PEOPLE } from '../withholding.ts'
import { type Measure, placed, type TaskVersion } from './cells.server.ts'
import { pieceOfWeek } from './pieces.server.ts'
import { SPANS, type Span } from './spans.ts'
import { type ToldViews, TRIES } from './views.ts'

type Views = Record<Measure, ToldViews>

/** What is told of a cohort by itself at a task, and of everybody, audiences, releases and tries beside it. */
export type Beside = { place: number; own: Views; others: Views }

/** By place, the views of a cohort that lie around a view of the others, or in it, but for one to four people. */
export async function tellingViews(
  tasks: readonly TaskVersion[],
  cohort: string,
  beside: readonly Beside[],
  today: LocalDay,
): Promise<ReadonlyMap<number, Record<Measure, string[]>>> {
  const near = beside.filter(({ own, others }) =>
    MEASURES.some((measure) => pairs(own[measure], others[measure]).length),
  )
  if (near.length === 0) return new Map()
  const done = Map.groupBy(await doneAt(tasks, near, today), ({ place }) => place)
  return new Map(
    near.map(({ place, own, others }) => {
      const telling = (measure: Measure) =>
        tellingOf(pairs(own[measure], others[measure]), done.get(place) ?? [], cohort, measure)
      return [place, { times: telling('times'), errors: telling('errors') }]
    }),
  )
}

const MEASURES: readonly Measure[] = ['times', 'errors']

type Pair = readonly [own: string, other: string]

/** A cohort's spans, which alone are told of it, and views of nearly as many people: no others can differ by one to four. */
const pairs = (own: ToldViews, others: ToldViews): Pair[] =>
  spansOf(own).flatMap(([view, people]) =>
    Object.entries(others.people)
      .filter(([, others]) => Math.abs(others - people) < LEAST_PEOPLE)
      .map(([other]) => [view, other] as const),
  )

const spansOf = ({ people }: ToldViews) =>
  Object.entries(people).filter(([view]) => !/^(release|try|tries from)\//.test(view))

type Done = { place: number; person: string; release: string; piece: number; audiences: string[]; cohort: string } & {
  tries: number
  successes: number
  wholeTries: number
  wholeSuccesses: number
}

async function doneAt(tasks: readonly TaskVersion[], near: readonly Beside[], today: LocalDay): Promise<Done[]> {
  return sql<Done>`
    SELECT t.place, p.person_id AS person, p.release_id AS release, s.audience_ids AS audiences, p.cohort_id AS cohort,
      p.tries, p.successes, p.whole_tries AS "wholeTries", p.whole_successes AS "wholeSuccesses",
      ${pieceOfWeek(today)} AS piece
    FROM jsonb_to_recordset(${placed(tasks)}::jsonb) AS t(place int, "moduleId" uuid, "blockId" text, hash text, clock clock)
    JOIN release r ON r.module_id = t."moduleId"
    JOIN release_block b ON b.release_id = r.id AND b.block_id = t."blockId" AND b.hash = t.hash
    JOIN person_task_week p ON p.release_id = r.id AND p.block_id = t."blockId" AND p.clock = t.clock
    JOIN audience_set s ON s.id = p.audience_set_id
    WHERE t.place = ANY (${near.map(({ place }) => place)}::int[])`
}

/** `whole`: of a whole week, as cohorts are told of alone. */
type Atom = Pick<Done, 'person' | 'release' | 'piece' | 'audiences' | 'cohort'> & { nth: number; whole: boolean }

function tellingOf(near: readonly Pair[], done: readonly Done[], cohort: string, measure: Measure): string[] {
  const atoms = done.flatMap((one) => atomsOf(one, measure))
  const telling = near.filter(([own, other]) => {
    const isOwn = (atom: Atom) => atom.whole && atom.cohort === cohort && isInPiece(atom, spanIn(own))
    const isOther = holdsOf(other)
    const left = atoms.filter((atom) => isOwn(atom) && !isOther(atom))
    const right = atoms.filter((atom) => isOther(atom) && !isOwn(atom))
    return (left.length === 0 && areFew(right)) || (right.length === 0 && areFew(left))
  })
  return [...new Set(telling.map(([own]) => own))]
}

function areFew(atoms: readonly Atom[]): boolean {
  const people = new Set(atoms.map(({ person }) => person)).size
  return people > 0 && people < LEAST_PEOPLE
}

function atomsOf(one: Done, measure: Measure): Atom[] {
  const [told, whole] = measure === 'times' ? [one.successes, one.wholeSuccesses] : [one.tries, one.wholeTries]
  return Array.from({ length: TRIES }, (_, bit) => bit)
    .filter((bit) => told & (1 << bit))
    .map((bit) => ({ ...one, nth: bit + 1, whole: Boolean(whole & (1 << bit)) }))
}

const spanIn = (view: string): `${Span}` => view.slice(view.indexOf('/') + 1) as `${Span}`

const isInPiece = ({ piece }: Atom, span: `${Span}`): boolean => (SPANS[span] as readonly number[]).includes(piece)

/** What a view of `views.ts` holds, by its name. */
function holdsOf(view: string): (atom: Atom) => boolean {
  const [of = '', which = ''] = [view.slice(0, view.indexOf('/')), view.slice(view.indexOf('/') + 1)]
  if (of === 'release') return ({ release }) => release === which
  if (of === 'try') return ({ nth }) => nth === Number(which)
  if (of === 'tries from') return ({ nth }) => nth >= Number(which)
  return (atom) => isInPiece(atom, spanIn(view)) && (of === ZERO_ID || atom.audiences.includes(of))
}
