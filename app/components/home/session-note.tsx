import type { NextSession } from '#app/domain/cohorts/next-session.server.ts'
import { dayText, localOf } from '../dates.ts'

/** The learner's next meeting, in the cohort's own time zone. */
export function SessionNote({ session, today }: { session: NextSession; today: string }) {
  const start = localOf(session.startsAt, session.timeZone)
  const end = localOf(new Date(session.startsAt.getTime() + session.minutes * 60_000), session.timeZone)
  return (
    <>
      <p className="session-when">
        {dayText(start.date, today)}, {start.time} to {end.time}
      </p>
      <p>
        {session.title}, {session.cohort}
      </p>
      <p className="small muted">
        {session.champion && `With ${session.champion}. `}
        {session.place ?? session.link ?? 'The place follows'}. Times in {session.timeZone}.
      </p>
    </>
  )
}
