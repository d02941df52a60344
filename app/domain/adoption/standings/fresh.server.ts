import { type Part, part } from '#app/platform/database/sql.server.ts'

/** Begun, not complete, and without a step for so many days: stuck. */
export const STUCK_DAYS = 7

/** For whom standings are made: some people, in what a migration asks of them on a local day of its time zone. */
export type Made = { migrationId: string; timeZone: string; day: string; people: readonly string[] }

/**
 * Common table expressions that end in `fresh`: the rows of `milestone_standing` as they should be for these people, its
 * columns in its order. The one place that says what a standing is made of; what it reads is what marks people stale.
 */
export function freshStandings({ migrationId, timeZone, day, people }: Made): Part {
  return part`
    ${modulesAsked({ migrationId, timeZone, day, people })}, who AS MATERIALIZED (
      SELECT p.id, p.name,
        ARRAY(SELECT o.audience_id FROM membership o JOIN audience u ON u.id = o.audience_id
          WHERE o.person_id = p.id AND u.migration_id = ${migrationId}::uuid
            AND o."from" <= ${day}::date AND (o."to" IS NULL OR o."to" > ${day}::date) ORDER BY 1) AS audiences,
        ARRAY(SELECT c.cohort_id FROM cohort_member c JOIN cohort h ON h.id = c.cohort_id
          WHERE c.person_id = p.id AND h.migration_id = ${migrationId}::uuid
            AND c."from" <= ${day}::date AND (c."to" IS NULL OR c."to" > ${day}::date) ORDER BY 1) AS cohorts
      FROM person p WHERE p.id = ANY (${people as string[]}::uuid[])
    ), stands AS (
      SELECT s.milestone_id, s.person_id,
        count(*)::int AS asked,
        count(s.completed_at)::int AS done,
        count(*) FILTER (WHERE s.again)::int AS to_refresh,
        CASE WHEN count(*) = count(s.completed_at) THEN max(s.completed_on) END AS done_on,
        max(s.last_on) AS last_on,
        bool_or(s.begun) AS started,
        bool_or(s.practised) AS practised,
        bool_or(s.late) AS overdue,
        EXISTS (SELECT FROM attendance t JOIN cohort_session x ON x.id = t.session_id
          WHERE t.person_id = s.person_id AND x.milestone_id = s.milestone_id AND x.cancelled_at IS NULL) AS attended,
        bool_or(s.begun) AND count(*) > count(s.completed_at) AND max(s.last_on) <= ${day}::date - ${STUCK_DAYS}::int AS stuck,
        EXISTS (SELECT FROM help_request q WHERE q.person_id = s.person_id AND q.answered_at IS NULL
          AND q.module_id = ANY (array_agg(s.module_id))) AS asking,
        array_agg(s.module_id ORDER BY s.module_id) AS modules,
        string_agg(CASE WHEN s.late THEN upper(s.letter) ELSE s.letter END, '' ORDER BY s.module_id) AS states,
        array_agg(s.completed_on ORDER BY s.module_id) AS completed_on
      FROM asked_module s GROUP BY s.milestone_id, s.person_id
    ), fresh AS MATERIALIZED (
      SELECT s.milestone_id, s.person_id, w.name AS sort_name, s.asked, s.done, s.to_refresh, s.done_on, s.last_on, s.started,
        s.practised, s.overdue, s.attended, s.stuck, s.asking, w.audiences, w.cohorts, s.modules, s.states, s.completed_on
      FROM stands s JOIN who w ON w.id = s.person_id
    )`
}

/**
 * `asked_module`: each module that a milestone asks of each of them, with where they stand in it, by a letter: `a` asked and
 * not begun, `s` started, `p` practised (an attempt with an outcome, or a submitted check), `c` complete, `r` complete with
 * something to do again. A capital letter is overdue.
 */
function modulesAsked({ migrationId, timeZone, day, people }: Made): Part {
  return part`
    progress AS MATERIALIZED (
      SELECT person_id, module_id, first_completed_at, completed_release_id, last_at FROM module_progress
      WHERE person_id = ANY (${people as string[]}::uuid[])
    ), asked AS MATERIALIZED (
      SELECT a.milestone_id, a.person_id, a.module_id, min(a.due_on) AS due_on
      FROM assigned_on(${day}::date) a
      JOIN milestone s ON s.id = a.milestone_id
      JOIN module m ON m.id = a.module_id
      JOIN release r ON r.id = m.current_release_id
      WHERE a.person_id = ANY (${people as string[]}::uuid[]) AND s.migration_id = ${migrationId}::uuid
        AND NOT a.optional AND r.kind <> 'quick reference'
      GROUP BY a.milestone_id, a.person_id, a.module_id
    ), again AS MATERIALIZED (
      SELECT f.module_id, f.completed_release_id, f.since FROM refreshers() f
      WHERE f.module_id IN (SELECT module_id FROM asked)
    ), stood AS (
      SELECT a.milestone_id, a.person_id, a.module_id, p.first_completed_at AS completed_at,
        (p.first_completed_at AT TIME ZONE ${timeZone})::date AS completed_on,
        (p.last_at AT TIME ZONE ${timeZone})::date AS last_on,
        p.person_id IS NOT NULL AS begun,
        p.first_completed_at IS NOT NULL OR p.person_id IS NOT NULL AND (
          EXISTS (SELECT FROM attempt t WHERE t.person_id = a.person_id AND t.module_id = a.module_id AND t.outcome IS NOT NULL)
          OR EXISTS (SELECT FROM check_submission c WHERE c.person_id = a.person_id AND c.module_id = a.module_id)
        ) AS practised,
        f.since IS NOT NULL AS again,
        coalesce(CASE WHEN p.first_completed_at IS NULL THEN a.due_on
          ELSE refresher_due_on(a.due_on, f.since, ${timeZone}) END < ${day}::date, false) AS late
      FROM asked a
      LEFT JOIN progress p ON p.person_id = a.person_id AND p.module_id = a.module_id
      LEFT JOIN again f ON f.module_id = a.module_id AND f.completed_release_id = p.completed_release_id
    ), asked_module AS (
      SELECT *, CASE WHEN completed_at IS NOT NULL AND again THEN 'r' WHEN completed_at IS NOT NULL THEN 'c'
        WHEN practised THEN 'p' WHEN begun THEN 's' ELSE 'a' END AS letter
      FROM stood
    )`
}
