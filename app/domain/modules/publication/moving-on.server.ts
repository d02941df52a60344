import { inTransaction, sql } from '#app/platform/database/sql.server.ts'
import { restandPeople } from '../../progress/restanding.server.ts'
import { tellOfRefresher } from './telling.server.ts'

/** A module in which somebody still stands in an older release, although no attempt of theirs runs there any more. */
type LeftBehind = { moduleId: string; releaseId: string; slug: string; title: string; people: string[] }

/**
 * Brings those to the current release who stayed in an older one for an attempt, once nothing has happened in it for 24
 * hours, and tells them of the refresher that waits. Answers how many people. A second time changes nothing.
 */
export async function moveOn(now: Date): Promise<number> {
  const left = await sql<LeftBehind>`
    SELECT m.id AS "moduleId", r.id AS "releaseId", m.slug, r.title, array_agg(p.person_id ORDER BY p.person_id) AS people
    FROM module_progress p
    JOIN module m ON m.id = p.module_id AND m.current_release_id <> p.release_id
    JOIN release r ON r.id = m.current_release_id
    WHERE NOT EXISTS (
      SELECT FROM attempt a WHERE a.person_id = p.person_id AND a.module_id = p.module_id AND a.outcome IS NULL
        AND a.last_event_at > ${now}::timestamptz - interval '24 hours')
    GROUP BY m.id, r.id`
  for (const { people, ...module } of left) {
    await inTransaction(async (tx) => {
      await restandPeople(tx, people, module.moduleId, module.releaseId, now)
      await tellOfRefresher(tx, module, { now })
    })
  }
  return left.reduce((sum, { people }) => sum + people.length, 0)
}
