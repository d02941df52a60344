import { type Change, changeOf } from '../change.ts'
import type { TaskRow } from '../task-rows.ts'
import { comparableMs, type TimeCell, type TimeFigures } from '../task-times.ts'

/** A task that takes another time than in the four weeks before, beyond what chance explains. */
export type TaskMove = {
  moduleSlug: string
  blockId: string
  title: string
  /** id of the audience or the cohort; null for everybody */
  group: string | null
  was: number
  now: number
}

/**
 * Tasks whose median moved as a ratio to the old product, by the rule of `changeOf`. One move a task, that of its first
 * cell; a cell that gave way to a longer span is none of the last four weeks.
 */
export function movedTasks(before: readonly TaskRow[], now: readonly TaskRow[]): TaskMove[] {
  return now.flatMap((task) => {
    const baseline = comparableMs(task.baseline)
    const cell = task.cells[0] && isRecent(task.cells[0]) ? task.cells[0] : undefined
    const earlier = before.find((one) => one.moduleSlug === task.moduleSlug && one.blockId === task.blockId)
    const same = earlier?.cells.find(({ group }) => group === cell?.group)
    const [is, was] = [told(cell), told(same)]
    if (baseline === null || !cell || !is || !was || !isMove(changeOf(same, cell))) return []
    const { moduleSlug, blockId, title } = task
    return [{ moduleSlug, blockId, title, group: cell.group, was: was.median / baseline, now: is.median / baseline }]
  })
}

const told = (cell: TimeCell | undefined): TimeFigures | null => (cell && 'figures' in cell ? cell.figures : null)

const isMove = (change: Change): boolean => change === 'slower' || change === 'faster'

const isRecent = (cell: TimeCell): boolean => 'span' in cell && cell.span === 4
