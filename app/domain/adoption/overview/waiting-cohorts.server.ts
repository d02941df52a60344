import { part, sql } from '#app/platform/database/sql.server.ts'
import type { WaitingCohorts } from './first-things.ts'

/** How many are named. */
const NAMED = 3

/**
 * Open cohorts with members for which no session of a milestone was held or is planned, and the first of them by name. A
 * cohort that trains for another milestone is not waited for; with a cohort given, it alone is looked at.
 */
export async function waitingCohorts(
  migrationId: string,
  milestoneId: string,
  cohortId: string | null,
): Promise<WaitingCohorts> {
  const cohorts = await sql<{ id: string; name: string; waits: boolean; waiting: number; all: number }>`
    WITH open AS MATERIALIZED (
      SELECT c.id, c.name, c.id NOT IN (
               SELECT cohort_id FROM cohort_session WHERE milestone_id = ${milestoneId}::uuid AND cancelled_at IS NULL) AS waits
      FROM cohort c
      WHERE c.migration_id = ${migrationId}::uuid AND c.closed_at IS NULL
        AND (c.milestone_id IS NULL OR c.milestone_id = ${milestoneId}::uuid)
        ${cohortId === null ? part`` : part`AND c.id = ${cohortId}::uuid`}
        AND EXISTS (SELECT FROM cohort_member m WHERE m.cohort_id = c.id AND m."to" IS NULL)
    )
    SELECT id, name, waits, (count(*) FILTER (WHERE waits) OVER ())::int AS waiting, (count(*) OVER ())::int AS "all"
    FROM open ORDER BY NOT waits, name LIMIT ${NAMED}`
  const [first] = cohorts
  const named = cohorts.filter(({ waits }) => waits).map(({ id, name }) => ({ id, name }))
  return { named, waiting: first?.waiting ?? 0, all: first?.all ?? 0 }
}
