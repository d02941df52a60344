import { ensure } from '#app/domain/identity/abilities.ts'
import type { Viewer } from '#app/domain/identity/viewer.ts'
import { addDays, type LocalDay } from '#app/domain/migrations/local-days.ts'
import { migrationOf } from '#app/domain/migrations/milestones.server.ts'
import { type Readiness, readinessOf } from '#app/domain/migrations/readiness.server.ts'
import { type BlockConfusion, confusedBlocks } from './confusion-rate.server.ts'
import { type AdoptionFilters, spanOf } from './filters.ts'
import { type AdoptionScope, type AudienceName, type LookedAt, lookedAt } from './looked-at.server.ts'
import { standingsOf } from './standing.server.ts'
import { type CompletionFigures, completionByDay, completionFigures, type Standing } from './standing.ts'
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
  const { timeZone } = migrationOf(viewer)
  const { audienceNames: audiences, ...looked } = await lookedAt(viewer, filters, now)
  const { milestone, scope, since, today } = looked
  const [standings, readiness, tasks, confused] = await Promise.all([
    standingsOf(
      { milestoneId: milestone.id, audienceId: scope.audience?.id ?? null, cohortId: scope.cohort?.id ?? null },
      today,
      timeZone,
    ),
    readinessOf(viewer, milestone.slug, now),
    taskFigures(milestone.id, groupOf(scope), audiences, spanOf(filters), today),
    confusedBlocks(milestone.id, 8),
  ])
  const weekAgo = addDays(today, -7)
  const days = daysOf(since ?? firstDay(standings, today), today)
  const shown = scope.audience ? [scope.audience] : audiences
  return {
    ...looked,
    readiness,
    byAudience: byAudience(shown, standings, weekAgo),
    total: completionFigures(standings, weekAgo),
    days,
    series: seriesOf(scope, shown, standings, days),
    ...tasks,
    audienceNames: Object.fromEntries(audiences.map((audience) => [audience.id, audience])),
    confused,
    measuredAt: now.toISOString(),
  }
}

/** The group that a scope narrows figures to; null for everybody. */
const groupOf = ({ audience, cohort }: AdoptionScope) =>
  audience ? ({ by: 'audience', id: audience.id } as const) : cohort && ({ by: 'cohort', id: cohort.id } as const)

function firstDay(standings: readonly Standing[], today: LocalDay): LocalDay {
  const [first] = standings.flatMap(({ doneOn }) => doneOn ?? []).sort()
  return first ? addDays(first, -1) : addDays(today, -28)
}

function daysOf(from: LocalDay, to: LocalDay): LocalDay[] {
  const days: LocalDay[] = []
  for (let day = from; day <= to; day = addDays(day, 1)) days.push(day)
  return days
}

function byAudience(
  audiences: readonly AudienceName[],
  standings: readonly Standing[],
  weekAgo: LocalDay,
): AudienceRow[] {
  return audiences.flatMap((audience) => {
    const group = standings.filter(({ audiences: theirs }) => theirs.includes(audience.id))
    return group.length === 0 ? [] : [{ ...audience, figures: completionFigures(group, weekAgo) }]
  })
}

/** Everybody in the scope, then its audiences unless one repeats everybody. */
function seriesOf(
  { audience, cohort }: AdoptionScope,
  audiences: readonly AudienceName[],
  standings: readonly Standing[],
  days: readonly LocalDay[],
): CompletionSeries[] {
  const all = {
    audience,
    name: audience?.name ?? cohort?.name ?? 'Everyone',
    people: standings.length,
    complete: completionByDay(standings, days),
  }
  const groups = audiences.flatMap((one) => {
    const group = standings.filter(({ audiences: theirs }) => theirs.includes(one.id))
    const repeats = group.length === standings.length
    return group.length === 0 || repeats
      ? []
      : [{ audience: one, name: one.name, people: group.length, complete: completionByDay(group, days) }]
  })
  return [all, ...groups]
}
