import { expect, test } from 'vitest'
import { clock, count, counted, duration, interval, inWords, listed, percent, rate, ratio, sentence } from './format.ts'

const minute = 60_000

test('a task time is minutes and seconds, with hours only when there are any', () => {
  expect(clock(158_000)).toBe('2:38')
  expect(clock(41_400)).toBe('0:41')
  expect(clock(59_600)).toBe('1:00')
  expect(clock(3_725_000)).toBe('1:02:05')
})

test('a duration names its two largest units', () => {
  expect(duration(190 * minute)).toBe('3 h 10 min')
  expect(duration(26 * 60 * minute)).toBe('1 day 2 h')
  expect(duration(4 * 24 * 60 * minute)).toBe('4 days')
  expect(duration(5 * 60 * minute)).toBe('5 h')
  expect(duration(30_000)).toBe('0 min')
})

test('ratios, rates and intervals carry their unit', () => {
  expect(ratio(0.831)).toBe('0.83 ×')
  expect(rate(14.68)).toBe('14.7 per 100')
  expect(interval(144_000, 175_000, clock)).toBe('2:24 to 2:55')
})

test('a share is never rounded to nothing or to everything', () => {
  expect(percent(182, 286)).toBe('63%')
  expect(percent(899, 1000)).toBe('89%')
  expect(percent(0.29, 1)).toBe('29%')
  expect(percent(999, 1000)).toBe('99%')
  expect(percent(1, 1000)).toBe('1%')
  expect(percent(0, 20)).toBe('0%')
  expect(percent(20, 20)).toBe('100%')
  expect(percent(0, 0)).toBe('–')
})

test('counts part their thousands and agree with their noun', () => {
  expect(count(1598)).toBe('1,598')
  expect(count(1_234_567)).toBe('1,234,567')
  expect(counted(1, 'module', 'modules')).toBe('1 module')
  expect(counted(0, 'module', 'modules')).toBe('0 modules')
})

test('small counts are spelled in sentences', () => {
  expect(sentence(`${inWords(2)} of ${inWords(7)} gates are unmet`)).toBe('Two of seven gates are unmet')
  expect(inWords(13)).toBe('13')
})

test('several things are listed as in a sentence', () => {
  expect(listed(['task'])).toBe('task')
  expect(listed(['task', 'check'])).toBe('task and check')
  expect(listed(['task', 'check', 'video'])).toBe('task, check and video')
})
