import { Refusal } from '#app/domain/errors.ts'
import type { Sql } from '#app/platform/database/sql.server.ts'
import { asId } from '#app/platform/ids.ts'

/** A session as it is stored, with the names that words about it need. */
export type SessionRow = {
  id: string
  cohortId: string
  cohort: string
  migrationId: string
  milestoneId: string
  seriesId: string | null
  championId: string | null
  champion: string | null
  copyId: string | null
  title: string
  startsAt: Date
  minutes: number
  timeZone: string
  place: string | null
  link: string | null
  words: string | null
  capacity: number | null
  sequence: number
  version: number
  invitedAt: Date | null
  closedAt: Date | null
  cancelledAt: Date | null
  cancelWords: string | null
}

/**
 * A session, held until the transaction ends: whatever changes it, its invitations or their replies waits here, so that
 * places are given once and everybody is told once.
 */
export async function lockSession(tx: Sql, id: string): Promise<SessionRow> {
  const [session] = await tx<SessionRow>`
    SELECT s.id, s.cohort_id AS "cohortId", c.name AS cohort, c.migration_id AS "migrationId",
      s.milestone_id AS "milestoneId", s.series_id AS "seriesId", s.champion_id AS "championId", p.name AS champion,
      s.copy_id AS "copyId", s.title, s.starts_at AS "startsAt", s.minutes, s.time_zone AS "timeZone", s.place, s.link,
      s.words, s.capacity, s.sequence, s.version, s.invited_at AS "invitedAt", s.closed_at AS "closedAt",
      s.cancelled_at AS "cancelledAt", s.cancel_words AS "cancelWords"
    FROM cohort_session s JOIN cohort c ON c.id = s.cohort_id LEFT JOIN person p ON p.id = s.champion_id
    WHERE s.id = ${asId(id)}::uuid FOR UPDATE OF s`
  if (!session) throw new Refusal('missing', 'There is no such session.')
  return session
}

/** The same, of a cohort: an address that names another is none. */
export async function lockSessionOf(tx: Sql, cohortId: string, id: string): Promise<SessionRow> {
  const session = await lockSession(tx, id)
  if (session.cohortId !== cohortId) throw new Refusal('missing', 'There is no such session.')
  return session
}

/** Refuses where nothing can be changed any more. */
export function ensureToCome({ cancelledAt, startsAt }: SessionRow, now: Date): void {
  if (cancelledAt) throw new Refusal('conflict', 'This session is cancelled.')
  if (startsAt <= now) throw new Refusal('conflict', 'This session has begun already.')
}
