import { expect, test } from 'vitest'
import { peopleTitle } from './need-words.ts'

test('the title says how many need what', () => {
  expect(peopleTitle('help', 1200, 5000, null)).toBe('1,200 people need help')
  expect(peopleTitle('overdue', 1, 5000, 'Enter an invoice')).toBe('1 person is overdue: Enter an invoice')
  expect(peopleTitle('stuck', 0, 5000, null)).toBe('Nobody is stuck')
  expect(peopleTitle('help', 0, 0, null)).toBe('Nobody is assigned here')
})
