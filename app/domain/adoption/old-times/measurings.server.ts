import { Refusal } from '#app/domain/errors.ts'
import { ensure } from '#app/domain/identity/abilities.ts'
import { todayOf } from '#app/domain/identity/today.ts'
import type { Viewer } from '#app/domain/identity/viewer.ts'
import type { LocalDay } from '#app/domain/migrations/local-days.ts'
import { migrationOf } from '#app/domain/migrations/milestones.server.ts'
import { type Part, part, sql } from '#app/platform/database/sql.server.ts'
import { asId } from '#app/platform/ids.ts'

/** A measuring in the old product. `done` of the `asked` people did it; `told` is its newest median, from five on. */
export type Measuring = {
  id: string
  moduleSlug: string
  moduleTitle: string
  blockId: string
  title: string
  /** the clock of the task in the new product */
  taskClock: 'active' | 'wall'
  whom: string | null
  openedBy: string
  openedOn: LocalDay
  until: LocalDay
  over: boolean
  asked: number
  done: number
  told: { ms: number; low: number | null; high: number | null; n: number; on: LocalDay } | null
}

/** Every measuring of the viewer's migration: those that go on first, then the newest. */
export async function measuringsOf(viewer: Viewer, now: Date): Promise<Measuring[]> {
  ensure(viewer, 'adoption.read')
  return measurings(viewer, now, part``)
}

/** Where somebody who was asked stands: never how long it took, and never in what order they finished. */
export type AskedPerson = { id: string; name: string; state: 'done' | 'tried' | 'running' | 'not yet' }

/** As many names as a page shows. */
const LISTED = 300

/** One measuring with those who were asked, by name. Any other is `missing`. */
export async function measuringOf(
  viewer: Viewer,
  id: string,
  now: Date,
): Promise<{ measuring: Measuring; people: AskedPerson[] }> {
  ensure(viewer, 'adoption.read')
  const [measuring] = await measurings(viewer, now, part`AND g.id = ${asId(id)}::uuid`)
  if (!measuring) throw new Refusal('missing', 'There is no such measuring in this migration.')
  const people = await sql<AskedPerson>`
    SELECT p.id, p.name, CASE WHEN t.done THEN 'done' WHEN t.ended THEN 'tried' WHEN t.ended IS NOT NULL THEN 'running'
      ELSE 'not yet' END AS state
    FROM measuring_person a JOIN person p ON p.id = a.person_id
    CROSS JOIN LATERAL (
      SELECT bool_or(outcome = 'success' AND suspect_reason IS NULL) AS done, bool_or(outcome IS NOT NULL) AS ended
      FROM old_attempt o WHERE o.measuring_id = a.measuring_id AND o.person_id = a.person_id
    ) t
    WHERE a.measuring_id = ${measuring.id}::uuid AND p.erased_at IS NULL
    ORDER BY lower(p.name), p.id LIMIT ${LISTED}`
  return { measuring, people }
}

async function measurings(viewer: Viewer, now: Date, only: Part): Promise<Measuring[]> {
  const { id, timeZone } = migrationOf(viewer)
  return sql<Measuring>`
    SELECT g.id, m.slug AS "moduleSlug", r.title AS "moduleTitle", g.block_id AS "blockId", b.title, g.whom,
      o.name AS "openedBy", (g.opened_at AT TIME ZONE ${timeZone})::date AS "openedOn", g.until,
      g.ended_at IS NOT NULL OR g.until < ${todayOf(viewer, now)}::date AS over,
      (SELECT CASE WHEN value -> 'definition' ->> 'setting' = 'lab' THEN 'active' ELSE 'wall' END
        FROM jsonb_array_elements(r.tree -> 'blocks') WHERE value ->> 'id' = g.block_id) AS "taskClock",
      (SELECT count(*)::int FROM measuring_person p WHERE p.measuring_id = g.id) AS asked,
      (SELECT count(DISTINCT t.person_id)::int FROM old_attempt t WHERE t.measuring_id = g.id
        AND t.outcome = 'success' AND t.suspect_reason IS NULL) AS done,
      (SELECT jsonb_build_object('ms', l.median_ms, 'low', l.low_ms, 'high', l.high_ms, 'n', l.n, 'on', l.stated_on)
        FROM baseline l WHERE l.measuring_id = g.id ORDER BY l.created_at DESC, l.id DESC LIMIT 1) AS told
    FROM measuring g JOIN module m ON m.id = g.module_id JOIN release r ON r.id = g.release_id
    JOIN release_block b ON b.release_id = g.release_id AND b.block_id = g.block_id
    JOIN person o ON o.id = g.opened_by_id
    WHERE g.migration_id = ${id}::uuid ${only}
    ORDER BY over, g.opened_at DESC, g.id`
}
