import type { TaskRow } from '#app/domain/adoption/task-rows.ts'
import type { TimeCell } from '#app/domain/adoption/task-times.ts'
import { clock, count, inWords, ratio, sentence } from '../format.ts'

/** "Two of nine tasks take longer than in Ledgerline", by what their intervals say. */
export function tasksTitle(tasks: readonly Pick<TaskRow, 'cells' | 'baseline'>[], oldProduct: string): string {
  if (tasks.length === 0) return 'This milestone has no tasks yet'
  const compared = tasks.filter(({ cells }) => cells.some(isCompared))
  if (compared.length === 0) return `No task can be compared with ${oldProduct} yet`
  const slower = compared.filter((task) => task.cells.some((cell) => lowestRatio(cell, task) > 1))
  if (slower.length === 0) return `No task is shown to take longer than in ${oldProduct}`
  if (compared.length === 1) return `The one task that can be compared takes longer than in ${oldProduct}`
  const verb = slower.length === 1 ? 'takes' : 'take'
  return `${sentence(inWords(slower.length))} of ${inWords(compared.length)} tasks ${verb} longer than in ${oldProduct}`
}

/** "Enter invoice 4711 takes 1.32 × as long as in Ledgerline, n 41": the task with its answer. */
export function taskTitle({ title, cells: [cell] }: Pick<TaskRow, 'title' | 'cells'>, oldProduct: string): string {
  if (!cell) return `${title}: nobody has finished it in this period`
  if (!('figures' in cell)) return `${title}: too few people to tell a time`
  const { ratio: times, median, people } = cell.figures
  const n = `n ${count(people)}`
  return times === null
    ? `${title} takes ${clock(median)}, ${n}`
    : `${title} takes ${ratio(times)} as long as in ${oldProduct}, ${n}`
}

const isCompared = (cell: TimeCell): boolean => 'figures' in cell && cell.figures.ratio !== null

/** The lower end of the interval as a ratio; 0 where none is told: no claim without an interval. */
function lowestRatio(cell: TimeCell, { baseline }: Pick<TaskRow, 'baseline'>): number {
  if (!('figures' in cell) || cell.figures.ratio === null || !cell.figures.interval || !baseline) return 0
  return cell.figures.interval.low / baseline.ms
}

/** What tasks can be ordered by, for a screen that shows no column heads. */
export const TASK_ORDERS = [
  { value: '', label: 'As they are taught' },
  { value: 'ratio', label: 'Slowest against before first' },
  { value: '-ratio', label: 'Fastest against before first' },
  { value: 'median', label: 'Longest median first' },
  { value: 'p90', label: 'Longest p90 first' },
  { value: 'n', label: 'Most people first' },
  { value: 'errors', label: 'Most errors first' },
]
