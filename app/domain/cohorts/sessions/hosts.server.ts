import { isHere } from '#app/domain/identity/present.server.ts'
import type { Viewer } from '#app/domain/identity/viewer.ts'
import { localDay } from '#app/domain/migrations/local-days.ts'
import { type Part, part, type Sql, sql } from '#app/platform/database/sql.server.ts'
import { ledCohort } from '../led-cohort.server.ts'
import type { SessionRow } from './session-row.server.ts'
import { type Recipient, tellPeople } from './telling.server.ts'

/**
 * Whether the person `p` of a statement runs its session `s` without being in the cohort, which would have them invited:
 * the champion whom it names; where it names none who leads the cohort today, each who does.
 */
export const isHost = (): Part => part`(
  EXISTS (SELECT FROM cohort_champion h WHERE h.cohort_id = s.cohort_id AND h.person_id = p.id AND h."to" IS NULL)
  AND (s.champion_id = p.id OR NOT EXISTS (
    SELECT FROM cohort_champion h WHERE h.cohort_id = s.cohort_id AND h.person_id = s.champion_id AND h."to" IS NULL))
  AND NOT EXISTS (SELECT FROM cohort_member m WHERE m.cohort_id = s.cohort_id AND m.person_id = p.id AND m."to" IS NULL))`

/** Who gets, or has got, a copy of a session's invitation to run it by; by name. */
export async function hostsOf(viewer: Viewer, cohortId: string, sessionId: string, now: Date): Promise<string[]> {
  const cohort = await ledCohort(viewer, cohortId, now)
  const hosts = await sql<{ name: string }>`
    SELECT p.name FROM cohort_session s CROSS JOIN person p
    WHERE s.id::text = ${sessionId} AND s.cohort_id = ${cohort.id}::uuid
      AND ${isHere(localDay(now, cohort.timeZone))} AND ${isHost()}
    ORDER BY p.name, p.id`
  return hosts.map(({ name }) => name)
}

/** Whether hosts of the session `s` of the cohort `c` are others than those who have been told. */
export const hostsHaveChanged = (now: Date): Part => part`(
  EXISTS (SELECT FROM person p WHERE ${isHost()} AND ${isHereAt(now)} AND NOT EXISTS (
    SELECT FROM session_host t WHERE t.session_id = s.id AND t.person_id = p.id AND t.withdrawn_at IS NULL))
  OR EXISTS (SELECT FROM session_host t JOIN person p ON p.id = t.person_id
    WHERE t.session_id = s.id AND t.withdrawn_at IS NULL AND NOT (${isHost()} AND ${isHereAt(now)})))`

/** As `isHere`, on the day that it is for the cohort `c`. */
const isHereAt = (now: Date): Part => part`(p.left_on IS NULL OR p.left_on >= (${now} AT TIME ZONE c.time_zone)::date)`

/**
 * The hosts of a session that is held, as its champions are now: whoever runs it from now on is told, and whoever does no
 * longer. Somebody who has joined the cohort is invited instead, and told by that.
 */
export async function settleHosts(tx: Sql, session: SessionRow, now: Date): Promise<void> {
  const gone = await tx<Recipient & { joined: boolean }>`
    UPDATE session_host t SET withdrawn_at = ${now}, told_sequence = t.told_sequence + 1
    FROM person p, cohort_session s, cohort c
    WHERE t.session_id = ${session.id}::uuid AND t.withdrawn_at IS NULL AND p.id = t.person_id AND s.id = t.session_id
      AND c.id = s.cohort_id AND NOT (${isHost()} AND ${isHereAt(now)})
    RETURNING p.id, p.name, p.email, t.told_sequence AS sequence, NULL AS reply,
      EXISTS (SELECT FROM cohort_member m WHERE m.cohort_id = c.id AND m.person_id = p.id AND m."to" IS NULL) AS joined`
  const left = gone.filter(({ joined }) => !joined)
  await tellPeople(tx, session, 'runs no more', left, now)
  const come = await tx<Recipient>`
    WITH come AS (
      INSERT INTO session_host AS t (session_id, person_id, since, told_sequence)
      SELECT s.id, p.id, ${now}, greatest(s.sequence, i.told_sequence + 1)
      FROM cohort_session s JOIN cohort c ON c.id = s.cohort_id CROSS JOIN person p
      LEFT JOIN session_invitation i ON i.session_id = s.id AND i.person_id = p.id
      WHERE s.id = ${session.id}::uuid AND ${isHost()} AND ${isHereAt(now)}
      ON CONFLICT (session_id, person_id) DO UPDATE SET since = ${now}, withdrawn_at = NULL,
        told_sequence = greatest(t.told_sequence + 1, excluded.told_sequence)
      WHERE t.withdrawn_at IS NOT NULL
      RETURNING person_id, told_sequence
    )
    SELECT p.id, p.name, p.email, come.told_sequence AS sequence, NULL AS reply FROM come JOIN person p ON p.id = come.person_id`
  await tellPeople(tx, session, 'runs', come, now)
}

/** Tells the hosts of a session what it is now, once for each number. */
export async function tellHosts(tx: Sql, session: SessionRow, news: 'changed' | 'cancelled', now: Date): Promise<void> {
  const told = await tx<Recipient>`
    UPDATE session_host t SET told_sequence = ${session.sequence} FROM person p
    WHERE t.session_id = ${session.id}::uuid AND t.withdrawn_at IS NULL AND t.told_sequence < ${session.sequence}
      AND p.id = t.person_id
    RETURNING p.id, p.name, p.email, t.told_sequence AS sequence, NULL AS reply`
  await tellPeople(tx, session, `runs ${news}`, told, now)
}
