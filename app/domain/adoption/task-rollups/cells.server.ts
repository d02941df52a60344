import { localDay } from '#app/domain/migrations/local-days.ts'
import type { Sql } from '#app/platform/database/sql.server.ts'
import { withheldCohorts } from './cohort-views.ts'
import { pieceOfWeek } from './pieces.server.ts'
import { type Doers, type Doing, toldViews } from './views.ts'

/** A task over all releases in which it is the same. */
export type TaskVersion = { moduleId: string; blockId: string; hash: string; clock: 'active' | 'wall' }

/** Tasks as a parameter that stands for a table, with their place. */
export const placed = (tasks: readonly TaskVersion[]) =>
  JSON.stringify(tasks.map(({ moduleId, blockId, hash, clock }, place) => ({ place, moduleId, blockId, hash, clock })))

type StaleTask = TaskVersion & { cohorts: boolean; timeZone: string; releases: string[] }

/** Decides anew which figures of some stale tasks may be told; answers how many tasks those were. */
export async function decideCells(tx: Sql, most: number, now: Date): Promise<number> {
  const tasks = await tx<StaleTask>`
    WITH taken AS (
      DELETE FROM stale_task WHERE (module_id, block_id, hash, clock) IN (
        SELECT module_id, block_id, hash, clock FROM stale_task ORDER BY 1, 2, 3, 4 LIMIT ${most})
      RETURNING *
    )
    SELECT t.module_id AS "moduleId", t.block_id AS "blockId", t.hash, t.clock, t.cohorts, g.time_zone AS "timeZone",
      ARRAY(SELECT r.id::text FROM release r JOIN release_block b ON b.release_id = r.id
            WHERE r.module_id = t.module_id AND b.block_id = t.block_id AND b.hash = t.hash ORDER BY r.id) AS releases
    FROM taken t JOIN module m ON m.id = t.module_id JOIN migration g ON g.id = m.migration_id`
  for (const task of tasks) await decide(tx, task, now)
  return tasks.length
}

async function decide(tx: Sql, task: StaleTask, now: Date): Promise<void> {
  const people = await doersBySet(tx, task, now)
  if (people.length === 0) return forget(tx, task)
  const audiences = await audiencesOf(tx, people)
  const views = (measure: Measure) =>
    JSON.stringify(toldViews(doersOf(people, measure), (set) => audiences.get(set) ?? []))
  const cohorts = task.cohorts ? await withheldOf(tx, task, now) : null
  await tx`
    INSERT INTO task_cells AS c (module_id, block_id, hash, clock, times, errors, cohorts_withheld)
    VALUES (${task.moduleId}, ${task.blockId}, ${task.hash}, ${task.clock}::clock, ${views('times')}::jsonb,
      ${views('errors')}::jsonb, coalesce(${cohorts}::jsonb, '{"times": [], "errors": []}'))
    ON CONFLICT (module_id, block_id, hash, clock) DO UPDATE SET times = excluded.times, errors = excluded.errors,
      cohorts_withheld = coalesce(${cohorts}::jsonb, c.cohorts_withheld)`
}

/** A task that nobody is told of has no figures. */
async function forget(tx: Sql, { moduleId, blockId, hash, clock }: TaskVersion): Promise<void> {
  await tx`
    DELETE FROM task_cells
    WHERE module_id = ${moduleId} AND block_id = ${blockId} AND hash = ${hash} AND clock = ${clock}::clock`
}

/** Times are counted of successes, errors of all that was finished. */
export type Measure = 'times' | 'errors'

/** People who did the same, as the database groups them: `release piece group tries successes`, parted by commas. */
export type Alike = { doings: string; people: number }

const doersBySet = (tx: Sql, { releases, blockId, clock, timeZone }: StaleTask, now: Date): Promise<Alike[]> => {
  return tx<Alike>`
    SELECT doings, count(*)::int AS people FROM (
      SELECT string_agg(concat_ws(' ', release_id, piece, audience_set_id, tries, successes), ','
        ORDER BY release_id, piece, audience_set_id) AS doings
      FROM (
        SELECT person_id, release_id, audience_set_id, bit_or(tries) AS tries, bit_or(successes) AS successes,
          ${pieceOfWeek(localDay(now, timeZone))} AS piece
        FROM person_task_week
        WHERE release_id = ANY (${releases}::uuid[]) AND block_id = ${blockId} AND clock = ${clock}::clock
        GROUP BY person_id, release_id, audience_set_id, piece
      ) done GROUP BY person_id
    ) alike GROUP BY doings`
}

async function withheldOf(tx: Sql, { releases, blockId, clock, timeZone }: StaleTask, now: Date): Promise<string> {
  const people = await tx<Alike>`
    SELECT doings, count(*)::int AS people FROM (
      SELECT string_agg(concat_ws(' ', '-', piece, cohort_id, tries, successes), ',' ORDER BY piece, cohort_id) AS doings
      FROM (
        SELECT person_id, cohort_id, bit_or(whole_tries) AS tries, bit_or(whole_successes) AS successes,
          ${pieceOfWeek(localDay(now, timeZone))} AS piece
        FROM person_task_week
        WHERE release_id = ANY (${releases}::uuid[]) AND block_id = ${blockId} AND clock = ${clock}::clock AND whole_tries <> 0
        GROUP BY person_id, cohort_id, piece
      ) done GROUP BY person_id
    ) alike GROUP BY doings`
  return JSON.stringify({
    times: withheldCohorts(doersOf(people, 'times')),
    errors: withheldCohorts(doersOf(people, 'errors')),
  })
}

/** People by what they did of a measure; who did nothing of it is left out. */
export function doersOf(alike: readonly Alike[], measure: Measure): Doers[] {
  return alike.flatMap(({ doings, people }) => {
    const done = doings.split(',').flatMap((text) => doingOf(text, measure))
    return done.length === 0 ? [] : [{ people, doings: done }]
  })
}

function doingOf(text: string, measure: Measure): Doing[] {
  const [release = '', piece, group = '', tries, successes] = text.split(' ')
  const bits = Number(measure === 'times' ? successes : tries)
  return bits === 0 ? [] : [{ release, piece: Number(piece), group, tries: bits }]
}

async function audiencesOf(tx: Sql, people: readonly Alike[]): Promise<Map<string, string[]>> {
  const sets = new Set(doersOf(people, 'errors').flatMap(({ doings }) => doings.map(({ group }) => Number(group))))
  const rows = await tx<{ id: number; audiences: string[] }>`
    SELECT id, audience_ids AS audiences FROM audience_set WHERE id = ANY (${[...sets]}::int[])`
  return new Map(rows.map(({ id, audiences }) => [String(id), audiences]))
}
