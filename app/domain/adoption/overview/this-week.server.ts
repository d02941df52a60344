import { addDays, type LocalDay, startOfDay } from '#app/domain/migrations/local-days.ts'
import { type Part, part, sql } from '#app/platform/database/sql.server.ts'
import { type PublishedRelease, publishedReleases } from '../annotations.server.ts'
import type { AdoptionScope } from '../looked-at.server.ts'

export type MovedMilestone = { slug: string; name: string; from: LocalDay; to: LocalDay }

/** What happened in the last seven days, today included, apart from what figures of their own tell. */
export type ThisWeek = {
  /** people of the scope who came to a session of the milestone */
  attended: number
  /** reports about the milestone's modules, everybody's */
  reports: number
  releases: PublishedRelease[]
  /** of the whole migration, the last move first */
  moved: MovedMilestone[]
}

type Week = { milestone: { id: string }; scope: AdoptionScope; migrationId: string; timeZone: string; today: LocalDay }

/** Reads what happened in the seven days that end now. What it reads is as large as these days, however long people have learned. */
export async function thisWeek(week: Week, now: Date): Promise<ThisWeek> {
  const { milestone, migrationId, timeZone, today } = week
  const from = addDays(today, -6)
  const since = startOfDay(from, timeZone)
  const [attended, reports, releases, moved] = await Promise.all([
    attendedBetween(week, since, now),
    reportsSince(week, since),
    publishedReleases(milestone, from, today, timeZone),
    sql<MovedMilestone>`
      SELECT s.slug, s.name, d.from_date AS "from", d.to_date AS "to"
      FROM decision d JOIN milestone s ON s.id = d.milestone_id
      WHERE s.migration_id = ${migrationId}::uuid AND d.kind = 'move' AND d.at >= ${since} ORDER BY d.at DESC`,
  ])
  return { attended, reports, releases, moved }
}

async function attendedBetween({ milestone, scope, today }: Week, since: Date, now: Date): Promise<number> {
  const [row] = await sql<{ people: number }>`
    WITH came AS MATERIALIZED (
      SELECT DISTINCT t.person_id FROM attendance t JOIN cohort_session s ON s.id = t.session_id
      WHERE s.milestone_id = ${milestone.id}::uuid AND s.cancelled_at IS NULL
        AND s.starts_at >= ${since} AND s.starts_at <= ${now}
    )
    SELECT count(*)::int AS people FROM came WHERE ${isIn(scope, today)}`
  return row?.people ?? 0
}

/** Whether the person is in the scope today. `IS TRUE`: the list is read once and hashed, not looked up for each of thousands. */
function isIn({ audience, cohort }: AdoptionScope, today: LocalDay): Part {
  if (audience) {
    return part`(person_id IN (SELECT m.person_id FROM membership m WHERE m.audience_id = ${audience.id}::uuid
      AND m."from" <= ${today}::date AND (m."to" IS NULL OR m."to" > ${today}::date))) IS TRUE`
  }
  if (!cohort) return part`true`
  return part`(person_id IN (SELECT c.person_id FROM cohort_member c WHERE c.cohort_id = ${cohort.id}::uuid
    AND c."from" <= ${today}::date AND (c."to" IS NULL OR c."to" > ${today}::date))) IS TRUE`
}

async function reportsSince({ milestone, migrationId }: Week, since: Date): Promise<number> {
  const [row] = await sql<{ reports: number }>`
    SELECT count(*)::int AS reports FROM confusion_report
    WHERE migration_id = ${migrationId}::uuid AND at >= ${since}
      AND module_id IN (SELECT module_id FROM assignment WHERE milestone_id = ${milestone.id}::uuid AND ended_at IS NULL)`
  return row?.reports ?? 0
}
