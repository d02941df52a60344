import { describe, expect, test } from 'vitest'
import { gateState, tally, undecided, verdict } from './readiness.ts'

const gate = { comparator: '>=', target: 90 } as const
const waiver = { expiresOn: '2026-09-28' }

describe('a gate', () => {
  test('is met at its target', () => {
    expect(gateState({ value: 90 }, gate, null, '2026-09-15')).toBe('met')
    expect(gateState({ value: 1.2 }, { comparator: '<=', target: 1.2 }, null, '2026-09-15')).toBe('met')
  })
  test('is not met while nothing can be measured', () => {
    expect(gateState({ value: null }, gate, null, '2026-09-15')).toBe('not met')
  })
  test('is waived to the end of the waiver’s last day, and no longer', () => {
    expect(gateState({ value: 64 }, gate, waiver, '2026-09-28')).toBe('waived')
    expect(gateState({ value: 64 }, gate, waiver, '2026-09-29')).toBe('not met')
  })
  test('that is met needs no waiver', () => {
    expect(gateState({ value: 95 }, gate, waiver, '2026-09-15')).toBe('met')
  })
})

describe('the verdict', () => {
  test('counts what is unmet', () => {
    expect(verdict('Cutover', tally(['met', 'not met', 'waived', 'not met']))).toEqual({
      ready: false,
      words: 'Cutover is not ready: two of four gates are unmet',
    })
  })
  test('speaks of one gate as one', () => {
    expect(verdict('Pilot', tally(['met'])).words).toBe('Pilot is ready: its gate is met')
    expect(verdict('Pilot', tally(['waived'])).words).toBe('Pilot is ready: its gate is waived')
    expect(verdict('Pilot', tally(['not met'])).words).toBe('Pilot is not ready: its gate is unmet')
    expect(verdict('Pilot', tally([])).words).toBe('Pilot has no gates yet')
  })
  test('says how many are only waived', () => {
    expect(verdict('Cutover', tally(['met', 'waived']))).toEqual({
      ready: true,
      words: 'Cutover is ready: both gates hold, one of them waived',
    })
  })
  test('is not told before the figures are whole', () => {
    expect(undecided('Pilot')).toEqual({
      ready: false,
      words: 'Pilot cannot be judged yet: the figures of its gates are still being counted',
    })
  })
})
