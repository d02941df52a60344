import { dayText, localOf, longDayText } from '../dates.ts'
import { counted } from '../format.ts'

type Timed = { startsAt: Date; minutes: number; timeZone: string }

/** "Mon 5 Apr, 10:00 to 10:45". */
export function timesText(session: Timed, now: Date): string {
  return times(session, now, dayText)
}

/** "Monday 5 April, 10:00 to 10:45". */
export function longTimesText(session: Timed, now: Date): string {
  return times(session, now, longDayText)
}

function times({ startsAt, minutes, timeZone }: Timed, now: Date, day: typeof dayText): string {
  const start = localOf(startsAt, timeZone)
  const end = localOf(new Date(startsAt.getTime() + minutes * 60_000), timeZone)
  return `${day(start.date, localOf(now, timeZone).date)}, ${start.time} to ${end.time}`
}

type Counted = {
  coming: number
  waiting: number
  notComing: number
  silent: number
  capacity: number | null
  invitedAt: Date | null
}

/** "6 of 8 coming, 2 waiting, 4 silent". */
export function repliesText({ coming, waiting, silent, capacity, invitedAt }: Counted): string {
  if (!invitedAt)
    return capacity === null
      ? 'Nobody is invited yet'
      : `${counted(capacity, 'place', 'places')}, nobody is invited yet`
  const parts = [
    capacity === null ? `${coming} coming` : `${coming} of ${capacity} coming`,
    waiting > 0 && `${waiting} waiting`,
    silent > 0 && `${silent} without a reply`,
  ]
  return parts.filter(Boolean).join(', ')
}

/** What somebody's own reply is called. */
export const ownReplyText = {
  coming: 'You are coming',
  'not coming': 'You are not coming',
  waiting: 'You are on the waiting list',
} as const
