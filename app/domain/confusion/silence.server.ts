import { ensure } from '#app/domain/identity/abilities.ts'
import type { Viewer } from '#app/domain/identity/viewer.ts'
import { part, sql } from '#app/platform/database/sql.server.ts'
import { knownId } from './known-id.ts'
import { silentBefore } from './silence.ts'

/** Somebody `t` who was asked about a resolution `s` that still holds, and has said nothing. */
const UNANSWERED = part`s.reopened_at IS NULL AND s.kind <> 'duplicate'
  AND NOT EXISTS (SELECT FROM verdict v WHERE v.resolution_id = t.resolution_id AND v.person_id = t.person_id)`

/** How many people said nothing of a trouble's resolution until it counted as closed for them. */
export async function silentOn(viewer: Viewer, address: string, now: Date): Promise<number> {
  ensure(viewer, 'confusion.read')
  const [row] = await sql<{ count: number }>`
    SELECT count(*) FROM resolution s JOIN told t ON t.resolution_id = s.id
    WHERE s.cluster_id = ${knownId(address)}::uuid AND t.at <= ${silentBefore(now)} AND ${UNANSWERED}`
  return row?.count ?? 0
}

/** How often somebody's time to say whether it helped ran out within the last days, in the viewer's migration. */
export async function silentLately(viewer: Viewer, days: number, now: Date): Promise<number> {
  ensure(viewer, 'confusion.read')
  const until = silentBefore(now)
  const [row] = await sql<{ count: number }>`
    SELECT count(*) FROM told t JOIN resolution s ON s.id = t.resolution_id JOIN confusion_cluster c ON c.id = s.cluster_id
    WHERE c.migration_id = ${viewer.migration?.id ?? null}::uuid AND ${UNANSWERED}
      AND t.at <= ${until} AND t.at > ${until}::timestamptz - make_interval(days => ${days}::int)`
  return row?.count ?? 0
}
