import type { Viewer } from '#app/domain/identity/viewer.ts'
import { daysBetween } from '#app/domain/migrations/local-days.ts'
import { migrationOf } from '#app/domain/migrations/milestones.server.ts'
import { type Adoption, adoptionOf } from '../adoption.server.ts'
import type { AdoptionFilters } from '../filters.ts'
import { sliceOf } from '../looked-at.server.ts'
import { taskFigures } from '../task-figures.server.ts'
import type { Span } from '../task-rollups/spans.ts'
import type { TaskRow } from '../task-rows.ts'
import { comparableMs } from '../task-times.ts'
import { type ComparedTask, type FirstThing, firstThings } from './first-things.ts'
import { movedTasks, type TaskMove } from './task-moves.ts'
import { type ThisWeek, thisWeek } from './this-week.server.ts'
import { waitingCohorts } from './waiting-cohorts.server.ts'

export type Overview = Adoption & {
  week: ThisWeek
  /** from the four weeks before to the last four, whatever the period looked at */
  moves: TaskMove[]
  first: FirstThing[]
}

/** Where we stand for a milestone, what changed, and what to do first. Refuses as the figures themselves do. */
export async function overviewOf(viewer: Viewer, filters: AdoptionFilters, now: Date): Promise<Overview> {
  const { id: migrationId, timeZone } = migrationOf(viewer)
  const adoption = await adoptionOf(viewer, filters, now)
  const { milestone, scope, today } = adoption
  const [week, [recent, before], cohorts] = await Promise.all([
    thisWeek({ milestone, scope, migrationId, timeZone, today }, now),
    recentTasks(adoption),
    waitingCohorts(migrationId, milestone.id, scope.cohort?.id ?? null),
  ])
  const first = firstThings({
    daysLeft: daysBetween(today, milestone.date),
    gates: adoption.readiness.gates,
    tasks: comparedTasks(adoption),
    blocks: adoption.confused,
    audiences: adoption.byAudience.map(({ slug, name, figures }) => ({
      slug,
      name,
      overdue: figures.overdue,
      people: figures.completion.whole,
    })),
    cohorts,
  })
  return { ...adoption, week, moves: movedTasks(before, recent), first }
}

/** The tasks in the last four weeks, and in those before. */
async function recentTasks({ milestone, scope, today, audienceNames }: Adoption): Promise<[TaskRow[], TaskRow[]]> {
  const spans: Span[] = [4, '4 before']
  const figures = await taskFigures(milestone.id, sliceOf(scope), Object.values(audienceNames), spans, today)
  return figures.map(({ tasks }) => tasks) as [TaskRow[], TaskRow[]]
}

/** Every cell that is told with an interval and can be compared. */
function comparedTasks({ tasks, audienceNames }: Adoption): ComparedTask[] {
  return tasks.flatMap(({ moduleSlug, blockId, title, baseline, cells }) => {
    const ms = comparableMs(baseline)
    return cells.flatMap((cell) => {
      if (ms === null || !('figures' in cell) || cell.figures.ratio === null || !cell.figures.interval) return []
      const audience = cell.group === null ? null : (audienceNames[cell.group]?.name ?? null)
      const { ratio, interval, people } = cell.figures
      return [{ moduleSlug, blockId, title, audience, ratio, low: interval.low / ms, people }]
    })
  })
}
