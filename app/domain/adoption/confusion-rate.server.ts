import type { LocalDay } from '#app/domain/migrations/local-days.ts'
import { sql } from '#app/platform/database/sql.server.ts'

/** `reports` includes me-toos; `reached` is people. Per 100 people: reports × 100 ÷ reached. */
export type ConfusionFigures = { reports: number; reached: number }

/**
 * Reports and me-toos since a local day, on every block of the milestone's modules. `reached` adds up, over the same
 * blocks, the people who reached each since then, so that the rate is that of its blocks, weighted by people; `people`
 * counts everybody once. As old as the rollups: seconds.
 */
export async function confusionOfMilestone(
  milestoneId: string,
  since: LocalDay,
): Promise<ConfusionFigures & { people: number }> {
  const [row] = await sql<ConfusionFigures & { people: number }>`
    SELECT coalesce(sum(k.reports + k.me_toos), 0)::int AS reports, coalesce(sum(k.last_seen), 0)::int AS reached,
      (SELECT coalesce(sum(people), 0)::int FROM milestone_visit
        WHERE milestone_id = ${milestoneId}::uuid AND day >= ${since}::date) AS people
    FROM block_rollup k JOIN release r ON r.id = k.release_id
    WHERE r.module_id IN (SELECT module_id FROM assignment WHERE milestone_id = ${milestoneId}::uuid AND ended_at IS NULL)
      AND k.day >= ${since}::date`
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
      SELECT m.id AS module_id, m.slug, m.position, k.release_id, k.block_id, sum(k.reports + k.me_toos)::int AS reports,
        sum(k.reached)::int AS reached
      FROM module m JOIN block_rollup k ON k.release_id = m.current_release_id
      WHERE m.id IN (SELECT module_id FROM assignment WHERE milestone_id = ${milestoneId}::uuid AND ended_at IS NULL)
      GROUP BY m.id, k.release_id, k.block_id HAVING sum(k.reports) > 0
    )
    SELECT c.slug AS "moduleSlug", l.title AS "moduleTitle", l.label, c.block_id AS "blockId", b.title, c.reports, c.reached,
      (SELECT count(*)::int FROM confusion_cluster q JOIN confusion_report r ON r.cluster_id = q.id
        WHERE q.module_id = c.module_id AND q.block_id = c.block_id AND q.state <> 'resolved'
          AND r.release_id = c.release_id AND r.block_id = c.block_id) AS open
    FROM counts c
    JOIN release l ON l.id = c.release_id
    JOIN release_block b ON b.release_id = c.release_id AND b.block_id = c.block_id
    ORDER BY c.reports DESC, c.position, b.position
    LIMIT ${most}`
}
