import { Link } from 'react-router'
import type { NextSession } from '#app/domain/cohorts/next-session.server.ts'
import { paths } from '#app/http/paths.ts'
import { dayText, localOf } from '../dates.ts'
import { ownReplyText } from '../sessions/session-words.ts'

/** One of the learner's next meetings, in its own time zone, with what they replied. */
export function SessionNote({ session, today }: { session: NextSession; today: string }) {
  const start = localOf(session.startsAt, session.timeZone)
  const end = localOf(new Date(session.startsAt.getTime() + session.minutes * 60_000), session.timeZone)
  const page = session.runs ? paths.cohortSession(session.runs, session.id) : paths.session(session.id)
  return (
    <div className="next-session">
      <p className="session-when">
        {dayText(start.date, today)}, {start.time} to {end.time}
      </p>
      <p>
        <Link to={page}>{session.title}</Link>, {session.cohort}
      </p>
      <p className="small muted">
        {session.champion && !session.runs && `With ${session.champion}. `}
        {session.place ?? session.link ?? 'The place follows'}. Times in {session.timeZone}.
      </p>
      <p className="small">
        {session.runs && 'You run this session.'}
        {session.reply && `${ownReplyText[session.reply]}.`}
        {!session.runs && !session.reply && <Link to={page}>Say whether you come</Link>}
      </p>
    </div>
  )
}
