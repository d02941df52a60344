import { Refusal } from '#app/domain/errors.ts'
import { ensure } from '#app/domain/identity/abilities.ts'
import type { Viewer } from '#app/domain/identity/viewer.ts'
import { addDays, type LocalDay, localDay, startOfDay, weekOf } from '#app/domain/migrations/local-days.ts'
import { type MilestoneSummary, migrationOf, milestonesOf } from '#app/domain/migrations/milestones.server.ts'
import { type Readiness, readinessOf } from '#app/domain/migrations/readiness.server.ts'
import { sql } from '#app/platform/database/sql.server.ts'
import { type BlockConfusion, confusedBlocks } from './confusion-rate.server.ts'
import type { AdoptionFilters } from './filters.ts'
import { standingsOf } from './standing.server.ts'
import { type CompletionFigures, completionByDay, completionFigures, type Standing } from './standing.ts'
import { attemptsOf, type LeftOut, type MeasuredTask, taskKey, tasksOf } from './task-times.server.ts'
import { errorFrequencies, type TimeCell, timeCells, toldAttempts, withoutRepeats } from './task-times.ts'

export type Choice = { value: string; label: string }
export type AudienceRow = {
  id: string
  slug: string
  name: string
  comfort: 'power' | 'casual'
  figures: CompletionFigures
}
/** `counted`: the successful attempts that its figures are made of. */
export type TaskRow = MeasuredTask & { cells: TimeCell[]; counted: number; leftOut: LeftOut }
export type ErrorRow = { type: string; count: number; perAttempt: number; mostlyIn: { title: string; share: number } }
/** People complete at the end of each day, of `people` asked today. */
export type CompletionSeries = { name: string; comfort: 'power' | 'casual' | null; people: number; complete: number[] }

export type Adoption = {
  milestone: MilestoneSummary
  milestones: Choice[]
  audiences: Choice[]
  cohorts: Choice[]
  /** the period: whole weeks up to today */
  since: LocalDay | null
  today: LocalDay
  readiness: Readiness
  byAudience: AudienceRow[]
  total: CompletionFigures
  days: LocalDay[]
  series: CompletionSeries[]
  tasks: TaskRow[]
  audienceNames: Record<string, { name: string; comfort: 'power' | 'casual' }>
  errors: { attempts: number; types: ErrorRow[] } | null
  confused: BlockConfusion[]
  measuredAt: string
}

/** Everything that the adoption page and its CSV show, from the metrics' one definition each. */
export async function adoptionOf(viewer: Viewer, filters: AdoptionFilters, now: Date): Promise<Adoption> {
  ensure(viewer, 'adoption.read')
  const { timeZone } = migrationOf(viewer)
  const milestones = await milestonesOf(viewer, now)
  const milestone = chosen(milestones, filters.milestone)
  const [audiences, cohorts] = await Promise.all([audiencesOf(viewer), cohortsOf(viewer)])
  const audience = named(audiences, filters.audience, 'audience')
  const cohort = named(cohorts, filters.cohort, 'cohort')
  const today = localDay(now, timeZone)
  const since = filters.weeks === null ? null : addDays(weekOf(today), -7 * filters.weeks)
  const scope = { milestoneId: milestone.id, audienceId: audience?.id ?? null, cohortId: cohort?.id ?? null }
  const [standings, readiness, tasks, confused] = await Promise.all([
    standingsOf(scope, today, timeZone),
    readinessOf(viewer, milestone.slug, now),
    tasksOf(milestone.id),
    confusedBlocks(milestone.id, 8),
  ])
  const attempts = await attemptsOf(
    [...new Set(tasks.map(({ moduleId }) => moduleId))],
    since === null ? null : startOfDay(since, timeZone),
    { audienceId: scope.audienceId, cohortId: scope.cohortId },
    now,
  )
  const weekStart = startOfDay(weekOf(today), timeZone).getTime()
  const weekAgo = addDays(today, -7)
  const days = daysOf(since ?? firstDay(standings, today), today)
  return {
    milestone,
    milestones: milestones.map(({ slug, name }) => ({ value: slug, label: name })),
    audiences: audiences.map(({ slug, name }) => ({ value: slug, label: name })),
    cohorts: cohorts.map(({ slug, name }) => ({ value: slug, label: name })),
    since,
    today,
    readiness,
    byAudience: byAudience(audiences, standings, weekAgo),
    total: completionFigures(standings, weekAgo),
    days,
    series: seriesOf(audiences, standings, days),
    tasks: tasks.map((task) => taskRow(task, attempts, audiences, weekStart)),
    audienceNames: Object.fromEntries(audiences.map(({ id, name, comfort }) => [id, { name, comfort }])),
    errors: errorRows(tasks, attempts, weekStart),
    confused,
    measuredAt: now.toISOString(),
  }
}

type NamedAudience = { id: string; slug: string; name: string; comfort: 'power' | 'casual' }

async function audiencesOf(viewer: Viewer): Promise<NamedAudience[]> {
  return sql<NamedAudience>`
    SELECT id, slug, name, comfort FROM audience
    WHERE migration_id = ${migrationOf(viewer).id}::uuid AND retired_at IS NULL ORDER BY position, name`
}

async function cohortsOf(viewer: Viewer): Promise<{ id: string; slug: string; name: string }[]> {
  return sql<{ id: string; slug: string; name: string }>`
    SELECT id, id::text AS slug, name FROM cohort
    WHERE migration_id = ${migrationOf(viewer).id}::uuid AND closed_at IS NULL ORDER BY name`
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

function named<T extends { slug: string }>(list: readonly T[], slug: string | null, what: string): T | null {
  if (slug === null) return null
  const found = list.find((one) => one.slug === slug)
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
  audiences: readonly NamedAudience[],
  standings: readonly Standing[],
  weekAgo: LocalDay,
): AudienceRow[] {
  return audiences.flatMap((audience) => {
    const group = standings.filter(({ audiences: theirs }) => theirs.includes(audience.id))
    return group.length === 0 ? [] : [{ ...audience, figures: completionFigures(group, weekAgo) }]
  })
}

function seriesOf(
  audiences: readonly NamedAudience[],
  standings: readonly Standing[],
  days: readonly LocalDay[],
): CompletionSeries[] {
  const everybody = {
    name: 'Everyone',
    comfort: null,
    people: standings.length,
    complete: completionByDay(standings, days),
  }
  const groups = audiences.flatMap(({ id, name, comfort }) => {
    const group = standings.filter(({ audiences: theirs }) => theirs.includes(id))
    const repeats = group.length === standings.length
    return group.length === 0 || repeats
      ? []
      : [{ name, comfort, people: group.length, complete: completionByDay(group, days) }]
  })
  return [everybody, ...groups]
}

type Attempts = Awaited<ReturnType<typeof attemptsOf>>

function taskRow(
  task: MeasuredTask,
  attempts: Attempts,
  audiences: readonly NamedAudience[],
  weekStart: number,
): TaskRow {
  const { finished, leftOut } = attempts.get(taskKey(task)) ?? {
    finished: [],
    leftOut: { suspect: 0, gaveUp: 0, abandoned: 0 },
  }
  const comparable = task.baseline && task.baseline.source !== 'target' ? task.baseline.ms : null
  const told = toldAttempts(finished, weekStart)
  return {
    ...task,
    leftOut,
    counted: told.filter(({ success, suspect }) => success && !suspect).length,
    cells: withoutRepeats(
      timeCells(
        told,
        audiences.map(({ id }) => id),
        comparable,
      ),
    ),
  }
}

function errorRows(tasks: readonly MeasuredTask[], attempts: Attempts, weekStart: number): Adoption['errors'] {
  const byTask = tasks.map((task) => ({
    task,
    told: toldAttempts(attempts.get(taskKey(task))?.finished ?? [], weekStart),
  }))
  const all = errorFrequencies(byTask.flatMap(({ told }) => told))
  if (all === null) return null
  const types = all.types.map((row) => {
    const counts = byTask.map(({ task, told }) => ({
      title: task.title,
      count: told.reduce((sum, { suspect, errors }) => sum + (suspect ? 0 : (errors[row.type] ?? 0)), 0),
    }))
    const most = counts.reduce((best, one) => (one.count > best.count ? one : best), { title: '', count: 0 })
    return { ...row, mostlyIn: { title: most.title, share: most.count / row.count } }
  })
  return { attempts: all.attempts, types }
}
