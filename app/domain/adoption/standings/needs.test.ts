import { expect, test } from 'vitest'
import { NOBODY } from '../standing.ts'
import { needing, needOf, whys } from './needs.ts'

test('an address that asks for nothing known asks for whoever needs help', () => {
  expect([needOf('stuck'), needOf('slow'), needOf(null)]).toEqual(['stuck', 'help', 'help'])
})

test('why somebody needs help is told with the most urgent first', () => {
  const fine = { overdue: false, started: true, stuck: false, asking: false, toRefresh: 0 }
  expect(whys(fine)).toEqual([])
  expect(whys({ ...fine, overdue: true, asking: true, toRefresh: 2 })).toEqual(['asking', 'overdue', 'to refresh'])
  expect(whys({ ...fine, started: false })).toEqual(['not started'])
})

test('the people of a need are counted from the same counts as every figure; of one module not who is stuck', () => {
  const counts = { ...NOBODY, assigned: 10, started: 7, complete: 4, stuck: 2, needing: 6 }
  expect(needing(counts, 'not started', true)).toBe(3)
  expect(needing(counts, 'not complete', false)).toBe(6)
  expect(needing(counts, 'help', false)).toBe(6)
  expect([needing(counts, 'stuck', false), needing(counts, 'stuck', true)]).toEqual([2, undefined])
})
