import { Refusal } from '#app/domain/errors.ts'
import { can, ensure } from '#app/domain/identity/abilities.ts'
import { isHere } from '#app/domain/identity/present.server.ts'
import { todayOf } from '#app/domain/identity/today.ts'
import type { Viewer } from '#app/domain/identity/viewer.ts'
import { part, sql } from '#app/platform/database/sql.server.ts'

export type CohortSummary = {
  id: string
  name: string
  site: string | null
  timeZone: string
  champions: string[]
  /** the audience that it fills itself from */
  fillsFrom: string | null
  members: number
  /** members who did everything that is due by now, refreshers included */
  onTime: number
  overdue: number
  /** members with a request for help that nobody has answered */
  helpAsked: number
  nextSession: { startsAt: Date; title: string } | null
}

/** The cohorts that a champion leads, or all of the migration for those who may read them; by name. */
export async function cohortsOf(viewer: Viewer, now: Date): Promise<CohortSummary[]> {
  return summaries(viewer, now, null)
}

/** One cohort that the viewer may see; any other is `missing`. */
export async function cohortSummary(viewer: Viewer, id: string, now: Date): Promise<CohortSummary> {
  const [cohort] = await summaries(viewer, now, id)
  if (!cohort) throw new Refusal('missing', 'There is no such cohort among yours.')
  return cohort
}

async function summaries(viewer: Viewer, now: Date, id: string | null): Promise<CohortSummary[]> {
  const seesAll = can(viewer, 'cohort.read')
  if (!seesAll) ensure(viewer, 'cohort.lead')
  const migrationId = viewer.migration?.id ?? null
  const today = todayOf(viewer, now)
  return sql<CohortSummary>`
    WITH seen AS (
      SELECT c.* FROM cohort c
      WHERE c.migration_id = ${migrationId}::uuid AND c.closed_at IS NULL AND (${id}::text IS NULL OR c.id::text = ${id})
        ${seesAll ? part`` : part`AND EXISTS (SELECT FROM cohort_champion h WHERE h.cohort_id = c.id AND h."to" IS NULL AND h.person_id = ${viewer.personId}::uuid)`}
    ), here AS (
      SELECT m.cohort_id, m.person_id FROM cohort_member m JOIN person p ON p.id = m.person_id
      WHERE m."to" IS NULL AND m.cohort_id IN (SELECT id FROM seen) AND ${isHere(today)}
    ), late AS (
      SELECT a.person_id FROM assigned_on(${today}::date) a
      JOIN module m ON m.id = a.module_id
      JOIN release r ON r.id = m.current_release_id AND r.kind <> 'quick reference'
      LEFT JOIN module_progress p ON p.person_id = a.person_id AND p.module_id = a.module_id
      LEFT JOIN refreshers() f ON f.module_id = a.module_id AND f.completed_release_id = p.completed_release_id
      WHERE NOT a.optional AND a.person_id IN (SELECT person_id FROM here) AND CASE WHEN p.first_completed_at IS NULL
        THEN a.due_on ELSE refresher_due_on(a.due_on, f.since, ${viewer.migration?.timeZone ?? 'UTC'}) END < ${today}::date
      GROUP BY a.person_id
    )
    SELECT c.id, c.name, c.site, c.time_zone AS "timeZone",
      (SELECT a.name FROM audience a WHERE a.id = c.audience_id) AS "fillsFrom",
      ARRAY(SELECT p.name FROM cohort_champion h JOIN person p ON p.id = h.person_id
             WHERE h.cohort_id = c.id AND h."to" IS NULL AND ${isHere(today)} ORDER BY p.name) AS champions,
      count(m.person_id)::int AS members,
      count(m.person_id) FILTER (WHERE late.person_id IS NULL)::int AS "onTime",
      count(late.person_id)::int AS overdue,
      (SELECT count(DISTINCT q.person_id) FROM help_request q JOIN here o ON o.person_id = q.person_id AND o.cohort_id = c.id
        WHERE q.answered_at IS NULL)::int AS "helpAsked",
      (SELECT jsonb_build_object('startsAt', s.starts_at, 'title', s.title) FROM cohort_session s
        WHERE s.cohort_id = c.id AND s.cancelled_at IS NULL AND s.starts_at > ${now} ORDER BY s.starts_at LIMIT 1) AS "nextSession"
    FROM seen c
    LEFT JOIN here m ON m.cohort_id = c.id
    LEFT JOIN late ON late.person_id = m.person_id
    GROUP BY c.id, c.name, c.site, c.time_zone, c.audience_id
    ORDER BY c.name`
}
