import type { LocalDay } from '#app/domain/migrations/local-days.ts'
import { type ErrorFigures, errorFigures } from './error-frequencies.ts'
import { modulesOf, tasksOf } from './measured-tasks.server.ts'
import { EVERYONE, type Slice, sliceId } from './slices.ts'
import type { Span } from './task-rollups/spans.ts'
import { toldInSpans } from './task-rollups/told-tasks.server.ts'
import { type TaskRow, taskRow } from './task-rows.ts'
import { taskName } from './task-times.ts'

/** Times and errors of the tasks that a milestone asks for. */
export type TaskFigures = { tasks: TaskRow[]; errors: ErrorFigures }

/**
 * Figures of a milestone's tasks in some spans, in their order: of one slice, or of everybody and of the audiences given
 * beside them. `today` is the local day of the migration.
 */
export async function taskFigures(
  milestoneId: string,
  asked: Slice,
  audiences: readonly { id: string }[],
  spans: readonly Span[],
  today: LocalDay,
): Promise<TaskFigures[]> {
  const tasks = await tasksOf(await modulesOf(milestoneId))
  const ids = audiences.map(({ id }) => id)
  const isAll = asked.by === 'everyone'
  const slices: Slice[] = isAll ? [EVERYONE, ...ids.map((id): Slice => ({ by: 'audience', id }))] : [asked]
  const inSpans = await toldInSpans(tasks, slices, spans, today)
  return inSpans.map((told) => ({
    tasks: tasks.map((task, place) => taskRow(task, told[place] ?? new Map(), isAll ? null : asked.id, ids)),
    errors: errorFigures(
      tasks.map((task, place) => ({
        name: taskName(task),
        title: task.title,
        told: told[place]?.get(sliceId(asked))?.errors ?? { told: 'none' },
      })),
    ),
  }))
}
