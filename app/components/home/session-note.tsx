import { Link } from 'react-router'
import type { NextSession } from '#app/domain/cohorts/next-session.server.ts'
import { paths } from '#app/http/paths.ts'
import { dayText, localOf } from '../dates.ts'
import { ownReplyText } from '../sessions/session-words.ts'

/** One of the learner's next meetings, in its own time zone, with what they replied. */
export function SessionNote({ session, today }: { session: NextSession; today: string }) {
  const start = localOf(session.startsAt, session.timeZone)
  const end = localOf(new Date(session.startsAt.getTime() + session.minutes * 60_000), session.timeZone)
  return (
    <div className="next-session">
      <p className="session-when">
        {dayText(start.date, today)}, {start.time} to {end.time}
      </p>
      <p>
        <Link to={paths.session(session.id)}>{session.title}</Link>, {session.cohort}
      </p>
      <p className="small muted">
        {session.champion && `With ${session.champion}. `}
        {session.place ?? session.link ?? 'The place follows'}. Times in {session.timeZone}.
      </p>
      <p className="small">
        {session.reply ? (
          `${ownReplyText[session.reply]}.`
        ) : (
          <Link to={paths.session(session.id)}>Say whether you come</Link>
        )}
      </p>
    </div>
  )
}
