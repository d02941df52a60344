import { ensure } from '#app/domain/identity/abilities.ts'
import type { Viewer } from '#app/domain/identity/viewer.ts'
import { addDays, type LocalDay } from '#app/domain/migrations/local-days.ts'
import { sql } from '#app/platform/database/sql.server.ts'
import type { AdoptionFilters } from '../filters.ts'
import { type AudienceName, type LookedAt, lookedAt, sliceOf } from '../looked-at.server.ts'
import { type CompletionFigures, type Counts, completionFigures } from '../standing.ts'
import { type CompletionSeries, daysShown, seriesOf } from './completion-series.ts'
import { standingsAsOf } from './freshness.server.ts'
import { type ModuleCounts, progressByAudience, progressByModule, progressOf } from './progress.server.ts'

/** A group from assigned to complete. */
export type CompletionGroup = { counts: Counts; figures: CompletionFigures }

export type Completion = LookedAt & {
  total: CompletionGroup
  byAudience: (AudienceName & CompletionGroup)[]
  /** in teaching order */
  modules: ModuleCounts[]
  days: LocalDay[]
  series: CompletionSeries[]
  /** what the milestone's gate asks of everybody, in per cent */
  target: number | null
  measuredAt: string
}

/** How far the people of a milestone are: in all of it, by audience, by module and over time. */
export async function completionLookedAt(viewer: Viewer, filters: AdoptionFilters, now: Date): Promise<Completion> {
  ensure(viewer, 'adoption.read')
  const { audienceNames, ...looked } = await lookedAt(viewer, filters, now)
  const { milestone, scope, since, today } = looked
  const slice = sliceOf(scope)
  const [all, groups, modules, target, measuredAt] = await Promise.all([
    progressOf(milestone.id, slice),
    progressByAudience(milestone.id, scope.cohort?.id ?? null),
    progressByModule(milestone.id, slice),
    targetOf(milestone.id),
    standingsAsOf(now),
  ])
  const weekAgo = addDays(today, -7)
  const shown = scope.audience ? [scope.audience] : audienceNames
  const days = daysShown(all, since, today)
  return {
    ...looked,
    total: { counts: all.counts, figures: completionFigures(all, weekAgo) },
    byAudience: shown.flatMap((audience) => {
      const group = groups.get(audience.id)
      return group ? [{ ...audience, counts: group.counts, figures: completionFigures(group, weekAgo) }] : []
    }),
    modules,
    days,
    series: seriesOf(scope, all, shown, groups, days),
    target,
    measuredAt: measuredAt.toISOString(),
  }
}

async function targetOf(milestoneId: string): Promise<number | null> {
  const [gate] = await sql<{ target: number }>`
    SELECT target FROM gate WHERE milestone_id = ${milestoneId}::uuid AND measure = 'completion' AND audience_id IS NULL
      AND retired_at IS NULL ORDER BY position LIMIT 1`
  return gate?.target ?? null
}
