import { can } from '#app/domain/identity/abilities.ts'
import type { Viewer } from '#app/domain/identity/viewer.ts'
import { sql } from '#app/platform/database/sql.server.ts'
import { type CohortThanks, UNSTUCK_DAYS } from './recognition.ts'
import { progressOf } from './standings/progress.server.ts'

/** The times that figures are of; left out: since the beginning, until now. */
export type Period = { from: Date; to: Date }

/** What the cohorts that the viewer leads achieved, by name. Nobody else's are there to compare with. */
export async function ownThanks(viewer: Viewer, now: Date): Promise<CohortThanks[]> {
  if (!can(viewer, 'cohort.lead') || !viewer.migration) return []
  const cohorts = await sql<{ id: string; name: string }>`
    SELECT c.id, c.name FROM cohort_champion h JOIN cohort c ON c.id = h.cohort_id AND c.closed_at IS NULL
    WHERE h.person_id = ${viewer.personId}::uuid AND h."to" IS NULL AND c.migration_id = ${viewer.migration.id}::uuid
    ORDER BY c.name`
  return thanksOf(cohorts, { from: new Date(0), to: now })
}

/** The figures of cohorts; coverage is always that of now. */
export function thanksOf(cohorts: readonly CohortThanks['cohort'][], period: Period): Promise<CohortThanks[]> {
  return Promise.all(
    cohorts.map(async (cohort) => {
      const [coverage, unstuck, reports] = await Promise.all([
        coverageOf(cohort.id),
        unstuckIn(cohort.id, period),
        reportsOf(cohort.id, period),
      ])
      return { cohort, coverage, unstuck, ...reports }
    }),
  )
}

async function coverageOf(cohortId: string): Promise<CohortThanks['coverage']> {
  const milestones = await sql<{ id: string; name: string }>`
    SELECT s.id, split_part(s.name, ':', 1) AS name FROM milestone s
    WHERE EXISTS (SELECT FROM cohort_session x JOIN attendance t ON t.session_id = x.id
      WHERE x.milestone_id = s.id AND x.cohort_id = ${cohortId}::uuid AND x.cancelled_at IS NULL)
    ORDER BY s.date, s.position`
  return Promise.all(
    milestones.map(async ({ id, name }) => {
      const { counts } = await progressOf(id, { by: 'cohort', id: cohortId })
      return { milestone: name, share: { part: counts.attended, whole: counts.assigned } }
    }),
  )
}

/** Members who were helped and then completed the module, or did the task, that they had asked about; see `METRICS`. */
async function unstuckIn(cohortId: string, { from, to }: Period): Promise<number> {
  const [row] = await sql<{ count: number }>`
    SELECT count(DISTINCT q.person_id) FROM help_request q
    JOIN cohort_member m ON m.person_id = q.person_id AND m.cohort_id = ${cohortId}::uuid
      AND m."from" <= q.at::date AND (m."to" IS NULL OR m."to" > q.at::date)
    CROSS JOIN LATERAL (
      SELECT min(at) AS at FROM (
        SELECT first_completed_at AS at FROM module_progress WHERE person_id = q.person_id AND module_id = q.module_id
        UNION ALL
        SELECT finished_at FROM attempt WHERE person_id = q.person_id AND module_id = q.module_id
          AND block_id = q.block_id AND outcome = 'success'
      ) done WHERE done.at > q.answered_at AND done.at <= q.answered_at + make_interval(days => ${UNSTUCK_DAYS})
    ) went_on
    WHERE q.answered_by_id IS DISTINCT FROM q.person_id AND went_on.at >= ${from} AND went_on.at < ${to}`
  return row?.count ?? 0
}

/** Reports of members by name, and notes of the cohort's sessions that became one. Who stays unnamed is not counted. */
async function reportsOf(cohortId: string, { from, to }: Period): Promise<{ raised: number; solved: number }> {
  const [row] = await sql<{ raised: number; solved: number }>`
    SELECT count(*) AS raised, count(*) FILTER (WHERE c.state = 'resolved') AS solved
    FROM confusion_report r
    JOIN confusion_cluster o ON o.id = r.cluster_id
    JOIN confusion_cluster c ON c.id = coalesce(o.merged_into_id, o.id)
    WHERE NOT r.anonymous AND r.at >= ${from} AND r.at < ${to} AND (
      EXISTS (SELECT FROM cohort_member m WHERE m.person_id = r.person_id AND m.cohort_id = ${cohortId}::uuid
        AND m."from" <= r.at::date AND (m."to" IS NULL OR m."to" > r.at::date))
      OR EXISTS (SELECT FROM session_note n JOIN cohort_session s ON s.id = n.session_id
        WHERE n.report_id = r.id AND s.cohort_id = ${cohortId}::uuid))`
  return row ?? { raised: 0, solved: 0 }
}
