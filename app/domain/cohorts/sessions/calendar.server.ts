import ical, {
  type ICalAttendeeData,
  ICalAttendeeRole,
  ICalAttendeeStatus,
  type ICalCalendar,
  ICalCalendarMethod,
  type ICalEventData,
  ICalEventStatus,
} from 'ical-generator'
import { tzlib_get_ical_block, tzlib_get_offset } from 'timezones-ical-library'
import { addDays, dateOf, type LocalDay } from '#app/domain/migrations/local-days.ts'
import { paths } from '#app/http/paths.ts'
import { env } from '#app/platform/env.server.ts'
import { wallTimeOf, whichOf, zoned } from './local-time.ts'

/** What an event of a calendar is made from. */
export type CalendarSession = {
  id: string
  cohortId: string
  title: string
  startsAt: Date
  minutes: number
  timeZone: string
  place: string | null
  link: string | null
  words: string | null
  champion: string | null
  cancelledAt: Date | null
  cancelWords: string | null
}

export type Reply = 'coming' | 'not coming' | 'waiting' | null
/** A session in somebody's feed, and whether they run it. */
export type FeedSession = CalendarSession & { sequence: number; runs: boolean }

/** `runs`: it is the copy of whoever runs the session, and asks for no reply. */
export type Invited = { name: string; email: string; reply: Reply; sequence: number; runs?: boolean }

/**
 * An invitation as mail programs read it: REQUEST puts the event there or changes it, CANCEL takes it away. The UID stays
 * the session's; the organiser is always the portal's own address, because programs refuse a change by another one.
 */
export function invitationCalendar(
  session: CalendarSession,
  invited: Invited,
  method: 'REQUEST' | 'CANCEL',
  now: Date,
): string {
  const calendar = newCalendar(ICalCalendarMethod[method])
  const cancelled = method === 'CANCEL'
  calendar.createEvent({
    ...eventOf(session, invited.runs === true, now),
    sequence: invited.sequence,
    status: cancelled ? ICalEventStatus.CANCELLED : ICalEventStatus.CONFIRMED,
    organizer: { name: session.champion ?? 'Gangway', email: portalAddress() },
    attendees: [attendeeOf(invited, cancelled)],
  })
  return calendar.toString()
}

function attendeeOf({ name, email, reply, runs }: Invited, cancelled: boolean): ICalAttendeeData {
  if (runs) return { name, email, rsvp: false, status: ICalAttendeeStatus.ACCEPTED, role: ICalAttendeeRole.CHAIR }
  return { name, email, rsvp: !cancelled, status: PARTICIPATION[reply ?? 'none'] }
}

/** Somebody's sessions and due days, for a calendar that asks for them again and again. */
export function feedCalendar(
  name: string,
  sessions: readonly FeedSession[],
  due: readonly { slug: string; title: string; day: LocalDay }[],
  now: Date,
): string {
  const calendar = newCalendar(ICalCalendarMethod.PUBLISH)
  calendar.name(name)
  calendar.ttl(60 * 60)
  for (const session of sessions) {
    const status = session.cancelledAt ? ICalEventStatus.CANCELLED : ICalEventStatus.CONFIRMED
    calendar.createEvent({ ...eventOf(session, session.runs, now), sequence: session.sequence, status })
  }
  for (const { slug, title, day } of due) calendar.createEvent(dueDay(slug, title, day, now))
  return calendar.toString()
}

const PARTICIPATION = {
  none: ICalAttendeeStatus.NEEDSACTION,
  coming: ICalAttendeeStatus.ACCEPTED,
  'not coming': ICalAttendeeStatus.DECLINED,
  waiting: ICalAttendeeStatus.TENTATIVE,
}

/** The address that mail comes from, without its name. */
const portalAddress = () => /<([^>]+)>/.exec(env.MAIL_FROM)?.[1] ?? env.MAIL_FROM

function newCalendar(method: ICalCalendarMethod): ICalCalendar {
  const calendar = ical({ prodId: { company: 'Gangway', product: 'Sessions', language: 'EN' }, method })
  // Without a zone of its own: with one, times that must be in UTC would be written as local ones.
  calendar.timezone({ name: null, generator: (zone) => tzlib_get_ical_block(zone)[0] ?? null })
  return calendar
}

function eventOf(session: CalendarSession, runs: boolean, now: Date): ICalEventData {
  const page = env.ORIGIN + (runs ? paths.cohortSession(session.cohortId, session.id) : paths.session(session.id))
  const end = new Date(session.startsAt.getTime() + session.minutes * 60_000)
  const zone = writtenZone(session.startsAt, end, session.timeZone)
  const times = zone
    ? { start: zoned(session.startsAt, zone), end: zoned(end, zone), timezone: zone }
    : { start: session.startsAt, end }
  return {
    id: `${session.id}@${new URL(env.ORIGIN).hostname}`,
    stamp: now,
    ...times,
    summary: session.title,
    location: session.place ?? session.link,
    url: session.link ?? page,
    description: descriptionOf(session, runs, page),
  }
}

function descriptionOf(session: CalendarSession, runs: boolean, page: string): string {
  const { cancelledAt, cancelWords, words, place, link } = session
  const parts = [
    cancelledAt && cancelWords,
    words,
    place && link && `Join here: ${link}`,
    runs
      ? `You run this session: ${page}`
      : `Say here whether you come (an answer in your calendar does not reach your champion): ${page}`,
  ]
  return parts.filter(Boolean).join('\n\n')
}

function dueDay(slug: string, title: string, day: LocalDay, now: Date): ICalEventData {
  return {
    id: `due-${slug}-${day}@${new URL(env.ORIGIN).hostname}`,
    stamp: now,
    start: dateOf(day),
    end: dateOf(addDays(day, 1)),
    allDay: true,
    summary: `Due: ${title}`,
    url: env.ORIGIN + paths.module(slug),
  }
}

/**
 * The zone as the calendar's VTIMEZONE is named; null where times are better written in UTC: where clocks show the time
 * twice, which no VTIMEZONE can tell apart, and where its rules are not those that this server knows.
 */
function writtenZone(start: Date, end: Date, zone: string): string | null {
  const [, name] = tzlib_get_ical_block(zone)
  return name && [start, end].every((instant) => isWritable(instant, zone)) ? name.replace(/^TZID=/, '') : null
}

function isWritable(instant: Date, zone: string): boolean {
  const { day, time } = wallTimeOf(instant, zone)
  const written = tzlib_get_offset(zone, day, time)
  return whichOf(instant, zone) === null && written === zoned(instant, zone).offset.replace(':', '')
}
