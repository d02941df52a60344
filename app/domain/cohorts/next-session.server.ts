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
}

/** The next meeting of a cohort that the viewer is in, running ones included; null if none is planned. */
export async function nextSessionOf(viewer: Viewer, now: Date): Promise<NextSession | null> {
  const [session] = await sql<NextSession>`
    SELECT s.id, s.title, c.name AS cohort, p.name AS champion, s.starts_at AS "startsAt", s.minutes, s.time_zone AS "timeZone", s.place, s.link
    FROM cohort_member m
    JOIN cohort c ON c.id = m.cohort_id AND c.migration_id = ${viewer.migration?.id ?? null}::uuid
    JOIN cohort_session s ON s.cohort_id = c.id AND s.cancelled_at IS NULL AND s.closed_at IS NULL
    LEFT JOIN person p ON p.id = s.champion_id
    WHERE m.person_id = ${viewer.personId}::uuid AND m."to" IS NULL
      AND s.starts_at + make_interval(mins => s.minutes) > ${now}
    ORDER BY s.starts_at LIMIT 1`
  return session ?? null
}
