import { expect, test } from 'vitest'
import { notCountedWords } from './not-counted.ts'

const MINUTE = 60_000

test('a clock that is wrong is told with how far, and what to do', () => {
  expect(notCountedWords({ reason: 'from-the-future', aheadMs: 12 * MINUTE })).toBe(
    "This device's clock is 12 min fast, so what you do cannot be counted. Set it right, reload this page and do it again.",
  )
  expect(notCountedWords({ reason: 'too-old', aheadMs: -800 * 24 * 60 * MINUTE })).toContain('800 days slow')
})

test('a clock that is right by now is not blamed', () => {
  expect(notCountedWords({ reason: 'from-the-future', aheadMs: 900 })).toContain('was fast when you did it')
  expect(notCountedWords({ reason: 'too-old', aheadMs: 900 })).toContain('too long ago')
})

test('a change of the module is told whatever the clock says', () => {
  expect(notCountedWords({ reason: 'unknown-block', aheadMs: 12 * MINUTE })).toContain('This module has changed')
})
