import type { Viewer } from '#app/domain/identity/viewer.ts'
import { measureGates } from '#app/domain/migrations/gate-figures.server.ts'
import { milestoneOf } from '#app/domain/migrations/milestones.server.ts'
import { adoptionOf } from '../adoption.server.ts'
import { csvRows } from '../export.ts'
import { filtersOf } from '../filters.ts'
import { taskLookedAt } from '../task-detail.server.ts'
import type { AlertMetric } from './alert-metrics.ts'
import { type AlertScope, scopeFilters } from './alert-scope.ts'
import { type Measured, NOTHING_YET, rowFigure, WITHHELD } from './row-figure.ts'

/** How the rows of the page call a metric. */
const ROWS: Partial<Record<AlertMetric, string>> = {
  completion: 'completion rate',
  upToDate: 'up to date',
  coverage: 'coverage',
  overdue: 'overdue',
  taskRatio: 'ratio to baseline',
}

/**
 * The figure that the page of a scope, its file and the API tell now, or that the milestone's gates do; never one that
 * they withhold. Refuses as they do.
 */
export async function measured(viewer: Viewer, metric: AlertMetric, scope: AlertScope, now: Date): Promise<Measured> {
  if (metric === 'confusion') return ofMilestone(viewer, 'confusion', scope, now)
  if (metric === 'criticalErrors') return ofMilestone(viewer, 'critical errors', scope, now)
  if (metric === 'taskErrors') return ofTask(viewer, scope, now)
  const adoption = await adoptionOf(viewer, filtersOf(new URLSearchParams(scopeFilters(scope))), now)
  return rowFigure(csvRows(adoption), ROWS[metric] ?? '', scope)
}

/** Errors of any type at one task, as its page tells them. */
async function ofTask(viewer: Viewer, scope: AlertScope, now: Date): Promise<Measured> {
  const [module = '', block = ''] = (scope.task ?? '').split('/')
  const filters = filtersOf(new URLSearchParams(scopeFilters(scope)))
  const { task, errors } = await taskLookedAt(viewer, { module, block }, filters, now)
  if (task.errorsPerAttempt === null) return { value: null, why: errors.withheld.length > 0 ? WITHHELD : NOTHING_YET }
  return { value: task.errorsPerAttempt, n: errors.attempts }
}

/** By the milestone's gate of that measure, whether or not it has one. */
async function ofMilestone(
  viewer: Viewer,
  measure: 'confusion' | 'critical errors',
  scope: AlertScope,
  now: Date,
): Promise<Measured> {
  const milestone = await milestoneOf(viewer, scope.milestone)
  const nothing = {
    name: null,
    moduleId: null,
    moduleSlug: null,
    blockId: null,
    taskTitle: null,
    audienceId: null,
    audienceName: null,
  }
  const gate = { id: measure, measure, ...nothing, comparator: '>=' as const, target: 0, ownerName: null }
  const figure = (await measureGates(milestone, [gate], now)).get(measure)
  if (figure?.value === null || figure?.value === undefined)
    return { value: null, why: figure?.why === 'fewer than five people' ? WITHHELD : NOTHING_YET }
  return { value: figure.value, n: figure.n }
}
