import fc from 'fast-check'
import { expect, test } from 'vitest'
import { addDays, daysBetween, weekOf } from '#app/domain/migrations/local-days.ts'
import { labWeeks } from './lab-weeks.ts'

const day = fc.integer({ min: 0, max: 700 }).map((days) => addDays('2025-12-31', days))

test('a fix of a Wednesday leaves out its own week', () => {
  // Wednesday 6 May 2026; looked at on Friday the 29th: the weeks of the 11th and 18th, against two before the 4th.
  expect(labWeeks('2026-05-06', '2026-05-29', false)).toEqual({
    before: { from: '2026-04-20', to: '2026-05-04' },
    after: { from: '2026-05-11', to: '2026-05-25' },
  })
})

test('a release counts from its own week, and the older ones until today', () => {
  expect(labWeeks('2026-05-06', '2026-05-29', true)).toEqual({
    before: { from: '2026-04-13', to: '2026-05-25' },
    after: { from: '2026-05-04', to: '2026-05-25' },
  })
})

test('weeks are whole, as many before as since, and never the running one', () => {
  fc.assert(
    fc.property(day, day, fc.boolean(), (fixedOn, today, byRelease) => {
      const { before, after } = labWeeks(fixedOn, today, byRelease)
      const ends = [before.from, before.to, after.from, after.to]
      const long = daysBetween(after.from, after.to)
      const whole = ends.every((end) => weekOf(end) === end) && long >= 0
      const running = weekOf(today)
      const asLong = daysBetween(before.from, weekOf(fixedOn)) === long
      return whole && asLong && (long === 0 || after.to === running)
    }),
  )
})
