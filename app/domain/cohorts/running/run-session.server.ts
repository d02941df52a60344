import { Refusal } from '#app/domain/errors.ts'
import type { Viewer } from '#app/domain/identity/viewer.ts'
import { type Sql, sql } from '#app/platform/database/sql.server.ts'
import { asId } from '#app/platform/ids.ts'
import { type LedCohort, ledCohort } from '../led-cohort.server.ts'

/** A session, to those who run it. */
export type RunSession = {
  id: string
  cohort: LedCohort
  milestoneId: string
  title: string
  startsAt: Date
  minutes: number
  timeZone: string
  place: string | null
  link: string | null
  copyId: string | null
  /** the code by which people check in; null before it is opened */
  code: string | null
  openedAt: Date | null
  closedAt: Date | null
  cancelledAt: Date | null
  summary: string | null
}

/** Where a session is found: its cohort's id and its own, as they stand in an address. */
export type SessionAddress = { cohort: string; session: string }

/** The session, if the viewer may run it. Refuses as `ledCohort` does, and with `missing` a session of another cohort. */
export async function runSession(
  viewer: Viewer,
  address: SessionAddress,
  now: Date,
  on: Sql = sql,
): Promise<RunSession> {
  const cohort = await ledCohort(viewer, address.cohort, now, on)
  const [session] = await on<Omit<RunSession, 'cohort'>>`
    SELECT id, milestone_id AS "milestoneId", title, starts_at AS "startsAt", minutes, time_zone AS "timeZone", place, link,
      copy_id AS "copyId", check_in_code AS code, opened_at AS "openedAt", closed_at AS "closedAt",
      cancelled_at AS "cancelledAt", summary
    FROM cohort_session WHERE id = ${asId(address.session)}::uuid AND cohort_id = ${cohort.id}::uuid`
  if (!session) throw new Refusal('missing', 'There is no such session in this cohort.')
  return { ...session, cohort }
}

/** Refuses what can only be done while a session runs. */
export function ensureRunning({ openedAt, closedAt }: Pick<RunSession, 'openedAt' | 'closedAt'>): void {
  if (closedAt) throw new Refusal('conflict', 'This session is over.')
  if (!openedAt) throw new Refusal('conflict', 'This session has not been started yet.')
}
