import { expect, test } from 'vitest'
import type { MilestoneProgress } from '#app/domain/progress/standing.ts'
import { stopOfProgress } from './stops.ts'

const TODAY = '2026-09-15'
const milestone = (parts: Partial<MilestoneProgress> = {}): MilestoneProgress => ({
  ...{ slug: 'cutover', name: 'Cutover: payments, bank', date: '2026-10-05', state: 'training' },
  ...{ assigned: 6, complete: 2, refreshersDue: 0 },
  ...parts,
})

test('a milestone ahead says when it is, and how far one is', () => {
  expect(stopOfProgress(milestone(), TODAY)).toMatchObject({
    name: 'Cutover',
    when: 'Mon 5 Oct, in 20 days',
    progress: { done: 2, total: 6 },
  })
})

test('a refresher stands beside a full bar, it never empties it', () => {
  const { progress } = stopOfProgress(milestone({ complete: 6, refreshersDue: 1 }), TODAY)
  expect(progress).toEqual({ done: 6, total: 6, note: '1 refresher due' })
})

test('a milestone that asks for nothing says so', () => {
  const stop = stopOfProgress(milestone({ assigned: 0, complete: 0 }), TODAY)
  expect(stop.note).toBe('Nothing assigned yet')
  expect(stop.progress).toBeUndefined()
  expect(stopOfProgress(milestone({ assigned: 0 }), TODAY, false).note).toBeUndefined()
})

test('what lies behind says since when', () => {
  const when = (state: MilestoneProgress['state']) =>
    stopOfProgress(milestone({ state, date: '2026-07-13' }), TODAY).when
  expect(when('live')).toBe('Live since 13 Jul')
  expect(when('closed')).toBe('Closed, 13 Jul')
  expect(when('rolled back')).toBe('Rolled back, 13 Jul')
})
