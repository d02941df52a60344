import { Refusal } from '#app/domain/errors.ts'
import type { Viewer } from '#app/domain/identity/viewer.ts'
import { sql } from '#app/platform/database/sql.server.ts'
import { asId } from '#app/platform/ids.ts'
import { type LedCohort, ledCohort } from '../led-cohort.server.ts'
import type { Reply } from './calendar.server.ts'

/** One line of a cohort's sessions. Counts are of those who are invited. */
export type SessionLine = {
  id: string
  title: string
  startsAt: Date
  minutes: number
  timeZone: string
  place: string | null
  link: string | null
  champion: string | null
  capacity: number | null
  invitedAt: Date | null
  cancelledAt: Date | null
  coming: number
  waiting: number
  notComing: number
  silent: number
  attended: number
}

/** The sessions of a cohort: those to come and running, next first; and those that are over, latest first. */
export async function sessionsOfCohort(
  cohortId: string,
  now: Date,
): Promise<{ toCome: SessionLine[]; past: SessionLine[] }> {
  const rows = await sql<SessionLine & { over: boolean }>`
    SELECT s.id, s.title, s.starts_at AS "startsAt", s.minutes, s.time_zone AS "timeZone", s.place, s.link,
      p.name AS champion, s.capacity, s.invited_at AS "invitedAt", s.cancelled_at AS "cancelledAt",
      count(i.person_id) FILTER (WHERE i.reply = 'coming') AS coming,
      count(i.person_id) FILTER (WHERE i.reply = 'waiting') AS waiting,
      count(i.person_id) FILTER (WHERE i.reply = 'not coming') AS "notComing",
      count(i.person_id) FILTER (WHERE i.reply IS NULL) AS silent,
      (SELECT count(*) FROM attendance a WHERE a.session_id = s.id) AS attended,
      s.closed_at IS NOT NULL OR s.starts_at + make_interval(mins => s.minutes) <= ${now} AS over
    FROM cohort_session s LEFT JOIN person p ON p.id = s.champion_id
    LEFT JOIN session_invitation i ON i.session_id = s.id AND i.withdrawn_at IS NULL
    WHERE s.cohort_id::text = ${cohortId} GROUP BY s.id, p.name ORDER BY s.starts_at`
  return { toCome: rows.filter(({ over }) => !over), past: rows.filter(({ over }) => over).toReversed() }
}

/** A session as its champion plans it. */
export type PlannedSession = SessionLine & {
  cohort: LedCohort
  milestone: { id: string; name: string }
  championId: string | null
  playbook: { id: string; slug: string; title: string } | null
  words: string | null
  version: number
  openedAt: Date | null
  closedAt: Date | null
  cancelWords: string | null
  /** whom alone it is for, by name; none: for the whole cohort */
  chosen: string[]
  /** how many of its series begin later and take place */
  following: number
}

/** One session of a cohort that the viewer leads or manages. */
export async function plannedSession(viewer: Viewer, cohortId: string, id: string, now: Date): Promise<PlannedSession> {
  const cohort = await ledCohort(viewer, cohortId, now)
  const { toCome, past } = await sessionsOfCohort(cohort.id, now)
  const line = [...toCome, ...past].find((one) => one.id === id)
  if (!line) throw new Refusal('missing', 'There is no such session.')
  const [rest] = await sql<Omit<PlannedSession, keyof SessionLine | 'cohort'>>`
    SELECT jsonb_build_object('id', m.id, 'name', m.name) AS milestone, s.champion_id AS "championId", s.words, s.version,
      s.opened_at AS "openedAt", s.closed_at AS "closedAt", s.cancel_words AS "cancelWords",
      ARRAY(SELECT p.name FROM person p WHERE p.id = ANY(s.chosen) ORDER BY p.name, p.id) AS chosen,
      (SELECT jsonb_build_object('id', b.id, 'slug', b.slug, 'title', r.title)
        FROM playbook_copy c JOIN playbook b ON b.id = c.playbook_id JOIN playbook_revision r ON r.id = c.base_id
        WHERE c.id = s.copy_id) AS playbook,
      (SELECT count(*) FROM cohort_session l
        WHERE l.series_id = s.series_id AND l.starts_at > s.starts_at AND l.cancelled_at IS NULL) AS following
    FROM cohort_session s JOIN milestone m ON m.id = s.milestone_id WHERE s.id = ${line.id}::uuid`
  return { ...line, ...(rest as Omit<PlannedSession, keyof SessionLine | 'cohort'>), cohort }
}

export type Replied = { id: string; name: string; words: string | null }

/** Who said what: by name, the waiting ones in their line. */
export async function repliesTo(
  session: Pick<PlannedSession, 'id'>,
): Promise<Record<'coming' | 'notComing' | 'waiting' | 'silent', Replied[]>> {
  const rows = await sql<Replied & { reply: Reply }>`
    SELECT p.id, p.name, i.reply_words AS words, i.reply::text AS reply
    FROM session_invitation i JOIN person p ON p.id = i.person_id
    WHERE i.session_id = ${session.id}::uuid AND i.withdrawn_at IS NULL
    ORDER BY CASE WHEN i.reply = 'waiting' THEN i.replied_at END, p.name, p.id`
  const of = (reply: Reply) =>
    rows.filter((row) => row.reply === reply).map(({ id, name, words }) => ({ id, name, words }))
  return { coming: of('coming'), notComing: of('not coming'), waiting: of('waiting'), silent: of(null) }
}

/** A session as somebody who is invited sees it. */
export type OwnSession = {
  id: string
  title: string
  cohort: string
  champion: string | null
  milestone: string
  startsAt: Date
  minutes: number
  timeZone: string
  place: string | null
  link: string | null
  words: string | null
  capacity: number | null
  cancelledAt: Date | null
  cancelWords: string | null
  withdrawnAt: Date | null
  reply: Reply
  replyWords: string | null
  /** how many are coming, and the viewer's place in the line, from 1 */
  coming: number
  inLine: number | null
  toCome: boolean
}

/** A session that the viewer is or was invited to; any other is `missing`. */
export async function ownSession(viewer: Viewer, id: string, now: Date): Promise<OwnSession> {
  const [session] = await sql<OwnSession>`
    SELECT s.id, s.title, c.name AS cohort, p.name AS champion, m.name AS milestone, s.starts_at AS "startsAt", s.minutes,
      s.time_zone AS "timeZone", s.place, s.link, s.words, s.capacity, s.cancelled_at AS "cancelledAt",
      s.cancel_words AS "cancelWords", i.withdrawn_at AS "withdrawnAt", i.reply::text AS reply, i.reply_words AS "replyWords",
      (SELECT count(*) FROM session_invitation o
        WHERE o.session_id = s.id AND o.reply = 'coming' AND o.withdrawn_at IS NULL) AS coming,
      CASE WHEN i.reply = 'waiting' THEN (SELECT count(*) + 1 FROM session_invitation o
        WHERE o.session_id = s.id AND o.reply = 'waiting' AND o.withdrawn_at IS NULL
          AND (o.replied_at, o.person_id) < (i.replied_at, i.person_id)) END AS "inLine",
      s.starts_at > ${now} AS "toCome"
    FROM session_invitation i JOIN cohort_session s ON s.id = i.session_id JOIN cohort c ON c.id = s.cohort_id
    JOIN milestone m ON m.id = s.milestone_id LEFT JOIN person p ON p.id = s.champion_id
    WHERE i.session_id = ${asId(id)}::uuid AND i.person_id = ${viewer.personId}::uuid`
  if (!session) throw new Refusal('missing', 'You are not invited to such a session.')
  return session
}
