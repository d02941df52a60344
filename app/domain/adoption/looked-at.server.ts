import { Refusal } from '#app/domain/errors.ts'
import type { Viewer } from '#app/domain/identity/viewer.ts'
import { addDays, type LocalDay, localDay, weekOf } from '#app/domain/migrations/local-days.ts'
import { type ListedMilestone, migrationOf, milestonesByDate } from '#app/domain/migrations/milestones.server.ts'
import { sql } from '#app/platform/database/sql.server.ts'
import { type AdoptionFilters, spanOf } from './filters.ts'
import { EVERYONE, type Slice } from './slices.ts'
import type { Span } from './task-rollups/spans.ts'

export type Choice = { value: string; label: string }
export type AudienceName = { id: string; slug: string; name: string; comfort: 'power' | 'casual' }
/** Whose figures these are: everybody's, or those of one audience or one cohort. */
export type AdoptionScope = { audience: AudienceName | null; cohort: { id: string; name: string } | null }

/** What the filters of a page of figures came to, and what else they offer. */
export type LookedAt = {
  milestone: ListedMilestone
  milestones: Choice[]
  audiences: Choice[]
  /** all open ones; where there are too many for a list, the one looked at, if any */
  cohorts: Choice[]
  cohortCount: number
  scope: AdoptionScope
  /** the period: whole weeks up to today */
  since: LocalDay | null
  today: LocalDay
  /** the same period, as times and errors are kept */
  span: Span
}

/**
 * What the filters mean to this viewer: the milestone asked for, or the next; and the audiences to tell it by. Refuses
 * with `invalid` an audience together with a cohort: a cell has at most one of them.
 */
export async function lookedAt(
  viewer: Viewer,
  filters: AdoptionFilters,
  now: Date,
): Promise<LookedAt & { audienceNames: AudienceName[] }> {
  const { timeZone } = migrationOf(viewer)
  const milestones = await milestonesByDate(viewer)
  const milestone = chosen(milestones, filters.milestone)
  const [audienceNames, { cohorts, cohortCount }] = await Promise.all([
    audiencesOf(viewer),
    cohortsOf(viewer, filters.cohort),
  ])
  const today = localDay(now, timeZone)
  return {
    milestone,
    milestones: milestones.map(({ slug, name }) => ({ value: slug, label: name })),
    audiences: audienceNames.map(({ slug, name }) => ({ value: slug, label: name })),
    cohorts: cohorts.map(({ id, name }) => ({ value: id, label: name })),
    cohortCount,
    scope: scopeOf(filters, audienceNames, cohorts),
    since: filters.weeks === null ? null : addDays(weekOf(today), -7 * filters.weeks),
    today,
    span: spanOf(filters),
    audienceNames,
  }
}

/** The people of a scope. */
export const sliceOf = ({ audience, cohort }: AdoptionScope): Slice =>
  audience ? { by: 'audience', id: audience.id } : cohort ? { by: 'cohort', id: cohort.id } : EVERYONE

/** Of some figures only what they are about: what every page shows above its own. */
export function onlyLookedAt<Figures extends LookedAt & { measuredAt: string }>(figures: Figures) {
  const { milestone, milestones, audiences, cohorts, cohortCount, scope, since, today, span, measuredAt } = figures
  return { milestone, milestones, audiences, cohorts, cohortCount, scope, since, today, span, measuredAt }
}

async function audiencesOf(viewer: Viewer): Promise<AudienceName[]> {
  return sql<AudienceName>`
    SELECT id, slug, name, comfort FROM audience
    WHERE migration_id = ${migrationOf(viewer).id}::uuid AND retired_at IS NULL ORDER BY position, name`
}

/** As many cohorts as a list of choices holds; beyond that they are found on their own page. */
const CHOICES = 100

type Cohorts = { cohorts: { id: string; name: string }[]; cohortCount: number }

async function cohortsOf(viewer: Viewer, asked: string | null): Promise<Cohorts> {
  const migration = migrationOf(viewer).id
  const rows = await sql<{ id: string; name: string; count: number }>`
    WITH open AS (SELECT id, name FROM cohort WHERE migration_id = ${migration}::uuid AND closed_at IS NULL),
    size AS (SELECT count(*)::int AS count FROM open)
    SELECT id::text, name, count FROM size LEFT JOIN open ON count <= ${CHOICES} OR id::text = ${asked} ORDER BY name`
  const cohorts = rows.filter(({ id }) => id !== null).map(({ id, name }) => ({ id, name }))
  return { cohorts, cohortCount: rows[0]?.count ?? 0 }
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
function chosen(milestones: readonly ListedMilestone[], slug: string | null): ListedMilestone {
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
