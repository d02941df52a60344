import { shortDayText } from '#app/components/dates.ts'
import { clock, count, inWords, ratio, sentence } from '#app/components/format.ts'
import type { LocalDay } from '#app/domain/migrations/local-days.ts'
import type { AdoptionScope, AudienceName } from './looked-at.server.ts'
import type { ReleaseRow } from './task-detail.server.ts'
import type { Span } from './task-rollups/spans.ts'
import type { TaskRow } from './task-rows.ts'
import type { TimeCell } from './task-times.ts'

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

type Groups = { audienceNames: Record<string, AudienceName>; scope: AdoptionScope }

/** Whose row it is; power users are series 1, casual ones series 2. */
export function groupOf({ group }: TimeCell, { audienceNames, scope }: Groups): { name: string; series: 1 | 2 } {
  const audience = group === null ? null : audienceNames[group]
  const series = audience?.comfort === 'casual' ? 2 : 1
  return { name: audience?.name ?? scope.cohort?.name ?? 'Everyone', series }
}

/** Why a figure is of a wider span than was asked for. */
export const insteadText = (span: Span): string =>
  `${span === 'all' ? 'Since the start' : `Last ${span} weeks`}: few people did it before the period`

/** How the task's time moved: four weeks each, the newest first. */
export const TREND_NAMES: Record<string, string> = {
  4: 'Last 4 weeks',
  '4 before': 'The 4 weeks before',
  '8 before': 'The 4 weeks before those',
}
/** What may be said of how it moved. */
export const CHANGES = {
  slower: 'Slower than in the 4 weeks before: the intervals do not touch.',
  faster: 'Faster than in the 4 weeks before: the intervals do not touch.',
  'none told': 'No change that can be told: the intervals of the last 4 weeks and of the 4 before overlap.',
  unknown: 'Not enough data to tell a change: both times need six attempts by five people.',
}

const TRY_NAMES = ['First', 'Second', 'Third', 'Fourth', 'Fifth']

/** "Fifth try and later". */
export const tryName = ({ nth, andLater }: { nth: number; andLater: boolean }): string =>
  `${TRY_NAMES[nth - 1]} try${andLater ? ' and later' : ''}`

/** "2026.2, 3 Sep", and that the task was another one then. */
export const releaseName = ({ label, publishedAt, isSame }: ReleaseRow, today: LocalDay): string =>
  `${label}, ${shortDayText(publishedAt.slice(0, 10), today)}${isSame ? '' : ', another task then'}`

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
