import { Refusal } from '#app/domain/errors.ts'
import { ensure } from '#app/domain/identity/abilities.ts'
import type { Viewer } from '#app/domain/identity/viewer.ts'
import { addDays, type LocalDay, localDay, startOfDay, weekOf } from '#app/domain/migrations/local-days.ts'
import { type MilestoneSummary, migrationOf, milestonesOf } from '#app/domain/migrations/milestones.server.ts'
import { type Readiness, readinessOf } from '#app/domain/migrations/readiness.server.ts'
import { sql } from '#app/platform/database/sql.server.ts'
import type { Group } from './cells.ts'
import { type BlockConfusion, confusedBlocks } from './confusion-rate.server.ts'
import { divisionOf } from './divisions.server.ts'
import { type ErrorFigures, errorFigures } from './error-frequencies.ts'
import type { AdoptionFilters } from './filters.ts'
import { standingsOf } from './standing.server.ts'
import { type CompletionFigures, completionByDay, completionFigures, type Standing } from './standing.ts'
import { type TaskRow, taskRows } from './task-rows.ts'
import { attemptsOf, modulesOf, tasksOf } from './task-times.server.ts'
import { taskKey, taskName } from './task-times.ts'

export type Choice = { value: string; label: string }
export type AudienceRow = AudienceName & { figures: CompletionFigures }
/** People complete at the end of each day, of `people` asked today. */
export type CompletionSeries = { audience: AudienceName | null; name: string; people: number; complete: number[] }
export type AudienceName = { id: string; slug: string; name: string; comfort: 'power' | 'casual' }
/** Whose figures these are: everybody's, or those of one audience or one cohort. */
export type AdoptionScope = { audience: AudienceName | null; cohort: { id: string; name: string } | null }

export type Adoption = {
  milestone: MilestoneSummary
  milestones: Choice[]
  audiences: Choice[]
  cohorts: Choice[]
  scope: AdoptionScope
  /** the period: whole weeks up to today */
  since: LocalDay | null
  today: LocalDay
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
  const { timeZone } = migrationOf(viewer)
  const milestones = await milestonesOf(viewer, now)
  const milestone = chosen(milestones, filters.milestone)
  const [audiences, cohorts] = await Promise.all([audiencesOf(viewer), cohortsOf(viewer)])
  const scope = scopeOf(filters, audiences, cohorts)
  const today = localDay(now, timeZone)
  const since = filters.weeks === null ? null : addDays(weekOf(today), -7 * filters.weeks)
  const [standings, readiness, tasks, confused] = await Promise.all([
    standingsOf(
      { milestoneId: milestone.id, audienceId: scope.audience?.id ?? null, cohortId: scope.cohort?.id ?? null },
      today,
      timeZone,
    ),
    readinessOf(viewer, milestone.slug, now),
    taskFigures(viewer, milestone.id, scope, audiences, { since, today, now }),
    confusedBlocks(milestone.id, 8),
  ])
  const weekAgo = addDays(today, -7)
  const days = daysOf(since ?? firstDay(standings, today), today)
  const shown = scope.audience ? [scope.audience] : audiences
  return {
    milestone,
    milestones: milestones.map(({ slug, name }) => ({ value: slug, label: name })),
    audiences: audiences.map(({ slug, name }) => ({ value: slug, label: name })),
    cohorts: cohorts.map(({ id, name }) => ({ value: id, label: name })),
    scope,
    since,
    today,
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

/** Times and errors of the scope's people in a milestone's tasks, as they were divided for everybody. */
async function taskFigures(
  viewer: Viewer,
  milestoneId: string,
  { audience, cohort }: AdoptionScope,
  audiences: readonly AudienceName[],
  { since, today, now }: { since: LocalDay | null; today: LocalDay; now: Date },
): Promise<{ tasks: TaskRow[]; errors: ErrorFigures }> {
  const { id, timeZone } = migrationOf(viewer)
  const weekStart = startOfDay(weekOf(today), timeZone).getTime()
  const modules = await modulesOf(milestoneId)
  const [tasks, attempts, division] = await Promise.all([
    tasksOf(modules),
    attemptsOf(modules, since === null ? null : startOfDay(since, timeZone), now),
    divisionOf(id, cohort ? 'cohort' : 'audience', weekStart),
  ])
  const group: Group | null = audience ? { by: 'audience', id: audience.id } : cohort && { by: 'cohort', id: cohort.id }
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

const NO_ATTEMPTS = { finished: [], unfinished: [] }

async function audiencesOf(viewer: Viewer): Promise<AudienceName[]> {
  return sql<AudienceName>`
    SELECT id, slug, name, comfort FROM audience
    WHERE migration_id = ${migrationOf(viewer).id}::uuid AND retired_at IS NULL ORDER BY position, name`
}

async function cohortsOf(viewer: Viewer): Promise<{ id: string; name: string }[]> {
  return sql<{ id: string; name: string }>`
    SELECT id, name FROM cohort
    WHERE migration_id = ${migrationOf(viewer).id}::uuid AND closed_at IS NULL ORDER BY name`
}

function scopeOf(
  filters: AdoptionFilters,
  audiences: readonly AudienceName[],
  cohorts: readonly { id: string; name: string }[],
): AdoptionScope {
  if (filters.audience !== null && filters.cohort !== null)
    throw new Refusal('invalid', 'Choose an audience or a cohort, not both.')
  return {
    audience: named(audiences, ({ slug }) => slug === filters.audience, filters.audience, 'audience'),
    cohort: named(cohorts, ({ id }) => id === filters.cohort, filters.cohort, 'cohort'),
  }
}

/** The milestone asked for; else the first that is still ahead, else the last. */
function chosen(milestones: readonly MilestoneSummary[], slug: string | null): MilestoneSummary {
  const milestone = slug
    ? milestones.find((one) => one.slug === slug)
    : (milestones.find(({ state }) => state === 'training' || state === 'planned') ?? milestones.at(-1))
  if (!milestone)
    throw new Refusal('missing', slug ? 'There is no milestone of this name.' : 'There is no milestone yet.')
  return milestone
}

function named<T>(list: readonly T[], isIt: (one: T) => boolean, asked: string | null, what: string): T | null {
  if (asked === null) return null
  const found = list.find(isIt)
  if (!found) throw new Refusal('missing', `There is no such ${what}. Choose another.`)
  return found
}

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
