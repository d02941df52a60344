import { describe, expect, test } from 'vitest'
import { cellsOf, type Placed } from './cells.ts'

const WEEK_START = 1_000

/** So many people of the audiences and the cohort, each with one attempt a millisecond after the other. */
const people = (name: string, many: number, more: Partial<Placed> = {}): Placed[] =>
  Array.from({ length: many }, (_, index) => ({
    person: `${name}${index}`,
    audiences: [name],
    cohort: null,
    ...more,
    arrivedAt: (more.arrivedAt ?? 0) + index,
  }))

const told = (attempts: readonly Placed[], by: 'audience' | 'cohort', ...groups: string[]) =>
  Object.fromEntries(
    cellsOf(attempts, { by, groups, weekStart: WEEK_START }).map((cell) => [
      cell.group ?? 'everybody',
      cell.withheld ? 'withheld' : cell.attempts.length,
    ]),
  )

test('a cell is of everybody or of one group, from five people on', () => {
  const attempts = [...people('daily', 9), ...people('monthly', 7), ...people('readers', 4)]
  expect(told(attempts, 'audience', 'daily', 'monthly', 'readers', 'nobody')).toEqual({
    everybody: 20,
    daily: 9,
    monthly: 'withheld',
    readers: 'withheld',
  })
  expect(told(people('daily', 4), 'audience', 'daily')).toEqual({ everybody: 'withheld', daily: 'withheld' })
  expect(told([], 'audience', 'daily')).toEqual({})
})

test('a cohort is withheld where the total less the other cohorts would tell of it', () => {
  const attempts = ['leeds', 'porto'].flatMap((cohort) => people(cohort, 8, { cohort }))
  expect(told([...attempts, ...people('hull', 3, { cohort: 'hull' })], 'cohort', 'leeds', 'porto', 'hull')).toEqual({
    everybody: 19,
    leeds: 'withheld',
    porto: 8,
    hull: 'withheld',
  })
})

describe('in the running week', () => {
  const before = [...people('daily', 6), ...people('monthly', 6)]
  const running = (name: string, many: number) =>
    people(name, many, { arrivedAt: WEEK_START }).map((one) => ({ ...one, person: `new ${one.person}` }))

  test('an audience changes by five of its own people, never by one beside four others', () => {
    const mixed = [...before, ...running('daily', 4), ...running('monthly', 1)]
    expect(told(mixed, 'audience', 'daily', 'monthly')).toEqual({ everybody: 12, daily: 6, monthly: 6 })
    const enough = [...before, ...running('daily', 5), ...running('monthly', 1)]
    expect(told(enough, 'audience', 'daily', 'monthly')).toEqual({ everybody: 17, daily: 11, monthly: 6 })
  })

  test('what is left between audiences changes by five people as well', () => {
    const both = running('both', 3).map((one) => ({ ...one, audiences: ['daily', 'monthly'] }))
    const attempts = [...before, ...both, ...running('daily', 2)]
    expect(told(attempts, 'audience', 'daily', 'monthly')).toEqual({ everybody: 12, daily: 6, monthly: 6 })
  })

  test('a cohort keeps to whole weeks', () => {
    const attempts = [...people('leeds', 6, { cohort: 'leeds' }), ...running('leeds', 6)].map((one) => ({
      ...one,
      cohort: 'leeds',
    }))
    expect(told(attempts, 'cohort', 'leeds')).toEqual({ everybody: 6, leeds: 6 })
  })

  test('who tried only now has a cell that is withheld', () => {
    expect(told(running('daily', 3), 'audience', 'daily')).toEqual({ everybody: 'withheld', daily: 'withheld' })
  })
})
