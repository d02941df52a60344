import fc from 'fast-check'
import { expect, test } from 'vitest'
import { addDays, daysBetween, endOfDay, localDay, startOfDay, weekOf } from './local-days.ts'

test('an instant belongs to the day that it is in the zone', () => {
  expect(localDay(new Date('2026-06-30T23:30:00Z'), 'Europe/London')).toBe('2026-07-01')
  expect(localDay(new Date('2026-06-30T23:30:00Z'), 'America/New_York')).toBe('2026-06-30')
})

test('a day ends when clocks say so, also on the days that have 23 or 25 hours', () => {
  expect(endOfDay('2026-03-29', 'Europe/London')).toEqual(new Date('2026-03-29T23:00:00Z'))
  expect(endOfDay('2026-10-25', 'Europe/London')).toEqual(new Date('2026-10-26T00:00:00Z'))
  expect(startOfDay('2026-10-25', 'Europe/London')).toEqual(new Date('2026-10-24T23:00:00Z'))
})

test('a day begins after the jump where clocks jump over midnight', () => {
  expect(startOfDay('2018-11-04', 'America/Sao_Paulo')).toEqual(new Date('2018-11-04T03:00:00Z'))
})

test('the zone that skipped a day goes on', () => {
  expect(startOfDay('2011-12-31', 'Pacific/Apia')).toEqual(new Date('2011-12-30T10:00:00Z'))
})

test('days are counted by the calendar, over months, leap days and changes of the clock', () => {
  expect(addDays('2028-02-28', 2)).toBe('2028-03-01')
  expect(addDays('2026-03-30', -2)).toBe('2026-03-28')
  expect(daysBetween('2026-03-28', '2026-03-30')).toBe(2)
})

test('a week begins on its Monday', () => {
  expect(weekOf('2026-11-22')).toBe('2026-11-16')
  expect(weekOf('2026-11-23')).toBe('2026-11-23')
})

test('every instant lies between the start and the end of its day, in any zone', () => {
  const zones = ['Europe/London', 'America/Sao_Paulo', 'Australia/Lord_Howe', 'Asia/Kathmandu', 'Pacific/Apia', 'UTC']
  const instants = fc.date({ min: new Date('2000-01-01'), max: new Date('2040-01-01'), noInvalidDate: true })
  fc.assert(
    fc.property(instants, fc.constantFrom(...zones), (instant, zone) => {
      const day = localDay(instant, zone)
      expect(startOfDay(day, zone).getTime()).toBeLessThanOrEqual(instant.getTime())
      expect(endOfDay(day, zone).getTime()).toBeGreaterThan(instant.getTime())
    }),
  )
})
