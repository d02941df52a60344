import type { LocalDay } from '#app/domain/migrations/local-days.ts'
import { type ErrorFigures, errorFigures } from './error-frequencies.ts'
import { modulesOf, tasksOf } from './measured-tasks.server.ts'
import { EVERYONE, type Slice, sliceId } from './slices.ts'
import type { Span } from './task-rollups/spans.ts'
import { toldTasks } from './task-rollups/told-tasks.server.ts'
import { type TaskRow, taskRow } from './task-rows.ts'
import { taskName } from './task-times.ts'

/** Times and errors of the tasks that a milestone asks for. */
export type TaskFigures = { tasks: TaskRow[]; errors: ErrorFigures }

/**
 * Figures of a milestone's tasks in a span: of one slice, or of everybody and of the audiences given beside them.
 * `today` is the local day of the migration.
 */
export async function taskFigures(
  milestoneId: string,
  asked: Slice,
  audiences: readonly { id: string }[],
  span: Span,
  today: LocalDay,
): Promise<TaskFigures> {
  const tasks = await tasksOf(await modulesOf(milestoneId))
  const beside = audiences.map(({ id }): Slice => ({ by: 'audience', id }))
  const isAll = asked.by === 'everyone'
  const slices: Slice[] = isAll ? [EVERYONE, ...beside] : [asked]
  const told = await toldTasks(tasks, slices, span, today)
  const key = sliceId(asked)
  return {
    tasks: tasks.map((task, place) =>
      taskRow(
        task,
        told[place] ?? new Map(),
        isAll ? null : asked.id,
        audiences.map(({ id }) => id),
      ),
    ),
    errors: errorFigures(
      tasks.map((task, place) => ({
        name: taskName(task),
        title: task.title,
        told: told[place]?.get(key)?.errors ?? { told: 'none' },
      })),
    ),
  }
}
