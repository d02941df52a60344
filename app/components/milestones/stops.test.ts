import { expect, test } from 'vitest'
import type { MilestoneSummary } from '#app/domain/migrations/milestones.server.ts'
import { stopsOf, todayOn } from './stops.ts'

const TODAY = '2026-09-15'
const milestone = (parts: Partial<MilestoneSummary>): MilestoneSummary => ({
  ...{ id: '1', slug: 'pilot', name: 'Pilot: Leeds', date: '2026-08-10', state: 'live', stateSince: '2026-08-11' },
  ...{ people: 84, modules: 3 },
  ...parts,
})

test('a station says what has become of its milestone, and leads to it', () => {
  const [pilot, cutover] = stopsOf(
    [milestone({}), milestone({ slug: 'cutover', name: 'Cutover', date: '2026-10-05', state: 'training' })],
    TODAY,
    'cutover',
  )
  expect(pilot).toMatchObject({ name: 'Pilot', when: 'Live since 11 Aug', to: '/milestones/pilot', current: false })
  expect(cutover).toMatchObject({ when: 'Training, Mon 5 Oct', current: true })
})

test('today lies between the last station behind and the next one', () => {
  expect(todayOn(['2026-09-20'], TODAY)).toBeNull()
  expect(todayOn(['2026-09-05', '2026-09-25'], TODAY)).toEqual({ after: 0, share: 0.5, words: 'Today, 15 Sep' })
  expect(todayOn(['2026-08-05', '2026-09-05'], TODAY)).toMatchObject({ after: 1, share: 0.5 })
})

test('today never hides a station', () => {
  expect(todayOn(['2026-09-15', '2026-12-25'], TODAY)?.share).toBe(0.1)
  expect(todayOn(['2026-06-15', '2026-09-16'], TODAY)?.share).toBe(0.9)
})
