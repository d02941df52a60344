import type { ResolutionKind } from '#app/domain/confusion/kinds.ts'
import { sql } from '#app/platform/database/sql.server.ts'
import type { Counted } from '../rates.ts'

/** What was said at the block of a resolution, before its fix and since. */
export type SaidAround = {
  resolutionId: string
  clusterId: string
  moduleId: string
  blockId: string
  kind: ResolutionKind
  releaseId: string | null
  release: string | null
  fixedAt: Date
  before: Counted
  after: Counted
}

type Row = Omit<SaidAround, 'before' | 'after'> & {
  said_before: number
  said_after: number
  people_before: number
  people_after: number
}

/**
 * Reports and me-toos at the blocks of some resolutions, whatever trouble they belong to, and people who reached the
 * blocks: since the fix, and as long before it (`timesOf`). A fix was made when its release was published, on the day that
 * the product changed, else when it was explained. One by a release compares releases: that one and later ones with
 * those before it. Somebody reached a block in a time that their visits to it, from first to last, touch.
 */
export async function saidAround(resolutionIds: readonly string[], now: Date): Promise<SaidAround[]> {
  const rows = await sql<Row>`
    WITH fix AS (
      SELECT s.id, s.cluster_id, c.migration_id, c.module_id, c.block_id, s.kind, s.release_id, l.label,
        CASE s.kind WHEN 'release' THEN l.published_at
          WHEN 'product' THEN s.changed_on::timestamp AT TIME ZONE g.time_zone ELSE s.at END AS fixed_at
      FROM resolution s JOIN confusion_cluster c ON c.id = s.cluster_id JOIN migration g ON g.id = c.migration_id
      LEFT JOIN release l ON l.id = s.release_id
      WHERE s.id = ANY(${[...resolutionIds]}::uuid[])
    ), span AS (
      SELECT fix.*, least(fixed_at, fixed_at - (${now}::timestamptz - fixed_at)) AS since FROM fix
    )
    SELECT x.id AS "resolutionId", x.cluster_id AS "clusterId", x.module_id AS "moduleId", x.block_id AS "blockId",
      x.kind::text, x.release_id AS "releaseId", x.label AS release, x.fixed_at AS "fixedAt",
      said.before AS said_before, said.after AS said_after, seen.before AS people_before, seen.after AS people_after
    FROM span x
    CROSS JOIN LATERAL (
      SELECT count(*) FILTER (WHERE NOT is_after AND v.at >= x.since) AS before, count(*) FILTER (WHERE is_after) AS after
      FROM (
        SELECT r.release_id, r.at FROM confusion_report r
          WHERE r.module_id = x.module_id AND r.block_id = x.block_id AND r.migration_id = x.migration_id
        UNION ALL
        SELECT t.release_id, t.at FROM confusion_report r JOIN me_too t ON t.report_id = r.id
          WHERE r.module_id = x.module_id AND r.block_id = x.block_id AND r.migration_id = x.migration_id
      ) v JOIN release y ON y.id = v.release_id
      CROSS JOIN LATERAL (
        SELECT CASE WHEN x.release_id IS NULL THEN v.at >= x.fixed_at ELSE y.published_at >= x.fixed_at END AS is_after
      ) side
      WHERE v.at < ${now}::timestamptz
    ) said
    CROSS JOIN LATERAL (
      SELECT
        count(DISTINCT b.person_id) FILTER (WHERE b.last_at >= x.since AND
          CASE WHEN x.release_id IS NULL THEN b.first_at < x.fixed_at ELSE y.published_at < x.fixed_at END) AS before,
        count(DISTINCT b.person_id) FILTER (WHERE
          CASE WHEN x.release_id IS NULL THEN b.last_at >= x.fixed_at ELSE y.published_at >= x.fixed_at END) AS after
      FROM release y JOIN block_seen b ON b.release_id = y.id AND b.block_id = x.block_id
      WHERE y.module_id = x.module_id AND b.first_at < ${now}::timestamptz
    ) seen`
  return rows.map(({ said_before, said_after, people_before, people_after, ...row }) => ({
    ...row,
    before: { part: said_before, of: people_before },
    after: { part: said_after, of: people_after },
  }))
}
