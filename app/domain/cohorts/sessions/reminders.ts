import { addDays } from '#app/domain/migrations/local-days.ts'
import { whenOf } from './invitation-words.ts'
import { wallTimeOf } from './local-time.ts'

export type Remindable = {
  title: string
  startsAt: Date
  minutes: number
  timeZone: string
  place: string | null
  link: string | null
}

/** A reminder whose time has come; `since` is when it came. */
export type Due = { which: 'day-before' | 'hour-before'; since: Date }

const HOUR = 3_600_000

/** On the day before people are reminded in these hours of the session's zone. */
const FROM_HOUR = 8
const UNTIL_HOUR = 20

/** The reminder of a session to come that goes out now: the day before, from eight in the morning; and an hour before. */
export function reminderOf({ startsAt, timeZone }: Pick<Remindable, 'startsAt' | 'timeZone'>, now: Date): Due | null {
  const left = startsAt.getTime() - now.getTime()
  if (left <= 0) return null
  if (left <= HOUR) return { which: 'hour-before', since: new Date(startsAt.getTime() - HOUR) }
  const here = wallTimeOf(now, timeZone)
  const hour = Number(here.time.slice(0, 2))
  const isDayBefore = addDays(here.day, 1) === wallTimeOf(startsAt, timeZone).day
  if (!isDayBefore || hour < FROM_HOUR || hour >= UNTIL_HOUR) return null
  const sinceMorning = (hour - FROM_HOUR) * HOUR + Number(here.time.slice(3)) * 60_000
  return { which: 'day-before', since: new Date(now.getTime() - sinceMorning) }
}

/** Whom a reminder is for. */
export type Reminded = 'coming' | 'silent' | 'runs'

const ASKS: Record<Reminded, string> = {
  coming: 'If you cannot come any more, please say so.',
  silent: 'You have not said whether you come.',
  runs: 'You run this session.',
}

/** What a reminder says; who has not replied is asked to. */
export function reminderWords(session: Remindable, which: Due['which'], whom: Reminded) {
  const { time } = wallTimeOf(session.startsAt, session.timeZone)
  const when = which === 'day-before' ? 'Tomorrow' : 'In an hour'
  const place = session.place ? ` Place: ${session.place}.` : ''
  const link = session.link ? ` Link: ${session.link}` : ''
  return { title: `${when}, ${time}: ${session.title}`, words: `${whenOf(session)}.${place}${link}\n\n${ASKS[whom]}` }
}
