import { sql } from '#app/platform/database/sql.server.ts'

/** Where one person stands in what a milestone asks of them. Dates are local days, `YYYY-MM-DD`. */
type Standing = {
  person: string
  audiences: readonly string[]
  /** modules asked, and of these completed in any release */
  asked: number
  done: number
  /** the day of the last completion that was missing; null while something is */
  doneOn: string | null
  /** completed modules with blocks to do again */
  toRefresh: number
  attended: boolean
  overdue: boolean
}

/** Whom a figure is about: everybody whom the milestone asks, or those of them in one audience or one cohort today. */
type Scope = { milestoneId: string; audienceId?: string | null; cohortId?: string | null }

/**
 * Everybody in the scope with where they stand, by plain SQL over what happened: what the kept standings must equal.
 * `today` is the local day of the migration's `timeZone`; days are told in that zone.
 */
export async function plainStandings(scope: Scope, today: string, timeZone: string): Promise<Standing[]> {
  const rows = await sql<Standing>`
    WITH asked AS (
      SELECT a.person_id, a.module_id, min(a.due_on) AS due_on
      FROM assigned_on(${today}::date) a
      JOIN module m ON m.id = a.module_id
      JOIN release r ON r.id = m.current_release_id
      WHERE a.milestone_id = ${scope.milestoneId}::uuid AND NOT a.optional AND r.kind <> 'quick reference'
      GROUP BY a.person_id, a.module_id
    ), refresh AS (
      SELECT * FROM refreshers() WHERE module_id IN (SELECT module_id FROM asked)
    ), state AS (
      SELECT a.person_id,
             count(*)::int AS asked,
             count(p.first_completed_at)::int AS done,
             CASE WHEN count(*) = count(p.first_completed_at)
                  THEN ((max(p.first_completed_at) AT TIME ZONE ${timeZone})::date)::text END AS "doneOn",
             count(f.since)::int AS "toRefresh",
             coalesce(bool_or(CASE WHEN p.first_completed_at IS NULL THEN a.due_on
               ELSE refresher_due_on(a.due_on, f.since, ${timeZone}) END < ${today}::date), false) AS overdue
      FROM asked a
      LEFT JOIN module_progress p ON p.person_id = a.person_id AND p.module_id = a.module_id
      LEFT JOIN refresh f ON f.module_id = a.module_id AND f.completed_release_id = p.completed_release_id
      GROUP BY a.person_id
    ), attended AS (
      SELECT DISTINCT t.person_id FROM attendance t
      JOIN cohort_session s ON s.id = t.session_id
      WHERE s.milestone_id = ${scope.milestoneId}::uuid AND s.cancelled_at IS NULL
    )
    SELECT s.person_id AS person, s.asked, s.done, s."doneOn", s."toRefresh", s.overdue,
           t.person_id IS NOT NULL AS attended,
           ARRAY(SELECT m.audience_id FROM membership m WHERE m.person_id = s.person_id
                   AND m."from" <= ${today}::date AND (m."to" IS NULL OR m."to" > ${today}::date)) AS audiences
    FROM state s
    LEFT JOIN attended t ON t.person_id = s.person_id
    WHERE (${scope.audienceId ?? null}::uuid IS NULL OR EXISTS (
            SELECT FROM membership m WHERE m.person_id = s.person_id AND m.audience_id = ${scope.audienceId ?? null}::uuid
              AND m."from" <= ${today}::date AND (m."to" IS NULL OR m."to" > ${today}::date)))
      AND (${scope.cohortId ?? null}::uuid IS NULL OR EXISTS (
            SELECT FROM cohort_member c WHERE c.person_id = s.person_id AND c.cohort_id = ${scope.cohortId ?? null}::uuid
              AND c."from" <= ${today}::date AND (c."to" IS NULL OR c."to" > ${today}::date)))`
  return rows
}
