import { expect, test } from 'vitest'
import { changeOf } from './change.ts'
import type { TimeCell } from './task-times.ts'

const cell = (low: number, high: number): TimeCell => ({
  group: null,
  span: 4,
  figures: { median: (low + high) / 2, interval: { low, high }, p90: high, people: 9, attempts: 9, ratio: null },
})

test('a change is told only where the intervals have nothing in common', () => {
  expect(changeOf(cell(100, 120), cell(121, 140))).toBe('slower')
  expect(changeOf(cell(121, 140), cell(100, 120))).toBe('faster')
  expect(changeOf(cell(100, 120), cell(120, 140))).toBe('none told')
})

test('nothing is claimed of what is withheld, missing, or of too few attempts for an interval', () => {
  const few: TimeCell = {
    group: null,
    span: 4,
    figures: { median: 1, interval: null, p90: 1, people: 5, attempts: 5, ratio: null },
  }
  for (const other of [undefined, few, { group: null, withheld: true } as const]) {
    expect(changeOf(other, cell(1, 2))).toBe('unknown')
    expect(changeOf(cell(1, 2), other)).toBe('unknown')
  }
})
