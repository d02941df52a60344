import { ensure } from '#app/domain/identity/abilities.ts'
import type { Viewer } from '#app/domain/identity/viewer.ts'
import { addDays, type LocalDay } from '#app/domain/migrations/local-days.ts'
import { type Readiness, readinessOf } from '#app/domain/migrations/readiness.server.ts'
import { type BlockConfusion, confusedBlocks } from './confusion-rate.server.ts'
import type { AdoptionFilters } from './filters.ts'
import { type AudienceName, type LookedAt, lookedAt, sliceOf } from './looked-at.server.ts'
import { type CompletionFigures, completionFigures } from './standing.ts'
import { type CompletionSeries, daysShown, type Groups, seriesOf } from './standings/completion-series.ts'
import { progressByAudience, progressOf } from './standings/progress.server.ts'
import { type TaskFigures, taskFigures } from './task-figures.server.ts'

export type AudienceRow = AudienceName & { figures: CompletionFigures }

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
  const [all, groups, readiness, [tasks], confused] = await Promise.all([
    progressOf(milestone.id, sliceOf(scope)),
    progressByAudience(milestone.id, scope.cohort?.id ?? null),
    readinessOf(viewer, milestone.slug, now),
    taskFigures(milestone.id, sliceOf(scope), audiences, [looked.span], today),
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
    ...(tasks as TaskFigures),
    audienceNames: Object.fromEntries(audiences.map((audience) => [audience.id, audience])),
    confused,
    measuredAt: now.toISOString(),
  }
}

function byAudience(audiences: readonly AudienceName[], groups: Groups, weekAgo: LocalDay): AudienceRow[] {
  return audiences.flatMap((audience) => {
    const group = groups.get(audience.id)
    return group ? [{ ...audience, figures: completionFigures(group, weekAgo) }] : []
  })
}
