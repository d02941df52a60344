import ICAL from 'ical.js'
import { describe, expect, test } from 'vitest'
import { type CalendarSession, feedCalendar, invitationCalendar } from './calendar.server.ts'
import { timeZones } from './time-zones.server.ts'

const NOW = new Date('2026-12-01T09:00Z')
const LENA = { name: 'Lena "L" Brandt; Leeds', email: 'lena@one.example', reply: null, sequence: 0 }

const aSession = (parts: Partial<CalendarSession> = {}): CalendarSession => ({
  id: '0198c0de-0000-7000-8000-000000000001',
  cohortId: '0198c0de-0000-7000-8000-000000000002',
  title: 'Invoices, approvals; and more',
  startsAt: new Date('2027-07-12T09:00Z'),
  minutes: 45,
  timeZone: 'Europe/London',
  place: 'Room 4, Leeds',
  link: null,
  words: 'Bring an invoice.\nOr two.',
  champion: 'Tomasz Nowak',
  cancelledAt: null,
  cancelWords: null,
  ...parts,
})

/** A calendar as a program reads it that knows no zones of its own. */
function read(text: string) {
  ICAL.TimezoneService.reset()
  const calendar = new ICAL.Component(ICAL.parse(text))
  for (const zone of calendar.getAllSubcomponents('vtimezone')) ICAL.TimezoneService.register(zone)
  const events = calendar.getAllSubcomponents('vevent').map((event) => new ICAL.Event(event))
  return { calendar, events, event: events[0] as ICAL.Event }
}

const startIn = (text: string) => new Date(read(text).event.startDate.toUnixTime() * 1000)

describe('the instant is the same', () => {
  test.each([
    ['Europe/London', '2027-01-11T10:00Z'],
    ['Europe/London', '2027-07-12T09:00Z'],
    ['Europe/Lisbon', '2027-03-28T08:00Z'],
    ['America/New_York', '2027-03-14T13:00Z'],
    ['America/New_York', '2027-11-07T05:30Z'],
    ['America/New_York', '2027-11-07T06:30Z'],
    ['Asia/Kathmandu', '2027-07-12T04:15Z'],
  ])('in %s at %s', (timeZone, at) => {
    const calendar = invitationCalendar(aSession({ timeZone, startsAt: new Date(at) }), LENA, 'REQUEST', NOW)
    expect(startIn(calendar)).toEqual(new Date(at))
  })

  test('in every zone that can be chosen, in every season of the years to come', () => {
    const wrong = timeZones().filter((timeZone) =>
      [2, 5, 8, 11, 15, 20].some((month) => {
        const startsAt = new Date(Date.UTC(2027, month, 27, 10, 30))
        const { event } = read(invitationCalendar(aSession({ timeZone, startsAt }), LENA, 'REQUEST', NOW))
        const end = event.endDate.toUnixTime() - event.startDate.toUnixTime()
        return event.startDate.toUnixTime() * 1000 !== startsAt.getTime() || end !== 45 * 60
      }),
    )
    expect(timeZones().length).toBeGreaterThan(300)
    expect(wrong).toEqual([])
  })
})

test('an invitation says who, where and when, and asks for a reply', () => {
  const text = invitationCalendar(aSession({ link: 'https://meet.example/4?a=1&b=2' }), LENA, 'REQUEST', NOW)
  const { calendar, event } = read(text)
  expect(calendar.getFirstPropertyValue('method')).toBe('REQUEST')
  expect(calendar.getFirstSubcomponent('vtimezone')?.getFirstPropertyValue('tzid')).toBe('Europe/London')
  expect(event.startDate.zone?.tzid).toBe('Europe/London')
  expect(event).toMatchObject({ summary: 'Invoices, approvals; and more', location: 'Room 4, Leeds', sequence: 0 })
  expect(event.description).toContain('Bring an invoice.\nOr two.')
  expect(event.description).toContain('http://127.0.0.1:3000/sessions/0198c0de-0000-7000-8000-000000000001')
  expect(event.organizer).toBe('mailto:gangway@localhost')
  const [attendee] = event.attendees
  expect(attendee?.getFirstValue()).toMatch(/^mailto:lena@one\.example$/i)
  expect(attendee?.getParameter('rsvp')).toBe('TRUE')
  expect(attendee?.getParameter('partstat')).toBe('NEEDS-ACTION')
  expect(event.component.getFirstPropertyValue('url')).toBe('https://meet.example/4?a=1&b=2')
  expect(text).toMatch(/^DTSTAMP:20261201T090000Z\r$/m)
  expect(text.split('\r\n').every((line) => Buffer.byteLength(line) <= 75)).toBe(true)
})

test('words cannot add lines of their own to a calendar', () => {
  const title = 'A\r\nATTENDEE:mailto:evil@one.example\r\nX'
  const name = 'B"\r\nATTENDEE:mailto:evil@one.example'
  const text = invitationCalendar(aSession({ title, place: title }), { ...LENA, name }, 'REQUEST', NOW)
  expect(read(text).event.attendees).toHaveLength(1)
})

test('a feed holds sessions, cancelled ones as such, and due days as whole days', () => {
  const other = aSession({ id: '0198c0de-0000-7000-8000-000000000003', cancelledAt: NOW })
  const cancelled = { ...other, sequence: 3, runs: true }
  const due = [{ slug: 'codes', title: 'Codes', day: '2027-03-28' }]
  const { events, calendar } = read(
    feedCalendar('Gangway', [{ ...aSession(), sequence: 1, runs: false }, cancelled], due, NOW),
  )
  expect(calendar.getFirstPropertyValue('method')).toBe('PUBLISH')
  expect(events.map((event) => event.component.getFirstPropertyValue('status'))).toEqual([
    'CONFIRMED',
    'CANCELLED',
    null,
  ])
  expect(events[2]?.startDate).toMatchObject({ isDate: true, year: 2027, month: 3, day: 28 })
  expect(events[0]?.attendees).toEqual([])
})
