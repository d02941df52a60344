import type { Viewer } from '#app/domain/identity/viewer.ts'
import { sql } from '#app/platform/database/sql.server.ts'

export type NextSession = {
  id: string
  title: string
  cohort: string
  champion: string | null
  startsAt: Date
  minutes: number
  timeZone: string
  place: string | null
  link: string | null
  reply: 'coming' | 'not coming' | 'waiting' | null
  /** the cohort's id, where the viewer runs the session and is asked for no reply */
  runs: string | null
}

/** How many sessions home shows. */
const SHOWN = 3

/** The next sessions that the viewer is invited to or runs, running ones included, with what they replied. */
export async function nextSessionsOf(viewer: Viewer, now: Date): Promise<NextSession[]> {
  return sql<NextSession>`
    SELECT s.id, s.title, c.name AS cohort, p.name AS champion, s.starts_at AS "startsAt", s.minutes,
      s.time_zone AS "timeZone", s.place, s.link, i.reply::text AS reply,
      CASE WHEN i.runs THEN s.cohort_id END AS runs
    FROM (
      SELECT session_id, reply, false AS runs FROM session_invitation
      WHERE person_id = ${viewer.personId}::uuid AND withdrawn_at IS NULL
      UNION ALL SELECT session_id, NULL, true FROM session_host
      WHERE person_id = ${viewer.personId}::uuid AND withdrawn_at IS NULL) i
    JOIN cohort_session s ON s.id = i.session_id AND s.cancelled_at IS NULL AND s.closed_at IS NULL
    JOIN cohort c ON c.id = s.cohort_id AND c.migration_id = ${viewer.migration?.id ?? null}::uuid
    LEFT JOIN person p ON p.id = s.champion_id
    WHERE s.starts_at + make_interval(mins => s.minutes) > ${now}
    ORDER BY s.starts_at, s.id LIMIT ${SHOWN}`
}
