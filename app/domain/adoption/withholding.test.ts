import { describe, expect, test } from 'vitest'
import { toldAttempts, toldUntil, withheldCells } from './withholding.ts'

const people = (from: number, to: number) =>
  new Set(Array.from({ length: to - from + 1 }, (_, index) => `p${from + index}`))

describe('a timing cell', () => {
  test('of fewer than five people is withheld', () => {
    const cells = [
      { key: 'casual', people: people(1, 20) },
      { key: 'treasury', people: people(21, 24) },
      { key: 'power', people: people(30, 50) },
    ]
    expect(withheldCells(new Set([...people(1, 24), ...people(30, 60)]), cells)).toEqual(new Set(['treasury']))
  })
  test('is withheld too if the total minus its siblings would leave one to four people', () => {
    const cells = [
      { key: 'casual', people: people(1, 20) },
      { key: 'power', people: people(21, 26) },
      { key: 'treasury', people: people(27, 30) },
    ]
    expect(withheldCells(people(1, 30), cells)).toEqual(new Set(['treasury', 'power']))
  })
  test('is withheld too if it leaves one to four people of an audience that holds it', () => {
    const cells = [
      { key: 'readers', people: people(1, 30) },
      { key: 'daily', people: people(1, 28) },
    ]
    expect(withheldCells(people(1, 30), cells)).toEqual(new Set(['daily']))
    expect(withheldCells(people(1, 40), cells)).toEqual(new Set(['daily']))
  })
  test('is shown if the siblings cover the total', () => {
    const cells = [
      { key: 'casual', people: people(1, 20) },
      { key: 'power', people: people(21, 30) },
    ]
    expect(withheldCells(people(1, 30), cells)).toEqual(new Set())
  })
})

describe('the running week', () => {
  const at = (person: string, arrivedAt: number) => ({ person, arrivedAt })
  test('is told from the fifth new person on, and then only with five more', () => {
    const arrivals = ['a', 'a', 'b', 'c', 'd', 'e', 'f', 'g'].map((person, index) => at(person, index))
    expect(toldUntil(arrivals.slice(0, 5))).toBeNull()
    expect(toldUntil(arrivals)).toBe(5)
  })
  test('is told beside all the weeks before', () => {
    const before = ['a', 'b'].map((person) => at(person, 1))
    const running = ['c', 'd', 'e', 'f', 'g'].map((person, index) => at(person, 10 + index))
    expect(toldAttempts([...before, ...running.slice(1)], 10)).toHaveLength(2)
    expect(toldAttempts([...before, ...running], 10)).toHaveLength(7)
  })
  test('counts people, not attempts', () => {
    expect(toldUntil(Array.from({ length: 50 }, (_, index) => at('a', index)))).toBeNull()
  })
})
