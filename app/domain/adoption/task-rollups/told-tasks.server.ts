import type { LocalDay } from '#app/domain/migrations/local-days.ts'
import { sql } from '#app/platform/database/sql.server.ts'
import { type Slice, sliceId } from '../slices.ts'
import { type Alike, doersOf, type Measure, placed, type TaskVersion } from './cells.server.ts'
import { tellingViews } from './cohort-differences.server.ts'
import { HISTOGRAM_END } from './histogram.ts'
import { pieceOfWeek } from './pieces.server.ts'
import { isPieceOf, type Span, weeksOf, wider } from './spans.ts'
import { type ToldViews, toldViews, viewOf } from './views.ts'
import { addWeeks, newSum, type WeekSum, type Weeks } from './week-sum.ts'

/**
 * What is told of a slice at a task. `span` is the one asked for, or a wider one where that would tell of few people;
 * `people` are those with a success for times, with a finished attempt for errors.
 */
export type Told = { told: 'figures'; span: Span; people: number; sum: WeekSum } | { told: 'withheld' | 'none' }

export type ToldTask = Record<Measure, Told>

/** By task, in their order, then by `sliceId`. */
export type ToldTasks = ReadonlyMap<string, ToldTask>[]

/** What may be told of some tasks in a span, as of a local day of the migration: from the read models alone. */
export async function toldTasks(
  tasks: readonly TaskVersion[],
  slices: readonly Slice[],
  span: Span,
  today: LocalDay,
): Promise<ToldTasks> {
  return (await toldInSpans(tasks, slices, [span], today))[0] as ToldTasks
}

/** The same of several spans, in their order, which costs little more than one of them. */
export async function toldInSpans(
  tasks: readonly TaskVersion[],
  slices: readonly Slice[],
  spans: readonly Span[],
  today: LocalDay,
): Promise<ToldTasks[]> {
  if (tasks.length === 0) return spans.map(() => [])
  const views = await viewsOfTasks(tasks, slices, today)
  const chosen = spans.map((span) =>
    views.map((task) => new Map([...task].map(([key, told]) => [key, choicesOf(told, key, span)]))),
  )
  const sums = await sumsOf(
    tasks,
    slices,
    chosen.map((choices, nth) => wantedOf(choices, spans[nth] as Span)),
    today,
  )
  return chosen.map((choices, nth) =>
    choices.map((task, place) => {
      const told = (key: string, choice: Record<Measure, Choice>, measure: Measure) =>
        toldOf(measure, choice[measure], (one) => sums.get(keyOf(place, key, one)), spans[nth] as Span)
      return new Map(
        [...task].map(([key, choice]) => [
          key,
          { times: told(key, choice, 'times'), errors: told(key, choice, 'errors') },
        ]),
      )
    }),
  )
}

type Views = Record<Measure, ToldViews>
type Choice = { span: Span; people: number } | 'untold'

const choicesOf = (views: Views, key: string, span: Span): Record<Measure, Choice> => ({
  times: choiceOf(views.times, key, [span, ...wider(span)]),
  // Errors are added up over tasks, which must then be of one span.
  errors: choiceOf(views.errors, key, [span]),
})

/** The first of some spans that is told, where somebody did it in the one asked for, which comes first. */
function choiceOf({ people, withheld }: ToldViews, key: string, spans: readonly [Span, ...Span[]]): Choice {
  const [span] = spans
  const found = spans.find((one) => viewOf(key, one) in people)
  const isThere = viewOf(key, span) in people || withheld.includes(viewOf(key, span))
  return found === undefined || !isThere ? 'untold' : { span: found, people: people[viewOf(key, found)] as number }
}

/** By the key of `Sums` the span of each sum that a choice is told of; what is told of nothing needs that of the span asked for. */
function wantedOf(choices: readonly ReadonlyMap<string, Record<Measure, Choice>>[], asked: Span): Map<string, Span> {
  const wanted = new Map<string, Span>()
  for (const [place, task] of choices.entries()) {
    for (const [key, { times, errors }] of task) {
      for (const choice of [times, errors]) {
        const span = typeof choice === 'string' ? asked : choice.span
        wanted.set(keyOf(place, key, span), span)
      }
    }
  }
  return wanted
}

/** What nobody is told of yet, though somebody did it, is withheld: it waits for more people, or for the week's end. */
function toldOf(measure: Measure, choice: Choice, sumIn: (span: Span) => WeekSum | undefined, asked: Span): Told {
  if (typeof choice !== 'string') {
    const sum = sumIn(choice.span)
    if (!sum) throw new Error('A view is told of which no week is counted: the read models do not belong together.')
    return { told: 'figures', ...choice, sum }
  }
  const sum = sumIn(asked)
  const done = sum !== undefined && sum.finished > sum.suspect && (measure === 'errors' || sum.succeeded > 0)
  return { told: done ? 'withheld' : 'none' }
}

const NOTHING: Views = { times: { people: {}, withheld: [] }, errors: { people: {}, withheld: [] } }

/** The views of each task by slice. */
async function viewsOfTasks(
  tasks: readonly TaskVersion[],
  slices: readonly Slice[],
  today: LocalDay,
): Promise<Map<string, Views>[]> {
  const rows = await sql<TaskCells>`
    SELECT t.place, c.times, c.errors, c.cohorts_withheld AS "cohortsWithheld"
    FROM jsonb_to_recordset(${placed(tasks)}::jsonb) AS t(place int, "moduleId" uuid, "blockId" text, hash text, clock clock)
    JOIN task_cells c ON c.module_id = t."moduleId" AND c.block_id = t."blockId" AND c.hash = t.hash AND c.clock = t.clock`
  const views: Map<string, Views>[] = tasks.map(() => new Map(slices.map((slice) => [sliceId(slice), NOTHING])))
  for (const slice of slices) {
    const own = slice.by === 'cohort' ? await viewsOfCohort(tasks, slice.id, rows, today) : null
    for (const { place, times, errors } of rows) {
      views[place]?.set(sliceId(slice), own ? (own.get(place) ?? NOTHING) : { times, errors })
    }
  }
  return views
}

type TaskCells = Views & { place: number; cohortsWithheld: Record<Measure, string[]> }

/** What is told of a cohort: of it by itself, less what the other cohorts, or views of others, would tell. */
async function viewsOfCohort(
  tasks: readonly TaskVersion[],
  cohort: string,
  rows: readonly TaskCells[],
  today: LocalDay,
): Promise<ReadonlyMap<number, Views>> {
  const done = await doneInCohort(tasks, cohort, today)
  const beside = rows.map(({ place, cohortsWithheld, ...others }) => {
    const own = (measure: Measure) =>
      without(
        toldViews(doersOf(done.get(place) ?? [], measure), () => [cohort]),
        cohortsWithheld[measure],
      )
    return { place, others, own: { times: own('times'), errors: own('errors') } }
  })
  const telling = await tellingViews(tasks, cohort, beside, today)
  return new Map(
    beside.map(({ place, own: { times, errors } }) => {
      const few = telling.get(place)
      return [place, { times: without(times, few?.times ?? []), errors: without(errors, few?.errors ?? []) }]
    }),
  )
}

/** What the members of a cohort did at each task in whole weeks, by the task's place. */
async function doneInCohort(
  tasks: readonly TaskVersion[],
  cohort: string,
  today: LocalDay,
): Promise<Map<number, Alike[]>> {
  const rows = await sql<Alike & { place: number }>`
    SELECT place, string_agg(concat_ws(' ', '-', piece, '-', tries, successes), ',') AS doings, 1 AS people
    FROM (
      SELECT t.place, p.person_id, bit_or(p.whole_tries) AS tries, bit_or(p.whole_successes) AS successes,
        ${pieceOfWeek(today)} AS piece
      FROM jsonb_to_recordset(${placed(tasks)}::jsonb) AS t(place int, "moduleId" uuid, "blockId" text, hash text, clock clock)
      JOIN release r ON r.module_id = t."moduleId"
      JOIN release_block b ON b.release_id = r.id AND b.block_id = t."blockId" AND b.hash = t.hash
      JOIN person_task_week p ON p.cohort_id = ${cohort}::uuid AND p.release_id = r.id AND p.block_id = t."blockId"
        AND p.clock = t.clock
      WHERE p.whole_tries <> 0
      GROUP BY t.place, p.person_id, piece
    ) done GROUP BY place, person_id`
  return Map.groupBy(rows, ({ place }) => place)
}

function without({ people, withheld }: ToldViews, views: readonly string[]): ToldViews {
  const [taken, left] = [new Set(views), Object.entries(people)]
  return {
    people: Object.fromEntries(left.filter(([view]) => !taken.has(view))),
    withheld: [...withheld, ...left.flatMap(([view]) => (taken.has(view) ? [view] : []))],
  }
}

/** By `keyOf`. */
type Sums = ReadonlyMap<string, WeekSum>

const keyOf = (place: number, slice: string, span: Span): string => `${place} ${slice} ${span}`

/** The sums that are wanted, and no others: there are many of them, and each is a histogram. */
async function sumsOf(
  tasks: readonly TaskVersion[],
  slices: readonly Slice[],
  wanted: readonly ReadonlyMap<string, Span>[],
  today: LocalDay,
): Promise<Sums> {
  const all = new Map(wanted.flatMap((some) => [...some]))
  const spans = [...new Set(all.values())]
  const sums = new Map<string, WeekSum>()
  for (const row of await piecesOfSlices(tasks, slices, spans, today)) {
    for (const span of spans) {
      const key = keyOf(row.place, row.id, span)
      if (!all.has(key) || !isPieceOf(row.piece, span)) continue
      const sum = sums.get(key) ?? newSum()
      sums.set(key, sum)
      addWeeks(sum, row)
    }
  }
  return sums
}

type PieceOfSlice = Weeks & { place: number; id: string; piece: number }

/** The weeks of the slices at each task, added up by the pieces that spans are made of. */
async function piecesOfSlices(
  tasks: readonly TaskVersion[],
  slices: readonly Slice[],
  spans: readonly Span[],
  today: LocalDay,
): Promise<PieceOfSlice[]> {
  const firsts = spans.map((span) => weeksOf(span, today).first)
  const first = firsts.includes(null) ? null : (firsts.toSorted()[0] ?? null)
  return sql<PieceOfSlice>`
    SELECT t.place, w.slice_id AS id, ${pieceOfWeek(today)} AS piece, sum(w.started) AS started, sum(w.finished) AS finished,
      sum(w.succeeded) AS succeeded, sum(w.gave_up) AS "gaveUp", sum(w.abandoned) AS abandoned, sum(w.suspect) AS suspect,
      sum(w.told) AS told, sum(w.told_successes) AS "toldSuccesses", sum(w.critical_errors) AS "criticalErrors",
      jsonb_agg(w.errors) FILTER (WHERE w.errors <> '{}') AS errors,
      string_agg(w.histogram, ${Buffer.from(HISTOGRAM_END)}::bytea) AS histogram
    FROM jsonb_to_recordset(${placed(tasks)}::jsonb) AS t(place int, "moduleId" uuid, "blockId" text, hash text, clock clock)
    JOIN release r ON r.module_id = t."moduleId"
    JOIN release_block b ON b.release_id = r.id AND b.block_id = t."blockId" AND b.hash = t.hash
    JOIN task_week w ON w.release_id = r.id AND w.block_id = t."blockId" AND w.clock = t.clock AND w.mode = 'assessed'
      AND w.slice = ANY (${[...new Set(slices.map(({ by }) => by))]}::text[])
      AND w.slice_id = ANY (${slices.map(sliceId)}::uuid[])
      AND w.nth = 0 AND w.week >= coalesce(${first}::date, '-infinity')
    GROUP BY 1, 2, 3`
}
