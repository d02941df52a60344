import type { Viewer } from '#app/domain/identity/viewer.ts'
import type { Sql } from '#app/platform/database/sql.server.ts'

/*
 * What is joined with what changes under one lock of the migration, which everything that acts on a trouble shares. So
 * the trouble of a cluster stays the same one for the rest of a transaction, and two leads who join crosswise come one
 * after the other. The lock is always taken before any row.
 */

/** Until the end of the transaction nothing of the migration is joined or taken apart. */
export async function keepJoinsStill(sql: Sql, viewer: Viewer): Promise<void> {
  await sql`SELECT pg_advisory_xact_lock_shared(hashtextextended('confusion joins', 0) # hashtextextended(${nameOf(viewer)}, 0))`
}

/** Until the end of the transaction nobody else of the migration acts on a trouble. Goes before everything else. */
export async function changeJoinsAlone(sql: Sql, viewer: Viewer): Promise<void> {
  await sql`SELECT pg_advisory_xact_lock(hashtextextended('confusion joins', 0) # hashtextextended(${nameOf(viewer)}, 0))`
}

const nameOf = (viewer: Viewer) => viewer.migration?.id ?? ''
