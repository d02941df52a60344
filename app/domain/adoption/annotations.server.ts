import type { Viewer } from '#app/domain/identity/viewer.ts'
import { addDays, type LocalDay, startOfDay } from '#app/domain/migrations/local-days.ts'
import { migrationOf } from '#app/domain/migrations/milestones.server.ts'
import { shortName } from '#app/domain/migrations/readiness.server.ts'
import { sql } from '#app/platform/database/sql.server.ts'

/** Something that happened on a day, by which a change in a chart may be explained. */
export type Annotation = { day: LocalDay; words: string }

/**
 * What happened within some days, both included, for the charts over them, in the order of time: releases published of
 * the modules that the milestone asks for, and the days of the migration's milestones.
 */
export async function annotationsOf(
  viewer: Viewer,
  milestone: { id: string },
  from: LocalDay,
  to: LocalDay,
): Promise<Annotation[]> {
  const { id, timeZone } = migrationOf(viewer)
  const [releases, milestones] = await Promise.all([
    publishedReleases(milestone, from, to, timeZone),
    sql<{ name: string; day: LocalDay }>`
      SELECT name, date AS day FROM milestone
      WHERE migration_id = ${id}::uuid AND date BETWEEN ${from}::date AND ${to}::date ORDER BY date, position`,
  ])
  const marks = [
    ...releases.map(({ day, title, label }) => ({ day, words: `${title} ${label}` })),
    ...milestones.map(({ day, name }) => ({ day, words: shortName(name) })),
  ]
  return marks.sort((left, right) => left.day.localeCompare(right.day))
}

export type PublishedRelease = { moduleSlug: string; title: string; label: string; day: LocalDay }

/**
 * Releases published within some days, both included, of the modules that a milestone asks for. The first of a module is
 * none: it changed nothing that anybody had read.
 */
export async function publishedReleases(
  milestone: { id: string },
  from: LocalDay,
  to: LocalDay,
  timeZone: string,
): Promise<PublishedRelease[]> {
  return sql<PublishedRelease>`
    SELECT m.slug AS "moduleSlug", r.title, r.label, ((r.published_at AT TIME ZONE ${timeZone})::date)::text AS day
    FROM release r JOIN module m ON m.id = r.module_id
    WHERE m.id IN (SELECT module_id FROM assignment WHERE milestone_id = ${milestone.id}::uuid AND ended_at IS NULL)
      AND r.published_at >= ${startOfDay(from, timeZone)} AND r.published_at < ${startOfDay(addDays(to, 1), timeZone)}
      AND EXISTS (SELECT FROM release o WHERE o.module_id = m.id AND o.published_at < r.published_at)
    ORDER BY r.published_at DESC`
}
