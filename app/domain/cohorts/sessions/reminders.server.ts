import { tell } from '#app/domain/notices/tell.server.ts'
import { paths } from '#app/http/paths.ts'
import { inTransaction, sql } from '#app/platform/database/sql.server.ts'
import { type Due, type Remindable, type Reminded, reminderOf, reminderWords } from './reminders.ts'

/**
 * Reminds who is coming or has not said so, and whoever runs it: on the day before, and an hour before. Once each, however often and by
 * however many instances it is called. Answers how many were reminded now.
 */
export async function remindOfSessions(now: Date): Promise<number> {
  const soon = await sql<Remindable & Address>`
    SELECT s.id, s.cohort_id AS "cohortId", s.title, s.starts_at AS "startsAt", s.minutes, s.time_zone AS "timeZone", s.place, s.link
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

type Address = { id: string; cohortId: string }

/** Who was invited since the reminder became due knows already, and is not told twice in a row. */
async function remind(session: Remindable & Address, due: Due, now: Date): Promise<number> {
  const key = `session:${session.id}:${due.which}:${session.startsAt.toISOString()}`
  const people = await sql<{ id: string; whom: Reminded }>`
    SELECT o.id, o.whom FROM (
      SELECT i.person_id AS id, coalesce(i.reply::text, 'silent') AS whom, i.invited_at AS since FROM session_invitation i
      WHERE i.session_id = ${session.id}::uuid AND i.withdrawn_at IS NULL AND (i.reply IS NULL OR i.reply = 'coming')
      UNION ALL SELECT h.person_id, 'runs', h.since FROM session_host h
      WHERE h.session_id = ${session.id}::uuid AND h.withdrawn_at IS NULL) o
    WHERE o.since < ${due.since} AND NOT EXISTS (SELECT FROM notice n WHERE n.person_id = o.id AND n.key = ${key})`
  let reminded = 0
  for (const [whom, group] of Map.groupBy(people, ({ whom }) => whom)) {
    const told = await inTransaction((tx) =>
      tell(tx, {
        ...reminderWords(session, due.which, whom),
        kind: 'session',
        personIds: group.map(({ id }) => id),
        key,
        link: whom === 'runs' ? paths.cohortSession(session.cohortId, session.id) : paths.session(session.id),
        now,
      }),
    )
    reminded += told.length
  }
  return reminded
}
