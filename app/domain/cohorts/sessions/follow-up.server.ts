import { Refusal } from '#app/domain/errors.ts'
import { recordAudit } from '#app/domain/identity/audit.server.ts'
import { isHere } from '#app/domain/identity/present.server.ts'
import type { Viewer } from '#app/domain/identity/viewer.ts'
import { localDay } from '#app/domain/migrations/local-days.ts'
import { inTransaction, type Sql, sql } from '#app/platform/database/sql.server.ts'
import type { LedCohort } from '../led-cohort.server.ts'
import { runSession, type SessionAddress } from '../running/run-session.server.ts'
import { inviteChosen } from './invitations.server.ts'
import { lockSession } from './session-row.server.ts'
import { askAgain } from './telling.server.ts'

/** What came of it: how many were told of which session; or nothing is planned, and whom a session has to be planned for. */
export type FollowedUp = { outcome: 'invited'; told: number; title: string } | { outcome: 'none'; people: string[] }

/**
 * Invites those who were absent from a session that is over to the cohort's next one. Whoever is invited there already,
 * and has not said that they come, is asked again, once. Refuses with `conflict` while the session is not over.
 */
export async function followUp(viewer: Viewer, address: SessionAddress, now: Date): Promise<FollowedUp> {
  return inTransaction(async (tx) => {
    const session = await runSession(viewer, address, now, tx)
    if (!session.closedAt) throw new Refusal('conflict', 'This session is not over yet.')
    const people = await absentFrom(tx, session, now)
    const [found] = await tx<{ id: string }>`
      SELECT id FROM cohort_session
      WHERE cohort_id = ${session.cohort.id}::uuid AND cancelled_at IS NULL AND opened_at IS NULL AND starts_at > ${now}
      ORDER BY starts_at, id LIMIT 1`
    if (!found) return { outcome: 'none', people }
    const next = await lockSession(tx, found.id)
    if (people.length === 0) return { outcome: 'invited', told: 0, title: next.title }
    const subject = { type: 'session', id: next.id }
    await recordAudit(
      tx,
      viewer,
      'session.invited',
      subject,
      null,
      { absentFrom: session.id, people: people.length },
      now,
    )
    const invited = await inviteChosen(tx, next, people, now)
    const asked = await askAgain(tx, await lockSession(tx, next.id), { missed: session, personIds: people, now })
    return { outcome: 'invited', told: invited + asked, title: next.title }
  })
}

/** Who of the cohort was expected and not there; whoever leads the cohort is not meant. */
async function absentFrom(tx: Sql, { id, cohort }: { id: string; cohort: LedCohort }, now: Date): Promise<string[]> {
  const absent = await tx<{ id: string }>`
    SELECT p.id FROM cohort_session s JOIN cohort_member m ON m.cohort_id = s.cohort_id AND m."to" IS NULL
    JOIN person p ON p.id = m.person_id
    WHERE s.id = ${id}::uuid AND p.erased_at IS NULL AND ${isHere(localDay(now, cohort.timeZone))}
      AND (s.chosen = '{}' OR p.id = ANY(s.chosen))
      AND NOT EXISTS (SELECT FROM attendance t WHERE t.session_id = s.id AND t.person_id = p.id)
      AND NOT EXISTS (SELECT FROM cohort_champion h WHERE h.cohort_id = s.cohort_id AND h.person_id = p.id AND h."to" IS NULL)
    ORDER BY p.name, p.id`
  return absent.map((one) => one.id)
}

/** Those of some people who are in a cohort that the viewer leads or manages: for whom alone a session may be planned. */
export async function membersAmong(
  cohort: LedCohort,
  people: readonly string[],
): Promise<{ id: string; name: string }[]> {
  return sql`
    SELECT p.id, p.name FROM cohort_member m JOIN person p ON p.id = m.person_id
    WHERE m.cohort_id = ${cohort.id}::uuid AND m."to" IS NULL AND p.id::text = ANY(${[...people]}::text[]) ORDER BY p.name, p.id`
}
