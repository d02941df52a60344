import type { TaskRow } from './task-rows.ts'

/** What the table of tasks can be ordered by; `order`: as they are taught. */
export const TASK_SORTS = ['order', 'ratio', 'median', 'p90', 'n', 'errors'] as const
export type TaskSort = (typeof TASK_SORTS)[number]

/** `ascending`: the lowest first. Teaching order has no other direction. */
export type TaskOrder = { by: TaskSort; ascending: boolean }

const USUAL: TaskOrder = { by: 'order', ascending: true }

/** The order that an address asks for: `sort=ratio` the highest first, `sort=-ratio` the lowest; anything else the usual. */
export function taskOrderOf(query: URLSearchParams): TaskOrder {
  const asked = query.get('sort') ?? ''
  const by = TASK_SORTS.find((sort) => sort === asked.replace(/^-/, ''))
  return by === undefined || by === 'order' ? USUAL : { by, ascending: asked.startsWith('-') }
}

/** The order as an address has it; empty for the usual. */
export const taskOrderQuery = ({ by, ascending }: TaskOrder): { sort: string } => ({
  sort: by === 'order' ? '' : `${ascending ? '-' : ''}${by}`,
})

/** Tasks by the figure of their first cell; those without one come last, in teaching order. */
export function inOrder<T extends Pick<TaskRow, 'cells' | 'errorsPerAttempt'>>(
  tasks: readonly T[],
  { by, ascending }: TaskOrder,
): T[] {
  if (by === 'order') return [...tasks]
  const figured = tasks.flatMap((task) => {
    const figure = figureOf(task, by)
    return figure === null ? [] : [{ task, figure }]
  })
  const sorted = figured.sort((left, right) => (left.figure - right.figure) * (ascending ? 1 : -1))
  return [...sorted.map(({ task }) => task), ...tasks.filter((task) => figureOf(task, by) === null)]
}

function figureOf({ cells: [first], errorsPerAttempt }: Pick<TaskRow, 'cells' | 'errorsPerAttempt'>, by: TaskSort) {
  if (by === 'errors') return errorsPerAttempt
  if (!first || !('figures' in first)) return null
  const { ratio, median, p90, people } = first.figures
  return { order: null, ratio, median, p90, n: people }[by]
}
