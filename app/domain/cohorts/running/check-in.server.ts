import { Refusal } from '#app/domain/errors.ts'
import { countCode, forgiveCode } from '#app/domain/identity/sign-in-limits.server.ts'
import type { Viewer } from '#app/domain/identity/viewer.ts'
import { sql } from '#app/platform/database/sql.server.ts'
import { announce } from '#app/platform/live.server.ts'
import { readCode } from './code.server.ts'
import { ROOMS, sessionTopic } from './topics.ts'

/** The session that a code leads into, for whoever has it. */
export type Door = {
  id: string
  code: string
  title: string
  cohort: string
  champion: string | null
  /** the viewer is none of the cohort: a guest, if they like */
  asGuest: boolean
  /** since when the viewer is checked in */
  since: Date | null
}

/**
 * What a code is for. Only open sessions of the viewer's migration have one. Tries that lead nowhere are counted by
 * person and by place, before the code is looked up: whoever guesses is told to wait (`limited`).
 */
export async function doorOf(viewer: Viewer, typed: string, from: string): Promise<Door> {
  const allowance = await countCode(viewer.personId, from)
  if ('seconds' in allowance) throw new Refusal('limited', tooMany(allowance.seconds))
  const code = readCode(typed)
  const door = code && (await find(viewer, code))
  if (!door) throw new Refusal('invalid', UNKNOWN, 'code')
  await forgiveCode(viewer.personId, from)
  const { isOver, ...found } = door
  if (isOver) throw new Refusal('conflict', overWords(door.champion), 'code')
  return found
}

const UNKNOWN = 'This is not the code of a session that runs now. Look at the screen again: codes can change.'

const tooMany = (seconds: number) =>
  `Too many codes that were none. Wait ${Math.ceil(seconds / 60)} min, or let your champion tick you off by hand.`

const overWords = (champion: string | null) =>
  `This session is over. Tell ${champion ?? 'your champion'} that you were there: they can still tick you off.`

/** A code that was used is known for a day after its session, so that whoever is late is told the truth. */
async function find(viewer: Viewer, code: string): Promise<(Door & { isOver: boolean }) | null> {
  const [door] = await sql<Door & { isOver: boolean }>`
    SELECT s.id, s.check_in_code AS code, s.title, c.name AS cohort, p.name AS champion, t.at AS since,
      s.closed_at IS NOT NULL AS "isOver",
      NOT EXISTS (SELECT FROM cohort_member m WHERE m.cohort_id = c.id AND m.person_id = ${viewer.personId}::uuid AND m."to" IS NULL)
        AND NOT EXISTS (SELECT FROM cohort_champion h WHERE h.cohort_id = c.id AND h.person_id = ${viewer.personId}::uuid AND h."to" IS NULL)
        AS "asGuest"
    FROM cohort_session s
    JOIN cohort c ON c.id = s.cohort_id AND c.migration_id = ${viewer.migration?.id ?? null}::uuid
    LEFT JOIN person p ON p.id = s.champion_id
    LEFT JOIN attendance t ON t.session_id = s.id AND t.person_id = ${viewer.personId}::uuid
    WHERE s.check_in_code = ${code} AND s.opened_at IS NOT NULL AND s.cancelled_at IS NULL
      AND (s.closed_at IS NULL OR s.closed_at > now() - interval '1 day')
    ORDER BY s.closed_at DESC NULLS FIRST LIMIT 1`
  return door ?? null
}

/**
 * Checks the viewer in by a code. Once is enough: again, it says since when. Who is not of the cohort says so by
 * `asGuest`, and counts as having attended all the same. Refuses as `doorOf` does.
 */
export async function checkIn(
  viewer: Viewer,
  typed: string,
  { asGuest, from }: { asGuest: boolean; from: string },
  now: Date,
): Promise<Door & { isIn: boolean }> {
  const door = await doorOf(viewer, typed, from)
  if (door.since) return { ...door, isIn: true }
  if (door.asGuest && !asGuest) return { ...door, isIn: false }
  const [stored] = await sql`
    INSERT INTO attendance (session_id, person_id, at, source)
    SELECT id, ${viewer.personId}::uuid, ${now}, 'check-in' FROM cohort_session
    WHERE id = ${door.id}::uuid AND closed_at IS NULL
    ON CONFLICT DO NOTHING RETURNING at`
  if (stored) {
    announce(ROOMS)
    announce(sessionTopic(door.id))
  }
  return { ...door, since: now, isIn: true }
}
