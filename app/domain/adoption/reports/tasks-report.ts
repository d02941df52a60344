import type { Adoption } from '../adoption.server.ts'
import { taskRows } from '../task-export.ts'
import { inOrder, type TaskOrder } from '../task-order.ts'
import type { TaskRow } from '../task-rows.ts'
import { taskName } from '../task-times.ts'
import { groupOf, tasksTitle } from '../task-words.ts'
import { factsOf } from './overview-report.ts'
import { type DrawnTask, ratioChart } from './ratio-chart.ts'
import { type ReportContent, type ReportFigure, tableOf } from './report-content.ts'
import { ERROR_HEADS, ERRORS_SHOWN, errorTypes, TIME_HEADS, timeFigure } from './time-figures.ts'

type Around = { order: TaskOrder; zone: string; oldProduct: string }

/** The report of the tasks of a milestone: their times against the old product, and what goes wrong. */
export function tasksReport(adoption: Adoption, { order, zone, oldProduct }: Around): ReportContent {
  const { milestone, today, errors } = adoption
  const tasks = inOrder(adoption.tasks, order)
  const titles = new Map(tasks.map((task) => [taskName(task), task.title]))
  const chart = ratioChart(
    `Task time against ${oldProduct}`,
    tasks.map((task) => drawnTask(task, adoption)),
    oldProduct,
  )
  return {
    title: tasksTitle(tasks, oldProduct),
    facts: factsOf(adoption, zone),
    tables: [
      ...tableOf(
        `Task time against ${oldProduct}`,
        tasks.flatMap((task) => timesOf(task, adoption)),
        TIME_HEADS,
      ),
      ...tableOf(
        'Errors by type',
        errorTypes(errors, (task) => titles.get(task) ?? task),
        ERROR_HEADS,
        ERRORS_SHOWN,
      ),
    ],
    charts: chart ? [chart] : [],
    file: { name: `tasks-${milestone.slug}-${today}.csv`, rows: taskRows(adoption, order) },
  }
}

type Groups = Pick<Adoption, 'audienceNames' | 'scope' | 'span'>

/** The times of a task's groups; a task that nobody finished says so. */
export function timesOf({ title, cells }: TaskRow, adoption: Groups): ReportFigure[] {
  if (cells.length === 0)
    return [{ name: title, about: 'Everyone', value: 'Nobody has finished it in the period', n: '' }]
  return cells.map((cell) => timeFigure(title, groupOf(cell, adoption).name, cell, adoption.span))
}

/** The same times, to be drawn. */
export const drawnTask = ({ title, baseline, cells }: TaskRow, adoption: Groups): DrawnTask => ({
  ...{ name: title, baseline },
  cells: cells.map((cell) => ({ ...groupOf(cell, adoption), cell })),
})
