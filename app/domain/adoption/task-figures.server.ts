import type { LocalDay } from '#app/domain/migrations/local-days.ts'
import { type ErrorFigures, errorFigures } from './error-frequencies.ts'
import { modulesOf, tasksOf } from './measured-tasks.server.ts'
import type { Span } from './task-rollups/spans.ts'
import { sliceKey, type TaskSlice, toldTasks } from './task-rollups/told-tasks.server.ts'
import { EVERYONE } from './task-rollups/views.ts'
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
  asked: Exclude<TaskSlice, { by: 'everyone' }> | null,
  audiences: readonly { id: string }[],
  span: Span,
  today: LocalDay,
): Promise<TaskFigures> {
  const tasks = await tasksOf(await modulesOf(milestoneId))
  const beside = audiences.map(({ id }): TaskSlice => ({ by: 'audience', id }))
  const slices: TaskSlice[] = asked ? [asked] : [{ by: 'everyone' }, ...beside]
  const told = await toldTasks(tasks, slices, span, today)
  const key = asked ? sliceKey(asked) : EVERYONE
  return {
    tasks: tasks.map((task, place) =>
      taskRow(
        task,
        told[place] ?? new Map(),
        asked?.id ?? null,
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
