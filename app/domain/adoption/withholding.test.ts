import { expect, test } from 'vitest'
import { toldUntil } from './withholding.ts'

const at = (person: string, arrivedAt: number) => ({ person, arrivedAt })

test('the running week is told from the fifth new person on, and then only with five more', () => {
  const arrivals = ['a', 'a', 'b', 'c', 'd', 'e', 'f', 'g'].map((person, index) => at(person, index))
  expect(toldUntil(arrivals.slice(0, 5))).toBeNull()
  expect(toldUntil(arrivals)).toBe(5)
})

test('the running week counts people, not attempts', () => {
  expect(toldUntil(Array.from({ length: 50 }, (_, index) => at('a', index)))).toBeNull()
})
