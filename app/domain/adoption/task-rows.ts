import type { MeasuredTask } from './measured-tasks.server.ts'
import { ZERO_ID } from './slices.ts'
import type { ToldTask } from './task-rollups/told-tasks.server.ts'
import { comparableMs, type LeftOut, leftOutOf, type TimeCell, timeCell, withoutRepeats } from './task-times.ts'

/**
 * A task with the cells that are shown of it. `counted`: the successful attempts that its first cell is made of, and
 * `leftOut` those that it leaves out; both are nothing while that cell is withheld. `errorsPerAttempt`: errors of any type
 * of the slice asked for, or of everybody; null while too few people have finished the task.
 */
export type TaskRow = MeasuredTask & {
  cells: TimeCell[]
  counted: number
  leftOut: LeftOut
  errorsPerAttempt: number | null
}

const NOTHING: LeftOut = { suspect: 0, gaveUp: 0, abandoned: 0 }

/** A task with its cell of the group asked for; without one, of everybody and of the groups given. */
export function taskRow(
  task: MeasuredTask,
  told: ReadonlyMap<string, ToldTask>,
  asked: string | null,
  groups: readonly string[],
): TaskRow {
  const baselineMs = comparableMs(task.baseline)
  const shown = asked === null ? [null, ...groups] : [asked]
  const cells = shown.flatMap((group) => timeCell(group, told.get(group ?? ZERO_ID)?.times ?? NONE, baselineMs))
  const first = told.get(asked ?? ZERO_ID)
  const times = first?.times
  return {
    ...task,
    cells: asked === null ? withoutRepeats(cells) : cells,
    counted: times?.told === 'figures' ? times.sum.toldSuccesses : 0,
    leftOut: times?.told === 'figures' ? leftOutOf(times) : NOTHING,
    errorsPerAttempt: errorsPerAttempt(first?.errors ?? NONE),
  }
}

const NONE = { told: 'none' } as const

function errorsPerAttempt(told: ToldTask['errors']): number | null {
  if (told.told !== 'figures') return null
  return Object.values(told.sum.errors).reduce((sum, times) => sum + times, 0) / told.sum.told
}
