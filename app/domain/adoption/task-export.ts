import type { Adoption } from './adoption.server.ts'
import { errorRows, type FigureRow, timeRows } from './export.ts'
import { inOrder, type TaskOrder } from './task-order.ts'

/** Everything that the page of tasks shows, in its order, one figure a row. */
export const taskRows = (adoption: Adoption, order: TaskOrder): FigureRow[] => [
  ...timeRows({ ...adoption, tasks: inOrder(adoption.tasks, order) }),
  ...errorRows(adoption),
]
