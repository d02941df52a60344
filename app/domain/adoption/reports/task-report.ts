import { count, sentence } from '#app/components/format.ts'
import { perAttempt } from '../error-words.ts'
import { learningCurve } from '../learning-curve.ts'
import type { TaskDetail } from '../task-detail.server.ts'
import { taskDetailRows } from '../task-detail-rows.ts'
import { type Span, TREND } from '../task-rollups/spans.ts'
import { CHANGES, releaseName, TREND_NAMES, taskTitle, tryName } from '../task-words.ts'
import { factsOf } from './overview-report.ts'
import { ratioChart } from './ratio-chart.ts'
import { type ReportContent, type ReportFigure, tableOf } from './report-content.ts'
import { drawnTask, timesOf } from './tasks-report.ts'
import { ERROR_HEADS, ERRORS_SHOWN, errorTypes, TIME_HEADS, timeFigure } from './time-figures.ts'

/** The report of one task: its times and errors, how they moved, and what practice and releases did. */
export function taskReport(detail: TaskDetail, zone: string, oldProduct: string): ReportContent {
  const { task, today } = detail
  const charts = [
    ratioChart(`Task time against ${oldProduct}`, [drawnTask(task, detail)], oldProduct),
    learningCurve(detail, oldProduct),
  ]
  return {
    title: taskTitle(task, oldProduct),
    facts: [...factsOf(detail, zone), `${task.title}, ${task.moduleTitle}`],
    tables: [
      ...tableOf(`Against ${oldProduct}`, timesOf(task, detail), TIME_HEADS),
      ...tableOf('Then and now', trendOf(detail), ['Weeks', TIME_HEADS[1]]),
      ...tableOf('What goes wrong', errorsOf(detail), ERROR_HEADS, ERRORS_SHOWN + 1),
      ...tableOf('With practice', triesOf(detail), ['Try', TIME_HEADS[1]]),
      ...tableOf('By release', releasesOf(detail), ['Release', TIME_HEADS[1]]),
    ],
    charts: charts.filter((chart) => chart !== null),
    file: { name: `task-${task.moduleSlug}-${task.blockId}-${today}.csv`, rows: taskDetailRows(detail) },
  }
}

function trendOf({ trend, change, scope }: TaskDetail): ReportFigure[] {
  const whose = scope.audience?.name ?? scope.cohort?.name ?? 'Everyone'
  const parts = trend.map(({ cell }, place) => {
    const span = TREND[place] as Span
    return timeFigure(TREND_NAMES[span] ?? '', whose, cell, span)
  })
  return [...parts, { name: 'Change', about: whose, value: CHANGES[change], n: '' }]
}

function errorsOf({ task, errors, scope }: TaskDetail): ReportFigure[] {
  const whose = scope.audience?.name ?? scope.cohort?.name ?? 'Everyone'
  const types = errorTypes(errors, () => whose).map((row) => ({ ...row, about: whose }))
  if (task.errorsPerAttempt === null || errors.types.length === 0) return types
  const all = { name: 'All types', about: whose, value: perAttempt(task.errorsPerAttempt) }
  return [{ ...all, n: `n ${count(errors.attempts)}` }, ...types]
}

const OF_ALL = 'Everyone, since the start'

const triesOf = ({ tries }: TaskDetail): ReportFigure[] =>
  tries.some(({ cell }) => cell && 'figures' in cell)
    ? tries.map((one) => timeFigure(tryName(one), OF_ALL, one.cell, 'all'))
    : []

/** Only where there is more than one, as on the page. */
const releasesOf = ({ releases, today }: TaskDetail): ReportFigure[] =>
  releases.length < 2
    ? []
    : releases.map((one) => timeFigure(sentence(releaseName(one, today)), OF_ALL, one.cell, 'all'))
