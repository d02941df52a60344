import type { TaskRow } from '../task-rows.ts'
import { comparableMs, type TimeCell, type TimeFigures } from '../task-times.ts'

/** A task that takes another time than in as long a period before, beyond what chance explains. */
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
 * Tasks whose median moved as a ratio to the old product: the 95% intervals of both periods lie apart. Without an
 * interval in both, nothing is claimed. One move a task, that of its first cell.
 */
export function movedTasks(before: readonly TaskRow[], now: readonly TaskRow[]): TaskMove[] {
  return now.flatMap((task) => {
    const baseline = comparableMs(task.baseline)
    const [cell] = task.cells
    const earlier = before.find((one) => one.moduleSlug === task.moduleSlug && one.blockId === task.blockId)
    const [is, was] = [told(cell), told(earlier?.cells.find(({ group }) => group === cell?.group))]
    if (baseline === null || !cell || !is || !was || !areApart(was, is)) return []
    const { moduleSlug, blockId, title } = task
    return [{ moduleSlug, blockId, title, group: cell.group, was: was.median / baseline, now: is.median / baseline }]
  })
}

const told = (cell: TimeCell | undefined): TimeFigures | null => (cell && 'figures' in cell ? cell.figures : null)

function areApart({ interval: one }: TimeFigures, { interval: other }: TimeFigures): boolean {
  return one !== null && other !== null && (one.high < other.low || other.high < one.low)
}
