import { describe, expect, test } from 'vitest'
import { instantsOf, isTimeZone, wallTimeOf, whichOf } from './local-time.ts'

const at = (day: string, time: string, zone: string) => instantsOf({ day, time }, zone)

describe('an ordinary time is one instant', () => {
  test.each([
    ['2027-01-11', '10:00', 'Europe/London', '2027-01-11T10:00:00.000Z'],
    ['2027-07-12', '10:00', 'Europe/London', '2027-07-12T09:00:00.000Z'],
    ['2027-07-12', '10:00', 'Europe/Lisbon', '2027-07-12T09:00:00.000Z'],
    ['2027-01-11', '10:00', 'America/New_York', '2027-01-11T15:00:00.000Z'],
    ['2027-07-12', '10:00', 'America/New_York', '2027-07-12T14:00:00.000Z'],
    ['2027-01-11', '10:00', 'Asia/Kathmandu', '2027-01-11T04:15:00.000Z'],
    ['2027-07-12', '10:00', 'Asia/Kathmandu', '2027-07-12T04:15:00.000Z'],
  ])('%s %s in %s', (day, time, zone, instant) => {
    expect(at(day, time, zone)).toEqual({ kind: 'one', instant: new Date(instant) })
    expect(wallTimeOf(new Date(instant), zone)).toEqual({ day, time })
    expect(whichOf(new Date(instant), zone)).toBeNull()
  })
})

describe('where clocks go forward a time does not exist', () => {
  test.each([
    ['2027-03-28', '01:00', 'Europe/London'],
    ['2027-03-28', '01:59', 'Europe/London'],
    ['2027-03-28', '01:30', 'Europe/Lisbon'],
    ['2027-03-14', '02:30', 'America/New_York'],
  ])('%s %s in %s', (day, time, zone) => {
    expect(at(day, time, zone)).toEqual({ kind: 'skipped' })
  })

  test.each([
    ['2027-03-28', '00:59', 'Europe/London'],
    ['2027-03-28', '02:00', 'Europe/London'],
    ['2027-03-14', '03:00', 'America/New_York'],
    ['2027-03-28', '01:30', 'Asia/Kathmandu'],
  ])('and %s %s in %s does', (day, time, zone) => {
    expect(at(day, time, zone).kind).toBe('one')
  })
})

describe('where clocks go back a time happens twice', () => {
  test.each([
    ['2027-10-31', '01:00', 'Europe/London', '2027-10-31T00:00:00.000Z', '2027-10-31T01:00:00.000Z'],
    ['2027-10-31', '01:30', 'Europe/Lisbon', '2027-10-31T00:30:00.000Z', '2027-10-31T01:30:00.000Z'],
    ['2027-11-07', '01:30', 'America/New_York', '2027-11-07T05:30:00.000Z', '2027-11-07T06:30:00.000Z'],
  ])('%s %s in %s', (day, time, zone, earlier, later) => {
    expect(at(day, time, zone)).toMatchObject({ kind: 'twice', earlier: new Date(earlier), later: new Date(later) })
    expect(whichOf(new Date(earlier), zone)).toBe('earlier')
    expect(whichOf(new Date(later), zone)).toBe('later')
    expect(wallTimeOf(new Date(later), zone)).toEqual({ day, time })
  })

  test('an hour later or in a zone without summer time it does not', () => {
    expect(at('2027-10-31', '02:00', 'Europe/London').kind).toBe('one')
    expect(at('2027-10-31', '01:30', 'Asia/Kathmandu').kind).toBe('one')
  })
})

test.each([
  ['Europe/London', true],
  ['UTC', true],
  ['Asia/Kathmandu', true],
  ['Europe/Nowhere', false],
  ['+01:00', false],
  ['', false],
])('%o is a time zone: %o', (name, is) => {
  expect(isTimeZone(name)).toBe(is)
})
