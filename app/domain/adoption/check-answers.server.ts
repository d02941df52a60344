import type { Answers } from '#app/lessons/questions.ts'
import { sql } from '#app/platform/database/sql.server.ts'
import type { Placed } from './cells.ts'

/** A check as it now stands. */
export type MeasuredCheck = {
  moduleId: string
  moduleSlug: string
  moduleTitle: string
  releaseId: string
  label: string
  blockId: string
  title: string
}

/** The checks of some modules in teaching order. */
export async function checksOf(moduleIds: readonly string[]): Promise<MeasuredCheck[]> {
  return sql<MeasuredCheck>`
    SELECT m.id AS "moduleId", m.slug AS "moduleSlug", r.title AS "moduleTitle", r.id AS "releaseId", r.label,
           b.block_id AS "blockId", b.title
    FROM module m
    JOIN release r ON r.id = m.current_release_id
    JOIN release_block b ON b.release_id = r.id AND b.kind = 'check'
    WHERE m.id = ANY(${[...moduleIds]}::uuid[])
    ORDER BY m.position, b.position`
}

/** Somebody's first submission of a check. `nth` says what they were asked. */
export type FirstAnswer = Placed & { answers: Answers; nth: number; right: number; total: number }

type Row = Omit<FirstAnswer, 'arrivedAt'> & { moduleId: string; blockId: string; arrivedAt: Date }

/**
 * Everybody's first submission of each check of some modules, by `module/block` of ids, in the releases whose check is
 * the same as today's; those that were made since an instant, with the audiences and the cohort of their day.
 */
export async function firstAnswersOf(
  moduleIds: readonly string[],
  since: Date | null,
): Promise<ReadonlyMap<string, FirstAnswer[]>> {
  const rows = await sql<Row>`
    WITH first AS (
      SELECT DISTINCT ON (s.person_id, s.module_id, s.block_id) s.*
      FROM check_submission s
      JOIN module m ON m.id = s.module_id
      JOIN release_block was ON was.release_id = s.release_id AND was.block_id = s.block_id
      JOIN release_block is_now ON is_now.release_id = m.current_release_id AND is_now.block_id = s.block_id AND is_now.hash = was.hash
      WHERE s.module_id = ANY(${[...moduleIds]}::uuid[])
      ORDER BY s.person_id, s.module_id, s.block_id, s.at, s.id
    )
    SELECT f.module_id AS "moduleId", f.block_id AS "blockId", f.person_id AS person, f.arrived_at AS "arrivedAt",
           f.answers, f.nth, f."right", f.total,
           ARRAY(SELECT o.audience_id FROM membership o JOIN audience u ON u.id = o.audience_id
                 WHERE o.person_id = f.person_id AND u.migration_id = g.id AND o."from" <= d.day
                   AND (o."to" IS NULL OR o."to" > d.day) ORDER BY u.position, u.id) AS audiences,
           (SELECT c.cohort_id FROM cohort_member c JOIN cohort h ON h.id = c.cohort_id
            WHERE c.person_id = f.person_id AND h.migration_id = g.id AND c."from" <= d.day
              AND (c."to" IS NULL OR c."to" > d.day) ORDER BY c."from" DESC, c.cohort_id LIMIT 1) AS cohort
    FROM first f
    JOIN module m ON m.id = f.module_id JOIN migration g ON g.id = m.migration_id
    CROSS JOIN LATERAL (SELECT (f.at AT TIME ZONE g.time_zone)::date AS day) d
    WHERE ${since}::timestamptz IS NULL OR f.at >= ${since}::timestamptz
    ORDER BY f.at, f.id`
  const answers = rows.map(({ moduleId, blockId, arrivedAt, ...answer }) => ({
    check: `${moduleId}/${blockId}`,
    answer: { ...answer, arrivedAt: arrivedAt.getTime() },
  }))
  const byCheck = Map.groupBy(answers, ({ check }) => check)
  return new Map([...byCheck].map(([check, found]) => [check, found.map(({ answer }) => answer)]))
}
