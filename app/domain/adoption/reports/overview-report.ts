import { momentText, shortDayText } from '#app/components/dates.ts'
import { counted } from '#app/components/format.ts'
import type { Adoption } from '../adoption.server.ts'
import { completionChart } from '../completion-chart.ts'
import { type FigureRow, overviewRows } from '../export.ts'
import type { LookedAt } from '../looked-at.server.ts'
import type { Overview } from '../overview/overview.server.ts'
import { taskName } from '../task-times.ts'
import type { ReportChart } from './report-chart.ts'
import { figureOf, type ReportContent, tableOf } from './report-content.ts'

/** More pictures than a mail should carry: everybody, and the first audiences. */
export const CHARTS_LIMIT = 6

/** The report of the overview: completion and task times of the milestone that it looks at. */
export function overviewReport(adoption: Overview, zone: string): ReportContent {
  const rows = overviewRows(adoption)
  const names = { audience: audienceNames(adoption), task: taskTitles(adoption) }
  return {
    title: adoption.readiness.words,
    facts: [...factsOf(adoption, zone), counted(adoption.total.completion.whole, 'person assigned', 'people assigned')],
    tables: tableOf(
      null,
      rows.filter((row) => isMain(row, adoption, rows)).map((row) => figureOf(row, names)),
    ),
    charts: chartsOf(adoption),
    file: { name: `adoption-${adoption.milestone.slug}-${adoption.today}.csv`, rows },
  }
}

/** What a page of figures is about, as its head says it. */
export function factsOf({ milestone, since, today, measuredAt }: LookedAt & { measuredAt: string }, zone: string) {
  const measured = new Date(measuredAt)
  return [
    milestone.name,
    since ? `Period ${shortDayText(since, today)} to ${shortDayText(today, today)}` : 'Since the start',
    `Figures as of ${shortDayText(today, today)}, ${momentText(measured, zone, measured).replace('Today, ', '')}`,
  ]
}

/** Calls audiences as the page does. */
export function audienceNames({ audiences }: Pick<LookedAt, 'audiences'>): (slug: string) => string {
  const names = new Map(audiences.map(({ value, label }) => [value, label]))
  return (slug) => (slug === 'everyone' ? 'Everyone' : (names.get(slug) ?? slug))
}

/** Shares that are told of everybody whom the filters leave, beside the completion of each audience. */
export const OF_EVERYBODY = ['up to date', 'coverage', 'complete in 7 days', 'overdue']

function taskTitles({ tasks }: Adoption): (name: string) => string {
  const titles = new Map(tasks.map((task) => [taskName(task), task.title]))
  return (name) => titles.get(name) ?? name
}

/** Completion by audience; the rest, and how long each task takes, of everybody whom the filters leave. */
function isMain(row: FigureRow, { scope }: Adoption, rows: readonly FigureRow[]): boolean {
  const { metric, audience, task } = row
  if (metric === 'completion rate') return true
  if (metric.startsWith('gate: ')) return false
  const ofAll = audience === (scope.audience?.slug ?? 'everyone')
  if (task === '') return OF_EVERYBODY.includes(metric) && ofAll
  if (metric !== 'task time' && (metric !== 'ratio to baseline' || row.value === null)) return false
  // One audience that holds everybody stands for the total.
  return ofAll || rows.filter((one) => one.metric === 'task time' && one.task === task).length === 1
}

function chartsOf({ series, days, today, readiness }: Adoption): ReportChart[] {
  const target = readiness.gates.find(
    ({ measure, audienceId }) => measure === 'completion' && audienceId === null,
  )?.target
  return series.slice(0, CHARTS_LIMIT).map((one) => completionChart(one, { days, today, target }))
}
