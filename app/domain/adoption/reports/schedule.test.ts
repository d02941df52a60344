import fc from 'fast-check'
import { expect, test } from 'vitest'
import { lastDue, nextDue, type Schedule } from './schedule.ts'

const LONDON = 'Europe/London'
const at = (iso: string) => new Date(iso)
const last = (schedule: Schedule, now: string, zone = LONDON) => lastDue(schedule, at(now), zone).toISOString()
const next = (schedule: Schedule, now: string, zone = LONDON) => nextDue(schedule, at(now), zone).toISOString()
const daily = (hour: number): Schedule => ({ rhythm: 'daily', day: null, hour })
const weekly = (day: number, hour: number): Schedule => ({ rhythm: 'weekly', day, hour })
const monthly = (day: number, hour: number): Schedule => ({ rhythm: 'monthly', day, hour })

test('a daily report is due at its hour of the zone, in winter and in summer', () => {
  expect(last(daily(7), '2027-01-14T07:00:00Z')).toBe('2027-01-14T07:00:00.000Z')
  expect(last(daily(7), '2027-01-14T06:59:59Z')).toBe('2027-01-13T07:00:00.000Z')
  expect(last(daily(7), '2027-07-14T06:00:00Z')).toBe('2027-07-14T06:00:00.000Z')
  expect(last(daily(7), '2027-07-14T06:00:00Z', 'Asia/Kathmandu')).toBe('2027-07-14T01:15:00.000Z')
  expect(next(daily(7), '2027-07-14T06:00:00Z')).toBe('2027-07-15T06:00:00.000Z')
})

test('an hour that clocks jump over is due after the jump, and one that happens twice at the first', () => {
  // London, 28 March 2027: 01:00 becomes 02:00. 31 October 2027: 02:00 becomes 01:00.
  expect(last(daily(1), '2027-03-28T12:00:00Z')).toBe('2027-03-28T01:00:00.000Z')
  expect(next(daily(1), '2027-03-28T01:00:00Z')).toBe('2027-03-29T00:00:00.000Z')
  expect(last(daily(1), '2027-10-31T00:00:00Z')).toBe('2027-10-31T00:00:00.000Z')
  expect(last(daily(1), '2027-10-31T01:30:00Z')).toBe('2027-10-31T00:00:00.000Z')
  expect(next(daily(1), '2027-10-31T00:00:00Z')).toBe('2027-11-01T01:00:00.000Z')
})

test('a weekly report is due on its day of the week', () => {
  // 17 January 2027 is a Sunday.
  expect(last(weekly(1, 7), '2027-01-17T12:00:00Z')).toBe('2027-01-11T07:00:00.000Z')
  expect(last(weekly(7, 7), '2027-01-17T12:00:00Z')).toBe('2027-01-17T07:00:00.000Z')
  expect(last(weekly(7, 13), '2027-01-17T12:00:00Z')).toBe('2027-01-10T13:00:00.000Z')
  expect(next(weekly(1, 7), '2027-01-17T12:00:00Z')).toBe('2027-01-18T07:00:00.000Z')
})

test('a day that a month does not have is its last one', () => {
  expect(last(monthly(31, 8), '2027-02-28T09:00:00Z')).toBe('2027-02-28T08:00:00.000Z')
  expect(last(monthly(31, 8), '2027-02-28T07:00:00Z')).toBe('2027-01-31T08:00:00.000Z')
  expect(last(monthly(31, 8), '2028-02-29T08:00:00Z')).toBe('2028-02-29T08:00:00.000Z')
  expect(next(monthly(31, 8), '2027-01-31T08:00:00Z')).toBe('2027-02-28T08:00:00.000Z')
  expect(next(monthly(31, 8), '2027-02-28T08:00:00Z')).toBe('2027-03-31T07:00:00.000Z')
  expect(last(monthly(1, 0), '2027-01-01T00:00:00Z')).toBe('2027-01-01T00:00:00.000Z')
})

const zones = fc.constantFrom(
  'Europe/London',
  'America/St_Johns',
  'Australia/Lord_Howe',
  'Pacific/Apia',
  'Asia/Kolkata',
)
const schedules = fc.oneof(
  fc.integer({ min: 0, max: 23 }).map(daily),
  fc.tuple(fc.integer({ min: 1, max: 7 }), fc.integer({ min: 0, max: 23 })).map(([day, hour]) => weekly(day, hour)),
  fc.tuple(fc.integer({ min: 1, max: 31 }), fc.integer({ min: 0, max: 23 })).map(([day, hour]) => monthly(day, hour)),
)
const instants = fc.date({ min: at('2026-01-01T00:00:00Z'), max: at('2029-01-01T00:00:00Z'), noInvalidDate: true })

test('now lies from the last time up to the next, and from one time the next leads to itself', () => {
  fc.assert(
    fc.property(schedules, instants, zones, (schedule, now, zone) => {
      const [before, after] = [lastDue(schedule, now, zone), nextDue(schedule, now, zone)]
      expect(before <= now && now < after).toBe(true)
      expect(lastDue(schedule, after, zone)).toEqual(after)
      expect(lastDue(schedule, new Date(after.getTime() - 1), zone)).toEqual(before)
    }),
  )
})
