import { recordAudit } from '#app/domain/identity/audit.server.ts'
import { isHere } from '#app/domain/identity/present.server.ts'
import type { Viewer } from '#app/domain/identity/viewer.ts'
import { localDay } from '#app/domain/migrations/local-days.ts'
import { MAIL_BY_DEFAULT } from '#app/domain/notices/kinds.ts'
import { inTransaction, part, type Sql, sql } from '#app/platform/database/sql.server.ts'
import { ledCohort } from '../led-cohort.server.ts'
import { hostsHaveChanged, settleHosts, tellHosts } from './hosts.server.ts'
import { promote } from './places.server.ts'
import { ensureToCome, lockSession, lockSessionOf, type SessionRow } from './session-row.server.ts'
import { type Recipient, tellPeople } from './telling.server.ts'

/** Who would be told, and whether by mail too; by name. */
export type Invitee = { id: string; name: string; mail: boolean }

/** Whether the session `s` of a statement is for its person `p`: for all of the cohort, or for those who were chosen. */
const IS_MEANT = part`(s.chosen = '{}' OR p.id = ANY(s.chosen))`

/** Whom *Send invitations* would tell now: members of the cohort who have not been invited. */
export async function inviteesOf(viewer: Viewer, cohortId: string, sessionId: string, now: Date): Promise<Invitee[]> {
  const cohort = await ledCohort(viewer, cohortId, now)
  return sql<Invitee>`
    SELECT p.id, p.name, p.email IS NOT NULL AND coalesce(n.mail, ${MAIL_BY_DEFAULT.session}) AS mail
    FROM cohort_session s JOIN cohort_member m ON m.cohort_id = s.cohort_id JOIN person p ON p.id = m.person_id
    LEFT JOIN notice_preference n ON n.person_id = p.id AND n.kind = 'session'
    WHERE s.id::text = ${sessionId} AND s.cohort_id = ${cohort.id}::uuid AND ${IS_MEANT}
      AND m."to" IS NULL AND ${isHere(localDay(now, cohort.timeZone))}
      AND NOT EXISTS (SELECT FROM session_invitation i
        WHERE i.session_id = s.id AND i.person_id = p.id AND i.withdrawn_at IS NULL)
    ORDER BY p.name, p.id`
}

/**
 * Invites everybody of the cohort who is not invited yet; from now on whoever joins is invited, and whoever leaves is
 * told that they are not expected. Pressed twice it tells nobody twice. Answers how many were told now.
 */
export async function sendInvitations(viewer: Viewer, cohortId: string, sessionId: string, now: Date): Promise<number> {
  return inTransaction(async (tx) => {
    const cohort = await ledCohort(viewer, cohortId, now, tx)
    const session = await lockSessionOf(tx, cohort.id, sessionId)
    ensureToCome(session, now)
    if (session.invitedAt === null) {
      await tx`UPDATE cohort_session SET invited_at = ${now} WHERE id = ${session.id}::uuid`
      await recordAudit(tx, viewer, 'session.invited', { type: 'session', id: session.id }, null, null, now)
    }
    return settle(tx, { ...session, invitedAt: session.invitedAt ?? now }, now)
  })
}

/**
 * Invites these people of the cohort to a session that is held: to one that nobody was invited to yet, them alone; to one
 * that is for others only, them as well. Answers how many were told now.
 */
export async function inviteChosen(
  tx: Sql,
  session: SessionRow,
  people: readonly string[],
  now: Date,
): Promise<number> {
  const [chosen] = await tx<{ chosen: string[] }>`
    UPDATE cohort_session SET invited_at = coalesce(invited_at, ${now}), chosen = CASE
      WHEN chosen = '{}' AND invited_at IS NOT NULL THEN '{}'
      ELSE ARRAY(SELECT DISTINCT unnest(chosen || ${[...people]}::uuid[])) END
    WHERE id = ${session.id}::uuid RETURNING chosen`
  return chosen ? settle(tx, await lockSession(tx, session.id), now) : 0
}

/** From now on a session that was for some is for the whole cohort; the others are invited. Answers how many. */
export async function inviteWholeCohort(
  viewer: Viewer,
  cohortId: string,
  sessionId: string,
  now: Date,
): Promise<number> {
  await inTransaction(async (tx) => {
    const cohort = await ledCohort(viewer, cohortId, now, tx)
    const session = await lockSessionOf(tx, cohort.id, sessionId)
    ensureToCome(session, now)
    await tx`UPDATE cohort_session SET chosen = '{}' WHERE id = ${session.id}::uuid`
  })
  return sendInvitations(viewer, cohortId, sessionId, now)
}

/**
 * Invites who joined a cohort since invitations were sent, and tells who left it. Safe to repeat and to run twice at
 * once: each session is held while its invitations are compared with the cohort.
 */
export async function settleInvitations(now: Date): Promise<number> {
  const unsettled = await sql<{ id: string }>`
    SELECT s.id FROM cohort_session s JOIN cohort c ON c.id = s.cohort_id
    WHERE s.invited_at IS NOT NULL AND s.cancelled_at IS NULL AND s.starts_at > ${now} AND (
      EXISTS (SELECT FROM cohort_member m JOIN person p ON p.id = m.person_id
        WHERE m.cohort_id = c.id AND m."to" IS NULL AND ${IS_MEANT} AND (p.left_on IS NULL OR p.left_on >= (${now} AT TIME ZONE c.time_zone)::date)
          AND NOT EXISTS (SELECT FROM session_invitation i WHERE i.session_id = s.id AND i.person_id = p.id AND i.withdrawn_at IS NULL))
      OR EXISTS (SELECT FROM session_invitation i WHERE i.session_id = s.id AND i.withdrawn_at IS NULL
        AND NOT EXISTS (SELECT FROM cohort_member m WHERE m.cohort_id = c.id AND m.person_id = i.person_id AND m."to" IS NULL))
      OR ${hostsHaveChanged(now)})
    ORDER BY s.starts_at`
  let told = 0
  for (const { id } of unsettled) {
    told += await inTransaction(async (tx) => {
      const session = await lockSession(tx, id)
      if (session.invitedAt === null || session.cancelledAt || session.startsAt <= now) return 0
      return settle(tx, session, now)
    })
  }
  return told
}

/** The invitations of a session that is held, as its cohort is now. */
async function settle(tx: Sql, session: SessionRow, now: Date): Promise<number> {
  const gone = await withdraw(tx, session, now)
  await settleHosts(tx, session, now)
  const joined = await tx<{ id: string }>`
    SELECT p.id FROM cohort_session s JOIN cohort c ON c.id = s.cohort_id
    JOIN cohort_member m ON m.cohort_id = c.id JOIN person p ON p.id = m.person_id
    WHERE s.id = ${session.id}::uuid AND ${IS_MEANT} AND m."to" IS NULL AND (p.left_on IS NULL OR p.left_on >= (${now} AT TIME ZONE c.time_zone)::date)
      AND NOT EXISTS (SELECT FROM session_invitation i
        WHERE i.session_id = ${session.id}::uuid AND i.person_id = p.id AND i.withdrawn_at IS NULL)`
  await invite(
    tx,
    session,
    joined.map(({ id }) => id),
    now,
  )
  if (gone > 0) await promote(tx, session, now)
  return gone + joined.length
}

/**
 * Somebody who comes back is told with a number above that of the cancellation that they got. Whoever leads the session
 * need not say that they come.
 */
async function invite(tx: Sql, session: SessionRow, personIds: readonly string[], now: Date): Promise<void> {
  if (personIds.length === 0) return
  const invited = await tx<Recipient>`
    WITH invited AS (
      INSERT INTO session_invitation AS i (session_id, person_id, invited_at, told_sequence, reply, replied_at)
      SELECT ${session.id}::uuid, id, ${now}, greatest(${session.sequence}::int, (
          SELECT h.told_sequence FROM session_host h WHERE h.session_id = ${session.id}::uuid AND h.person_id = id)),
        CASE WHEN id = ${session.championId}::uuid THEN 'coming'::reply END,
        CASE WHEN id = ${session.championId}::uuid THEN ${now}::timestamptz END
      FROM unnest(${[...personIds]}::uuid[]) AS one (id)
      ON CONFLICT (session_id, person_id) DO UPDATE SET invited_at = ${now}, withdrawn_at = NULL, reply = excluded.reply,
        replied_at = excluded.replied_at, reply_words = NULL, told_sequence = greatest(i.told_sequence + 1, excluded.told_sequence)
      RETURNING person_id, told_sequence, reply::text AS reply
    )
    SELECT p.id, p.name, p.email, invited.told_sequence AS sequence, invited.reply
    FROM invited JOIN person p ON p.id = invited.person_id`
  await tellPeople(tx, session, 'invited', invited, now)
}

async function withdraw(tx: Sql, session: SessionRow, now: Date): Promise<number> {
  const gone = await tx<Recipient>`
    UPDATE session_invitation i SET withdrawn_at = ${now}, told_sequence = i.told_sequence + 1
    FROM person p, cohort c
    WHERE i.session_id = ${session.id}::uuid AND i.withdrawn_at IS NULL AND p.id = i.person_id AND c.id = ${session.cohortId}::uuid
      AND (p.left_on < (${now} AT TIME ZONE c.time_zone)::date OR NOT EXISTS (
        SELECT FROM cohort_member m WHERE m.cohort_id = c.id AND m.person_id = p.id AND m."to" IS NULL))
    RETURNING p.id, p.name, p.email, i.told_sequence AS sequence, i.reply::text AS reply`
  await tellPeople(tx, session, 'withdrawn', gone, now)
  return gone.length
}

/**
 * Tells everybody who is invited, and whoever runs it, what the session is now, once for each number: whoever has been
 * told it, or a later one, is left alone. Answers how many of those invited were told.
 */
export async function tellInvited(
  tx: Sql,
  session: SessionRow,
  news: 'changed' | 'cancelled',
  now: Date,
): Promise<number> {
  const told = await tx<Recipient>`
    UPDATE session_invitation i SET told_sequence = ${session.sequence} FROM person p
    WHERE i.session_id = ${session.id}::uuid AND i.withdrawn_at IS NULL AND i.told_sequence < ${session.sequence}
      AND p.id = i.person_id
    RETURNING p.id, p.name, p.email, i.told_sequence AS sequence, i.reply::text AS reply`
  await tellPeople(tx, session, news, told, now)
  await tellHosts(tx, session, news, now)
  return told.length
}

/** The number under which a change is told: above everything that anybody was told of this session. */
export async function nextSequence(tx: Sql, session: SessionRow): Promise<number> {
  if (session.invitedAt === null) return session.sequence
  const [highest] = await tx<{ told: number | null }>`
    SELECT max(told_sequence) AS told FROM (
      SELECT told_sequence FROM session_invitation WHERE session_id = ${session.id}::uuid
      UNION ALL SELECT told_sequence FROM session_host WHERE session_id = ${session.id}::uuid) everybody`
  return Math.max(session.sequence, highest?.told ?? 0) + 1
}
