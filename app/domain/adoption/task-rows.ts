import type { Division, Group } from './cells.ts'
import { errorFigures } from './error-frequencies.ts'
import type { MeasuredTask } from './task-times.server.ts'
import {
  comparableMs,
  type LeftOut,
  leftOutOf,
  type TaskAttempts,
  type TimeCell,
  taskName,
  timeCells,
  withoutRepeats,
} from './task-times.ts'

/**
 * A task with the cells that are shown of it. `counted`: the successful attempts that its first cell is made of, and
 * `leftOut` those that it leaves out; both are nothing while that cell is withheld. `errorsPerAttempt`: errors of any type
 * of the group asked for, or of everybody; null while too few people have finished the task.
 */
export type TaskRow = MeasuredTask & {
  cells: TimeCell[]
  counted: number
  leftOut: LeftOut
  errorsPerAttempt: number | null
}

const NOTHING: LeftOut = { suspect: 0, gaveUp: 0, abandoned: 0 }

/** Each task with its cell of the group asked for; without one, of everybody and of the audiences given. */
export function taskRows(
  tasks: readonly { task: MeasuredTask; attempts: TaskAttempts }[],
  division: Division,
  group: Group | null,
  audiences: readonly { id: string }[],
): TaskRow[] {
  const shown = group ? [group.id] : [null, ...audiences.map(({ id }) => id)]
  return tasks.map(({ task, attempts }) => {
    const all = timeCells(attempts.finished, division, comparableMs(task.baseline))
    const cells = all.filter((cell) => shown.includes(cell.group))
    const [first] = cells
    const told = first !== undefined && 'figures' in first
    return {
      ...task,
      cells: group ? cells : withoutRepeats(cells),
      counted: told ? first.figures.attempts : 0,
      leftOut: told ? leftOutOf(attempts, group) : NOTHING,
      errorsPerAttempt: errorsPerAttempt(task, attempts, division, group),
    }
  })
}

function errorsPerAttempt(
  task: MeasuredTask,
  { finished }: TaskAttempts,
  division: Division,
  group: Group | null,
): number | null {
  const { attempts, types } = errorFigures([{ name: taskName(task), title: task.title, finished }], division, group)
  return attempts === 0 ? null : types.reduce((sum, { count }) => sum + count, 0) / attempts
}
