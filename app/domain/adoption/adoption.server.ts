import { ensure } from '#app/domain/identity/abilities.ts'
import type { Viewer } from '#app/domain/identity/viewer.ts'
import { addDays, daysBetween, type LocalDay, weekOf } from '#app/domain/migrations/local-days.ts'
import { type Readiness, readinessOf } from '#app/domain/migrations/readiness.server.ts'
import { type BlockConfusion, confusedBlocks } from './confusion-rate.server.ts'
import { type ErrorFigures, errorFigures } from './error-frequencies.ts'
import type { AdoptionFilters } from './filters.ts'
import { type AudienceName, dividedFor, type LookedAt, lookedAt, sliceOf } from './looked-at.server.ts'
import { type CompletionFigures, completionFigures } from './standing.ts'
import { type CompletionSeries, daysShown, type Groups, seriesOf } from './standings/completion-series.ts'
import { progressByAudience, progressOf } from './standings/progress.server.ts'
import { type TaskRow, taskRows } from './task-rows.ts'
import { attemptsOf, modulesOf, tasksOf } from './task-times.server.ts'
import { taskKey, taskName } from './task-times.ts'

export type AudienceRow = AudienceName & { figures: CompletionFigures }

export type Adoption = LookedAt & {
  readiness: Readiness
  byAudience: AudienceRow[]
  total: CompletionFigures
  days: LocalDay[]
  series: CompletionSeries[]
  tasks: TaskRow[]
  /** by id, to call a cell's group */
  audienceNames: Record<string, AudienceName>
  errors: ErrorFigures
  confused: BlockConfusion[]
  measuredAt: string
}

/**
 * Everything that the adoption page and its CSV show, from the metrics' one definition each. Refuses with `invalid` an
 * audience together with a cohort: a cell has at most one of them.
 */
export async function adoptionOf(viewer: Viewer, filters: AdoptionFilters, now: Date): Promise<Adoption> {
  ensure(viewer, 'adoption.read')
  const { audienceNames: audiences, ...looked } = await lookedAt(viewer, filters, now)
  const { milestone, scope, since, today } = looked
  const [all, groups, readiness, tasks, confused] = await Promise.all([
    progressOf(milestone.id, sliceOf(scope)),
    progressByAudience(milestone.id, scope.cohort?.id ?? null),
    readinessOf(viewer, milestone.slug, now),
    taskFigures(viewer, looked, audiences, now),
    confusedBlocks(milestone.id, 8),
  ])
  const weekAgo = addDays(today, -7)
  const days = daysShown(all, since, today)
  const shown = scope.audience ? [scope.audience] : audiences
  return {
    ...looked,
    readiness,
    byAudience: byAudience(shown, groups, weekAgo),
    total: completionFigures(all, weekAgo),
    days,
    series: seriesOf(scope, all, shown, groups, days),
    ...tasks,
    audienceNames: Object.fromEntries(audiences.map((audience) => [audience.id, audience])),
    confused,
    measuredAt: now.toISOString(),
  }
}

/** Times and errors of the scope's people in a milestone's tasks, as they were divided for everybody. */
async function taskFigures(
  viewer: Viewer,
  looked: LookedAt,
  audiences: readonly AudienceName[],
  now: Date,
): Promise<{ tasks: TaskRow[]; errors: ErrorFigures }> {
  const modules = await modulesOf(looked.milestone.id)
  const { division, group, from } = await dividedFor(viewer, looked)
  const [tasks, attempts] = await Promise.all([tasksOf(modules), attemptsOf(modules, from, now)])
  const tried = tasks.map((task) => ({ task, attempts: attempts.get(taskKey(task)) ?? NO_ATTEMPTS }))
  return {
    tasks: taskRows(tried, division, group, audiences),
    errors: errorFigures(
      tried.map(({ task, attempts: { finished } }) => ({ name: taskName(task), title: task.title, finished })),
      division,
      group,
    ),
  }
}

/**
 * The tasks in as long a period before the one looked at, as cells of their own; none since the start, where there is no
 * time before. Attempts belong to the period in which they arrived.
 */
export async function taskRowsBefore(
  viewer: Viewer,
  { milestone, scope, since, today, audienceNames }: Adoption,
  now: Date,
): Promise<TaskRow[]> {
  if (since === null) return []
  const before = { milestone, scope, today, since: addDays(since, -daysBetween(since, weekOf(today))) }
  const [{ division, group, from }, { from: end }] = await Promise.all([
    dividedFor(viewer, before),
    dividedFor(viewer, { ...before, since }),
  ])
  const modules = await modulesOf(milestone.id)
  const [tasks, attempts] = await Promise.all([tasksOf(modules), attemptsOf(modules, from, now)])
  const earlier = tasks.map((task) => {
    const finished = attempts.get(taskKey(task))?.finished ?? []
    const isEarlier = ({ arrivedAt }: { arrivedAt: number }) => arrivedAt < (end as Date).getTime()
    return { task, attempts: { finished: finished.filter(isEarlier), unfinished: [] } }
  })
  return taskRows(earlier, division, group, Object.values(audienceNames))
}

const NO_ATTEMPTS = { finished: [], unfinished: [] }

function byAudience(audiences: readonly AudienceName[], groups: Groups, weekAgo: LocalDay): AudienceRow[] {
  return audiences.flatMap((audience) => {
    const group = groups.get(audience.id)
    return group ? [{ ...audience, figures: completionFigures(group, weekAgo) }] : []
  })
}
