import { sql } from '#app/platform/database/sql.server.ts'
import { ensure } from './abilities.ts'
import { todayOf } from './today.ts'
import type { Viewer } from './viewer.ts'

export type PeopleFigures = {
  active: number
  invited: number
  /** invited people whose link is over or was never sent */
  withoutLink: number
  left: number
  leaving: number
  admins: number
  audiences: number
  withoutAudience: number
}

/** How many people are where, for the admin's overview. */
export async function peopleFigures(viewer: Viewer, now: Date): Promise<PeopleFigures> {
  ensure(viewer, 'people.manage')
  const today = todayOf(viewer, now)
  const migrationId = viewer.migration?.id ?? null
  const [figures] = await sql<PeopleFigures>`
    WITH invited AS (
      SELECT DISTINCT person_id FROM one_time_token
      WHERE purpose = 'invitation' AND used_at IS NULL AND expires_at > ${now}
    ), placed AS (
      SELECT DISTINCT m.person_id FROM membership m JOIN audience a ON a.id = m.audience_id
      WHERE a.migration_id = ${migrationId} AND (m."to" IS NULL OR m."to" > ${today})
    ), standing AS (
      SELECT coalesce(p.left_on < ${today}, false) AS left, p.left_on IS NOT NULL AS leaves,
        w.person_id IS NOT NULL AS enters, i.person_id IS NOT NULL AS invited, m.person_id IS NOT NULL AS placed
      FROM person p
      LEFT JOIN password w ON w.person_id = p.id
      LEFT JOIN invited i ON i.person_id = p.id
      LEFT JOIN placed m ON m.person_id = p.id
      WHERE p.erased_at IS NULL
    )
    SELECT count(*) FILTER (WHERE NOT s.left AND s.enters) AS active,
      count(*) FILTER (WHERE NOT s.left AND NOT s.enters) AS invited,
      count(*) FILTER (WHERE NOT s.left AND NOT s.enters AND NOT s.invited) AS "withoutLink",
      count(*) FILTER (WHERE s.left) AS left,
      count(*) FILTER (WHERE NOT s.left AND s.leaves) AS leaving,
      count(*) FILTER (WHERE NOT s.left AND NOT s.placed) AS "withoutAudience",
      (SELECT count(DISTINCT g.person_id) FROM role_grant g WHERE g.role = 'admin' AND g.ended_at IS NULL) AS admins,
      (SELECT count(*) FROM audience a WHERE a.migration_id = ${migrationId} AND a.retired_at IS NULL) AS audiences
    FROM standing s`
  if (!figures) throw new Error('An aggregate without groups has one row.')
  return figures
}
