import { Refusal } from '#app/domain/errors.ts'
import { ensure } from '#app/domain/identity/abilities.ts'
import type { Viewer } from '#app/domain/identity/viewer.ts'
import { migrationOf } from '#app/domain/migrations/milestones.server.ts'
import { sql } from '#app/platform/database/sql.server.ts'
import { type Change, changeOf } from './change.ts'
import { type ErrorFigures, errorFigures } from './error-frequencies.ts'
import type { AdoptionFilters } from './filters.ts'
import { type AudienceName, type LookedAt, lookedAt, sliceOf } from './looked-at.server.ts'
import { type MeasuredTask, tasksOf } from './measured-tasks.server.ts'
import { exactly, type PartRow, partRow } from './part-rows.ts'
import { EVERYONE, type Slice, sliceId } from './slices.ts'
import { type Span, TREND } from './task-rollups/spans.ts'
import { type ToldPart, toldReleases, toldTries } from './task-rollups/told-parts.server.ts'
import { type ToldTask, toldTasks } from './task-rollups/told-tasks.server.ts'
import { type TaskRow, taskRow } from './task-rows.ts'
import { taskName } from './task-times.ts'

export type ReleaseRow = PartRow & { id: string; label: string; publishedAt: string; isSame: boolean }

/** Everything about one task, under the filters of adoption. */
export type TaskDetail = LookedAt & {
  task: TaskRow
  /** by id, to call a cell's group */
  audienceNames: Record<string, AudienceName>
  errors: ErrorFigures
  /** by span of `TREND`; a cell is missing where nobody succeeded then */
  trend: PartRow[]
  /** from the four weeks before to the last four */
  change: Change
  /** everybody's since the beginning, by number of the try and by release */
  tries: (PartRow & { nth: number; andLater: boolean })[]
  releases: ReleaseRow[]
  measuredAt: string
}

/** One task of the migration. Refuses with `missing` one that no current release has. */
export async function taskLookedAt(
  viewer: Viewer,
  named: { module: string; block: string },
  filters: AdoptionFilters,
  now: Date,
): Promise<TaskDetail> {
  ensure(viewer, 'adoption.read')
  const { audienceNames: audiences, ...looked } = await lookedAt(viewer, filters, now)
  const task = await taskOf(viewer, named)
  const asked = sliceOf(looked.scope)
  const [told, trend, tries, releases] = await Promise.all([
    toldOf(task, slicesOf(asked, audiences), looked.span, looked.today),
    Promise.all(TREND.map((span) => toldOf(task, [asked], span, looked.today))),
    toldTries(task),
    toldReleases(task),
  ])
  const row = (part: ToldPart | undefined) => partRow(part, task)
  const spans = trend.map((one, place) => row(exactly(one.get(sliceId(asked)), TREND[place] as Span)))
  return {
    ...looked,
    task: taskRow(
      task,
      told,
      asked.by === 'everyone' ? null : asked.id,
      audiences.map(({ id }) => id),
    ),
    audienceNames: Object.fromEntries(audiences.map((audience) => [audience.id, audience])),
    errors: errorFigures([
      { name: taskName(task), title: task.title, told: told.get(sliceId(asked))?.errors ?? { told: 'none' } },
    ]),
    trend: spans,
    change: changeOf(spans[1]?.cell, spans[0]?.cell),
    tries: tries.map(({ nth, andLater, ...part }) => ({ nth, andLater, ...row(part) })),
    releases: releases.map(({ id, label, publishedAt, isSame, ...part }) => ({
      ...{ id, label, publishedAt: publishedAt.toISOString(), isSame },
      ...row(part),
    })),
    measuredAt: now.toISOString(),
  }
}

const slicesOf = (asked: Slice, audiences: readonly AudienceName[]): Slice[] =>
  asked.by === 'everyone' ? [EVERYONE, ...audiences.map(({ id }): Slice => ({ by: 'audience', id }))] : [asked]

/** Whatever milestone asks for it: a gate can name a task of an earlier one. */
async function taskOf(viewer: Viewer, named: { module: string; block: string }): Promise<MeasuredTask> {
  const [module] = await sql<{ id: string }>`
    SELECT id FROM module WHERE migration_id = ${migrationOf(viewer).id}::uuid AND slug = ${named.module}`
  const task = (await tasksOf(module ? [module.id] : [])).find(({ blockId }) => blockId === named.block)
  if (!task) throw new Refusal('missing', 'There is no such task. It may have been left out of a newer release.')
  return task
}

async function toldOf(task: MeasuredTask, slices: readonly Slice[], span: Span, today: string) {
  const [told] = await toldTasks([task], slices, span, today)
  return told ?? new Map<string, ToldTask>()
}
