import type { Division, Group } from './cells.ts'
import type { MeasuredTask } from './task-times.server.ts'
import {
  comparableMs,
  type LeftOut,
  leftOutOf,
  type TaskAttempts,
  type TimeCell,
  timeCells,
  withoutRepeats,
} from './task-times.ts'

/**
 * A task with the cells that are shown of it. `counted`: the successful attempts that its first cell is made of, and
 * `leftOut` those that it leaves out; both are nothing while that cell is withheld.
 */
export type TaskRow = MeasuredTask & { cells: TimeCell[]; counted: number; leftOut: LeftOut }

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
    }
  })
}
