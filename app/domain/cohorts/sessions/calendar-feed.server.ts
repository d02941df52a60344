import { hashOfSecret, newSecret } from '#app/domain/identity/one-time-links.server.ts'
import { isHere } from '#app/domain/identity/present.server.ts'
import { countFeedGuess, countFeedLook } from '#app/domain/identity/sign-in-limits.server.ts'
import type { Viewer } from '#app/domain/identity/viewer.ts'
import { type LocalDay, localDay } from '#app/domain/migrations/local-days.ts'
import { inTransaction, sql } from '#app/platform/database/sql.server.ts'
import { type FeedSession, feedCalendar } from './calendar.server.ts'

const SECRET = /^[\w-]{43}$/

/** Sessions this long ago stay in a feed: calendars forget what it leaves out. */
const PAST_DAYS = 90

/** Since when the viewer's calendar address works; null if they have none. */
export async function feedOf(viewer: Viewer): Promise<{ createdAt: Date } | null> {
  const [feed] = await sql<{ createdAt: Date }>`
    SELECT created_at AS "createdAt" FROM calendar_feed WHERE person_id = ${viewer.personId}::uuid AND revoked_at IS NULL`
  return feed ?? null
}

/** Makes the viewer a calendar address and ends the one before. Answers its secret: only a hash of it is kept. */
export async function makeFeed(viewer: Viewer, now: Date): Promise<string> {
  const secret = newSecret()
  await inTransaction(async (tx) => {
    await tx`SELECT FROM person WHERE id = ${viewer.personId}::uuid FOR NO KEY UPDATE`
    await tx`UPDATE calendar_feed SET revoked_at = ${now} WHERE person_id = ${viewer.personId}::uuid AND revoked_at IS NULL`
    await tx`
      INSERT INTO calendar_feed (id, person_id, created_at)
      VALUES (${hashOfSecret(secret)}, ${viewer.personId}::uuid, ${now})`
  })
  return secret
}

/** Ends the viewer's calendar address at once; whoever it was forwarded to gets nothing any more. */
export async function revokeFeed(viewer: Viewer, now: Date): Promise<void> {
  await sql`UPDATE calendar_feed SET revoked_at = ${now} WHERE person_id = ${viewer.personId}::uuid AND revoked_at IS NULL`
}

/** What a calendar gets that asks at an address. */
export type FeedAnswer =
  | { outcome: 'calendar'; calendar: string }
  | { outcome: 'unknown' | 'revoked' }
  | { outcome: 'limited'; seconds: number }

type Owner = { personId: string; name: string; timeZone: string | null; revoked: boolean }

/** The calendar at an address. Whoever has the address gets it, without a session: `from` is who asks. */
export async function calendarAt(secret: string, from: string, now: Date): Promise<FeedAnswer> {
  const owner = SECRET.test(secret) ? await ownerOf(secret, now) : null
  const allowance = owner ? await countFeedLook(hashOfSecret(secret)) : await countFeedGuess(from)
  if ('seconds' in allowance) return { outcome: 'limited', seconds: allowance.seconds }
  if (owner === null) return { outcome: 'unknown' }
  if (owner.revoked) return { outcome: 'revoked' }
  const today = localDay(now, owner.timeZone ?? 'UTC')
  const [sessions, due] = await Promise.all([sessionsFor(owner.personId, now), dueFor(owner.personId, today)])
  return { outcome: 'calendar', calendar: feedCalendar('Gangway', sessions, due, now) }
}

/** Whose address it is. That of somebody who has left is as good as revoked. */
async function ownerOf(secret: string, now: Date): Promise<Owner | null> {
  const [owner] = await sql<Owner>`
    SELECT p.id AS "personId", p.name, g.time_zone AS "timeZone",
      f.revoked_at IS NOT NULL OR p.erased_at IS NOT NULL OR NOT ${isHere(localDay(now, 'UTC'))} AS revoked
    FROM calendar_feed f JOIN person p ON p.id = f.person_id
    LEFT JOIN LATERAL (SELECT m.time_zone FROM cohort_member n JOIN cohort c ON c.id = n.cohort_id
      JOIN migration m ON m.id = c.migration_id WHERE n.person_id = p.id AND n."to" IS NULL LIMIT 1) g ON true
    WHERE f.id = ${hashOfSecret(secret)}`
  return owner ?? null
}

/** Those that somebody is invited to and has not declined, and those that they lead. */
function sessionsFor(personId: string, now: Date): Promise<FeedSession[]> {
  return sql<FeedSession>`
    SELECT s.id, s.cohort_id AS "cohortId", s.title, s.starts_at AS "startsAt", s.minutes, s.time_zone AS "timeZone", s.place, s.link, s.words,
      p.name AS champion, s.cancelled_at AS "cancelledAt", s.cancel_words AS "cancelWords",
      greatest(s.sequence, h.told_sequence) AS sequence, i.person_id IS NULL AS runs
    FROM cohort_session s LEFT JOIN person p ON p.id = s.champion_id
    LEFT JOIN session_invitation i ON i.session_id = s.id AND i.person_id = ${personId}::uuid AND i.withdrawn_at IS NULL
    LEFT JOIN session_host h ON h.session_id = s.id AND h.person_id = ${personId}::uuid AND h.withdrawn_at IS NULL
    WHERE (s.champion_id = ${personId}::uuid OR h.person_id IS NOT NULL OR (i.person_id IS NOT NULL AND i.reply IS DISTINCT FROM 'not coming'))
      AND s.starts_at > ${now}::timestamptz - make_interval(days => ${PAST_DAYS}::int)
    ORDER BY s.starts_at, s.id`
}

/** What is asked of somebody and not completed, on its earliest day. */
function dueFor(personId: string, today: LocalDay): Promise<{ slug: string; title: string; day: LocalDay }[]> {
  return sql<{ slug: string; title: string; day: LocalDay }>`
    SELECT m.slug, r.title, min(a.due_on) AS day
    FROM assigned_on(${today}::date) a JOIN module m ON m.id = a.module_id
    JOIN release r ON r.id = m.current_release_id AND r.kind <> 'quick reference'
    WHERE a.person_id = ${personId}::uuid AND NOT a.optional AND a.due_on IS NOT NULL
      AND NOT EXISTS (SELECT FROM completion c WHERE c.person_id = a.person_id AND c.module_id = a.module_id)
    GROUP BY m.slug, r.title ORDER BY day, m.slug`
}
