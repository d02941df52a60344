import { sql } from '#app/platform/database/sql.server.ts'
import type { CheckVersion } from './check-rollups/stale-checks.server.ts'

/** A check as it now stands. */
export type MeasuredCheck = CheckVersion & {
  moduleSlug: string
  moduleTitle: string
  releaseId: string
  label: string
  title: string
}

/** The checks of some modules in teaching order. */
export async function checksOf(moduleIds: readonly string[]): Promise<MeasuredCheck[]> {
  return sql<MeasuredCheck>`
    SELECT m.id AS "moduleId", m.slug AS "moduleSlug", r.title AS "moduleTitle", r.id AS "releaseId", r.label,
           b.block_id AS "blockId", b.hash, b.title
    FROM module m
    JOIN release r ON r.id = m.current_release_id
    JOIN release_block b ON b.release_id = r.id AND b.kind = 'check'
    WHERE m.id = ANY(${[...moduleIds]}::uuid[])
    ORDER BY m.position, b.position`
}
