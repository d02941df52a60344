import { expect, test } from 'vitest'
import { errorFrequencies, type TimedAttempt, timeCells, toldAttempts, withoutRepeats } from './task-times.ts'

const attempt = (person: string, ms: number, more: Partial<TimedAttempt> = {}): TimedAttempt => ({
  person,
  audiences: ['power'],
  success: true,
  suspect: false,
  ms,
  finishedAt: 0,
  arrivedAt: 0,
  criticalErrors: 0,
  errors: {},
  ...more,
})
const five = [100, 110, 120, 130, 140].map((ms, index) => attempt(`p${index}`, ms))

test('task time counts successes that are not suspect, and compares the median with the baseline', () => {
  const attempts = [...five, attempt('p9', 1, { suspect: true }), attempt('p8', 2, { success: false })]
  expect(timeCells(attempts, ['power'], 100)).toEqual([
    { audience: null, figures: { median: 120, interval: null, p90: 136, people: 5, attempts: 5, ratio: 1.2 } },
    { audience: 'power', figures: { median: 120, interval: null, p90: 136, people: 5, attempts: 5, ratio: 1.2 } },
  ])
})

test('without a baseline there is no ratio', () => {
  expect(timeCells(five, [], null)).toMatchObject([{ figures: { ratio: null } }])
})

test('four people are withheld, in the total too', () => {
  expect(timeCells(five.slice(1), ['power'], 100)).toEqual([
    { audience: null, withheld: true },
    { audience: 'power', withheld: true },
  ])
})

test('an audience nobody of whom tried has no row', () => {
  expect(timeCells(five, ['casual'], 100).map(({ audience }) => audience)).toEqual([null])
})

test('the running week joins once five people are new', () => {
  const running = five.map((one, index) => ({ ...one, person: `q${index}`, arrivedAt: 1_000 + index }))
  expect(toldAttempts([...five, ...running.slice(0, 4)], 1_000)).toHaveLength(5)
  expect(toldAttempts([...five, ...running], 1_000)).toHaveLength(10)
})

test('errors are counted per finished attempt, unsuccessful ones too, and withheld for small groups', () => {
  const attempts = five.map(
    (one, index): TimedAttempt => ({
      ...one,
      success: index > 0,
      errors: index === 0 ? { 'wrong-path': 2 } : {},
    }),
  )
  expect(errorFrequencies(attempts)).toEqual({
    attempts: 5,
    types: [{ type: 'wrong-path', count: 2, perAttempt: 0.4 }],
  })
  expect(errorFrequencies(attempts.slice(1))).toBeNull()
})

test('an audience that holds everybody repeats the total, and names it where there is no other', () => {
  const attempts = five.map((one) => ({ ...one, audiences: ['treasury', 'readers'] }))
  const rows = (audiences: string[], more: TimedAttempt[] = []) =>
    withoutRepeats(timeCells([...attempts, ...more], audiences, 100)).map(({ audience }) => audience)
  expect(rows(['treasury', 'readers'])).toEqual(['treasury'])
  const others = five.map((one, place) => ({ ...one, person: `q${place}`, audiences: ['readers'] }))
  expect(rows(['treasury', 'readers'], others)).toEqual([null, 'treasury'])
})
