import { ensure } from '#app/domain/identity/abilities.ts'
import type { Viewer } from '#app/domain/identity/viewer.ts'
import { addDays, type LocalDay } from '#app/domain/migrations/local-days.ts'
import { type Readiness, readinessOf } from '#app/domain/migrations/readiness.server.ts'
import { type BlockConfusion, confusedBlocks } from './confusion-rate.server.ts'
import type { AdoptionFilters } from './filters.ts'
import { type AdoptionScope, type AudienceName, type LookedAt, lookedAt, sliceOf } from './looked-at.server.ts'
import { type CompletionFigures, completionByDay, completionFigures, type GroupProgress } from './standing.ts'
import { progressByAudience, progressOf } from './standings/progress.server.ts'
import { type TaskFigures, taskFigures } from './task-figures.server.ts'

export type AudienceRow = AudienceName & { figures: CompletionFigures }
/** People complete at the end of each day, of `people` asked today. */
export type CompletionSeries = { audience: AudienceName | null; name: string; people: number; complete: number[] }

export type Adoption = LookedAt &
  TaskFigures & {
    readiness: Readiness
    byAudience: AudienceRow[]
    total: CompletionFigures
    days: LocalDay[]
    series: CompletionSeries[]
    /** by id, to call a cell's group */
    audienceNames: Record<string, AudienceName>
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
    taskFigures(milestone.id, sliceOf(scope), audiences, looked.span, today),
    confusedBlocks(milestone.id, 8),
  ])
  const weekAgo = addDays(today, -7)
  const days = daysOf(since ?? firstDay(all, today), today)
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

function firstDay({ days: [first] }: GroupProgress, today: LocalDay): LocalDay {
  return first ? addDays(first.day, -1) : addDays(today, -28)
}

function daysOf(from: LocalDay, to: LocalDay): LocalDay[] {
  const days: LocalDay[] = []
  for (let day = from; day <= to; day = addDays(day, 1)) days.push(day)
  return days
}

type Groups = ReadonlyMap<string, GroupProgress>

function byAudience(audiences: readonly AudienceName[], groups: Groups, weekAgo: LocalDay): AudienceRow[] {
  return audiences.flatMap((audience) => {
    const group = groups.get(audience.id)
    return group ? [{ ...audience, figures: completionFigures(group, weekAgo) }] : []
  })
}

/** Everybody in the scope, then its audiences unless one repeats everybody. */
function seriesOf(
  { audience, cohort }: AdoptionScope,
  all: GroupProgress,
  audiences: readonly AudienceName[],
  groups: Groups,
  days: readonly LocalDay[],
): CompletionSeries[] {
  const people = all.counts.assigned
  const name = audience?.name ?? cohort?.name ?? 'Everyone'
  const series = audiences.flatMap((one) => {
    const group = groups.get(one.id)
    if (!group || group.counts.assigned === people) return []
    return [{ audience: one, name: one.name, people: group.counts.assigned, complete: completionByDay(group, days) }]
  })
  return [{ audience, name, people, complete: completionByDay(all, days) }, ...series]
}
