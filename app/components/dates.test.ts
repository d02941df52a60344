import { expect, test } from 'vitest'
import { dayText, inDaysText, localOf, longDayText, momentText, shortDayText } from './dates.ts'

const today = '2026-09-15'

test('a day carries its year only when that is not this year', () => {
  expect(dayText('2026-09-18', today)).toBe('Fri 18 Sep')
  expect(dayText('2027-01-04', today)).toBe('Mon 4 Jan 2027')
  expect(longDayText('2026-10-05', today)).toBe('Monday 5 October')
  expect(shortDayText('2025-12-31', today)).toBe('31 Dec 2025')
})

test('a moment is told in the zone, not in that of the machine', () => {
  const moment = new Date('2026-09-14T22:30:00Z')
  expect(localOf(moment, 'Europe/London')).toEqual({ date: '2026-09-14', time: '23:30' })
  expect(localOf(moment, 'Europe/Berlin')).toEqual({ date: '2026-09-15', time: '00:30' })
  expect(localOf(moment, 'America/New_York')).toEqual({ date: '2026-09-14', time: '18:30' })
})

test('today and yesterday are named, other days dated', () => {
  const now = new Date('2026-09-15T08:00:00Z')
  const told = (iso: string) => momentText(new Date(iso), 'Europe/London', now)
  expect(told('2026-09-15T07:12:00Z')).toBe('Today, 08:12')
  expect(told('2026-09-14T15:40:00Z')).toBe('Yesterday, 16:40')
  expect(told('2026-09-11T15:40:00Z')).toBe('Fri 11 Sep, 16:40')
})

test('days are counted across the change of the clock', () => {
  expect(inDaysText('2026-10-26', '2026-10-24')).toBe('in 2 days')
  expect(inDaysText('2026-10-05', today)).toBe('in 20 days')
  expect(inDaysText('2026-09-16', today)).toBe('tomorrow')
  expect(inDaysText('2026-09-15', today)).toBe('today')
  expect(inDaysText('2026-09-12', today)).toBe('3 days ago')
})
