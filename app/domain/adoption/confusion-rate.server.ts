import { sql } from '#app/platform/database/sql.server.ts'

/** `reports` includes me-toos; `reached` is people. Per 100 people: reports × 100 ÷ reached. */
export type ConfusionFigures = { reports: number; reached: number }

/**
 * Reports and me-toos since an instant, on every block of the milestone's modules. `reached` adds up, over the same
 * blocks, the people who reached each since then, so that the rate is that of its blocks, weighted by people; `people`
 * counts everybody once.
 */
export async function confusionOfMilestone(
  milestoneId: string,
  since: Date,
): Promise<ConfusionFigures & { people: number }> {
  const [row] = await sql<ConfusionFigures & { people: number }>`
    WITH modules AS (SELECT DISTINCT module_id FROM assignment WHERE milestone_id = ${milestoneId}::uuid AND ended_at IS NULL)
    SELECT
      (SELECT count(*) FROM confusion_report r JOIN modules USING (module_id) WHERE r.at >= ${since})::int
      + (SELECT count(*) FROM me_too t JOIN confusion_report r ON r.id = t.report_id JOIN modules USING (module_id)
          WHERE t.at >= ${since})::int AS reports,
      seen.reached, seen.people
    FROM (
      SELECT count(*)::int AS reached, count(DISTINCT s.person_id)::int AS people
      FROM block_seen s
      JOIN release l ON l.id = s.release_id
      JOIN modules ON modules.module_id = l.module_id
      WHERE s.last_at >= ${since}
    ) seen`
  return row ?? { reports: 0, reached: 0, people: 0 }
}

export type BlockConfusion = ConfusionFigures & {
  moduleSlug: string
  moduleTitle: string
  blockId: string
  title: string
  label: string
  open: number
}

/** The blocks of the milestone's modules, in their current release, that people asked most about. */
export async function confusedBlocks(milestoneId: string, most: number): Promise<BlockConfusion[]> {
  return sql<BlockConfusion>`
    WITH counts AS (
      SELECT r.release_id, r.block_id, count(*)::int + coalesce(sum(t.n), 0)::int AS reports,
             count(*) FILTER (WHERE c.state <> 'resolved')::int AS open
      FROM confusion_report r
      JOIN confusion_cluster c ON c.id = r.cluster_id
      JOIN module m ON m.current_release_id = r.release_id
      LEFT JOIN LATERAL (SELECT count(*)::int AS n FROM me_too WHERE report_id = r.id) t ON true
      WHERE m.id IN (SELECT module_id FROM assignment WHERE milestone_id = ${milestoneId}::uuid AND ended_at IS NULL)
      GROUP BY r.release_id, r.block_id
    )
    SELECT m.slug AS "moduleSlug", l.title AS "moduleTitle", l.label, c.block_id AS "blockId", b.title, c.reports, c.open,
           (SELECT count(*) FROM block_seen s WHERE s.release_id = c.release_id AND s.block_id = c.block_id)::int AS reached
    FROM counts c
    JOIN release l ON l.id = c.release_id
    JOIN module m ON m.id = l.module_id
    JOIN release_block b ON b.release_id = c.release_id AND b.block_id = c.block_id
    ORDER BY c.reports DESC, m.position, b.position
    LIMIT ${most}`
}
