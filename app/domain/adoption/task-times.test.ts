import { expect, test } from 'vitest'
import type { Division } from './cells.ts'
import { leftOutOf, type TimedAttempt, timeCells, withoutRepeats } from './task-times.ts'

const attempt = (person: string, ms: number, more: Partial<TimedAttempt> = {}): TimedAttempt => ({
  person,
  audiences: ['power'],
  cohort: null,
  success: true,
  suspect: false,
  ms,
  arrivedAt: 0,
  criticalErrors: 0,
  errors: {},
  ...more,
})
const by = (...groups: string[]): Division => ({ by: 'audience', groups, weekStart: 1_000 })
const five = [100, 110, 120, 130, 140].map((ms, index) => attempt(`p${index}`, ms))

test('task time counts successes that are not suspect, and compares the median with the baseline', () => {
  const attempts = [...five, attempt('p9', 1, { suspect: true }), attempt('p8', 2, { success: false })]
  expect(timeCells(attempts, by('power'), 100)).toEqual([
    { group: null, figures: { median: 120, interval: null, p90: 136, people: 5, attempts: 5, ratio: 1.2 } },
    { group: 'power', figures: { median: 120, interval: null, p90: 136, people: 5, attempts: 5, ratio: 1.2 } },
  ])
})

test('without a baseline there is no ratio', () => {
  expect(timeCells(five, by(), null)).toMatchObject([{ figures: { ratio: null } }])
})

test('four people are withheld, in the total too', () => {
  expect(timeCells(five.slice(1), by('power'), 100)).toEqual([
    { group: null, withheld: true },
    { group: 'power', withheld: true },
  ])
})

test('an audience nobody of whom tried has no row', () => {
  expect(timeCells(five, by('casual'), 100).map(({ group }) => group)).toEqual([null])
})

test('an audience that holds everybody repeats the total, and names it where there is no other', () => {
  const attempts = five.map((one) => ({ ...one, audiences: ['treasury', 'readers'] }))
  const rows = (audiences: string[], more: TimedAttempt[] = []) =>
    withoutRepeats(timeCells([...attempts, ...more], by(...audiences), 100)).map(({ group }) => group)
  expect(rows(['treasury', 'readers'])).toEqual(['treasury'])
  const others = five.map((one, place) => ({ ...one, person: `q${place}`, audiences: ['readers'] }))
  expect(rows(['treasury', 'readers'], others)).toEqual([null, 'treasury'])
})

test('what no time counts is counted by how it ended, in all or of one group', () => {
  const task = {
    finished: [
      attempt('p1', 9, { suspect: true, audiences: ['casual'] }),
      attempt('p2', 9, { suspect: true }),
      ...five,
    ],
    unfinished: [
      { audiences: ['casual'], cohort: 'leeds', ended: 'gave up' as const },
      { audiences: ['power'], cohort: null, ended: 'abandoned' as const },
    ],
  }
  expect(leftOutOf(task, null)).toEqual({ suspect: 2, gaveUp: 1, abandoned: 1 })
  expect(leftOutOf(task, { by: 'audience', id: 'casual' })).toEqual({ suspect: 1, gaveUp: 1, abandoned: 0 })
  expect(leftOutOf(task, { by: 'cohort', id: 'leeds' })).toEqual({ suspect: 0, gaveUp: 1, abandoned: 0 })
})
