import { sql } from '#app/platform/database/sql.server.ts'
import type { Measure, TaskVersion } from './cells.server.ts'
import type { Told } from './told-tasks.server.ts'
import { type ToldViews, TRIES, viewOfRelease, viewOfTriesFrom, viewOfTry } from './views.ts'
import { addWeek, newSum, type WeekSum } from './week-sum.ts'

/** What is told of everybody since the beginning, of one part of the attempts at a task. */
export type ToldPart = Record<Measure, Told>

/** `hash`: how the task read there; `isSame`: as it does now, so that its times are counted with today's. */
export type ToldRelease = { id: string; label: string; publishedAt: Date; hash: string; isSame: boolean } & ToldPart

/** A try by its number, or from it on all of them. */
export type ToldTry = { nth: number; andLater: boolean } & ToldPart

/**
 * By number of the try, from the first; where few people tried so often, all tries from there on as one. Nothing where not
 * even the first can be told by itself.
 */
export async function toldTries(task: TaskVersion): Promise<ToldTry[]> {
  const [views, weeks] = await Promise.all([viewsOf(task), weeksOf(task)])
  const own = views.get(task.hash)
  const isTold = (view: string) => own !== undefined && view in own.times.people
  const part = (view: string, isOf: (nth: number) => boolean) =>
    partOf(own, view, sumOf(weeks.filter(({ hash, nth }) => hash === task.hash && nth > 0 && isOf(nth))))
  const tries: ToldTry[] = []
  for (let one = 1; one < TRIES && isTold(viewOfTry(one)); one++) {
    const later = viewOfTriesFrom(one + 1)
    tries.push({ nth: one, andLater: false, ...part(viewOfTry(one), (nth) => nth === one) })
    if (isTold(viewOfTry(one + 1)) && one + 1 < TRIES) continue
    if (isTold(later)) tries.push({ nth: one + 1, andLater: true, ...part(later, (nth) => nth > one) })
    break
  }
  return tries
}

/** By release in which the task was tried, from the newest; also those in which it was another one. */
export async function toldReleases(task: TaskVersion): Promise<ToldRelease[]> {
  const [views, weeks] = await Promise.all([viewsOf(task), weeksOf(task)])
  const byRelease = Map.groupBy(
    weeks.filter(({ nth }) => nth === 0),
    ({ releaseId }) => releaseId,
  )
  return [...byRelease.values()].map((those) => {
    const { releaseId: id, label, publishedAt, hash } = those[0] as Week
    return {
      id,
      label,
      publishedAt,
      hash,
      isSame: hash === task.hash,
      ...partOf(views.get(hash), viewOfRelease(id), sumOf(those)),
    }
  })
}

type Views = Record<Measure, ToldViews>
type Week = Omit<WeekSum, 'histogram'> & {
  releaseId: string
  label: string
  publishedAt: Date
  hash: string
  nth: number
  histogram: Buffer
}

/** What may be told of the task, by how it read. */
async function viewsOf({ moduleId, blockId, clock }: TaskVersion): Promise<Map<string, Views>> {
  const rows = await sql<Views & { hash: string }>`
    SELECT hash, times, errors FROM task_cells
    WHERE module_id = ${moduleId}::uuid AND block_id = ${blockId} AND clock = ${clock}::clock`
  return new Map(rows.map(({ hash, ...views }) => [hash, views]))
}

/** Everybody's weeks at the task in all releases, newest release first. */
function weeksOf({ moduleId, blockId, clock }: TaskVersion): Promise<Week[]> {
  return sql<Week>`
    SELECT r.id AS "releaseId", r.label, r.published_at AS "publishedAt", b.hash, w.nth, w.started, w.finished, w.succeeded,
      w.gave_up AS "gaveUp", w.abandoned, w.suspect, w.told, w.told_successes AS "toldSuccesses",
      w.critical_errors AS "criticalErrors", w.errors, w.histogram
    FROM release r
    JOIN release_block b ON b.release_id = r.id AND b.block_id = ${blockId}
    JOIN task_week w ON w.release_id = r.id AND w.block_id = b.block_id AND w.clock = ${clock}::clock AND w.mode = 'assessed'
      AND w.slice = 'everyone'
    WHERE r.module_id = ${moduleId}::uuid
    ORDER BY r.published_at DESC, r.id`
}

function sumOf(weeks: readonly Week[]): WeekSum {
  const sum = newSum()
  for (const week of weeks) addWeek(sum, week)
  return sum
}

const partOf = (views: Views | undefined, view: string, sum: WeekSum): ToldPart => ({
  times: toldOf(views?.times, view, sum, sum.succeeded > 0),
  errors: toldOf(views?.errors, view, sum, true),
})

function toldOf(views: ToldViews | undefined, view: string, sum: WeekSum, isDone: boolean): Told {
  const people = views?.people[view]
  if (people !== undefined) return { told: 'figures', span: 'all', people, sum }
  return { told: isDone && sum.finished > sum.suspect ? 'withheld' : 'none' }
}
