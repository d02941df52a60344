import { tell } from '#app/domain/notices/tell.server.ts'
import { paths } from '#app/http/paths.ts'
import { inTransaction, sql } from '#app/platform/database/sql.server.ts'
import type { Reply } from './calendar.server.ts'
import { type Due, type Remindable, reminderOf, reminderWords } from './reminders.ts'

/**
 * Reminds who is coming or has not said so: on the day before, and an hour before. Once each, however often and by
 * however many instances it is called. Answers how many were reminded now.
 */
export async function remindOfSessions(now: Date): Promise<number> {
  const soon = await sql<Remindable & { id: string }>`
    SELECT s.id, s.title, s.starts_at AS "startsAt", s.minutes, s.time_zone AS "timeZone", s.place, s.link
    FROM cohort_session s
    WHERE s.invited_at IS NOT NULL AND s.cancelled_at IS NULL
      AND s.starts_at > ${now} AND s.starts_at < ${now}::timestamptz + interval '49 hours'
    ORDER BY s.starts_at`
  let reminded = 0
  for (const session of soon) {
    const due = reminderOf(session, now)
    if (due) reminded += await remind(session, due, now)
  }
  return reminded
}

/** Who was invited since the reminder became due knows already, and is not told twice in a row. */
async function remind(session: Remindable & { id: string }, due: Due, now: Date): Promise<number> {
  const key = `session:${session.id}:${due.which}:${session.startsAt.toISOString()}`
  const people = await sql<{ id: string; reply: Reply }>`
    SELECT i.person_id AS id, i.reply::text AS reply FROM session_invitation i
    WHERE i.session_id = ${session.id}::uuid AND i.withdrawn_at IS NULL AND i.invited_at < ${due.since}
      AND (i.reply IS NULL OR i.reply = 'coming')
      AND NOT EXISTS (SELECT FROM notice n WHERE n.person_id = i.person_id AND n.key = ${key})`
  let reminded = 0
  for (const [reply, group] of Map.groupBy(people, ({ reply }) => reply)) {
    const told = await inTransaction((tx) =>
      tell(tx, {
        ...reminderWords(session, due.which, reply === 'coming'),
        kind: 'session',
        personIds: group.map(({ id }) => id),
        key,
        link: paths.session(session.id),
        now,
      }),
    )
    reminded += told.length
  }
  return reminded
}
