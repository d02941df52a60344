import { expect, test } from 'vitest'
import type { TaskRow } from '../task-rows.ts'
import { movedTasks } from './task-moves.ts'

type Parts = { median: number; reach?: number | null; baseline?: TaskRow['baseline']; group?: string | null }

const STATED = { ms: 100, source: 'stated', n: null, statedOn: '2026-01-05' } as const

function aTask({ median, reach = 10, baseline = STATED, group = null }: Parts): TaskRow[] {
  const interval = reach === null ? null : { low: median - reach, high: median + reach }
  const figures = { median, interval, p90: median * 2, people: 9, attempts: 9, ratio: null }
  const task = { moduleSlug: 'invoices', blockId: 'enter', title: 'Enter', baseline, cells: [{ group, figures }] }
  return [task as unknown as TaskRow]
}

test('a task moved where the intervals of both periods lie apart', () => {
  expect(movedTasks(aTask({ median: 100 }), aTask({ median: 130 }))).toEqual([
    { moduleSlug: 'invoices', blockId: 'enter', title: 'Enter', group: null, was: 1, now: 1.3 },
  ])
  expect(movedTasks(aTask({ median: 130 }), aTask({ median: 100 }))).toHaveLength(1)
})

test('no move is claimed where the intervals touch, or one is missing, or there is nothing to compare with', () => {
  const before = aTask({ median: 100 })
  expect(movedTasks(before, aTask({ median: 120 }))).toEqual([])
  expect(movedTasks(before, aTask({ median: 200, reach: null }))).toEqual([])
  expect(movedTasks(aTask({ median: 100, reach: null }), aTask({ median: 200 }))).toEqual([])
  expect(movedTasks([], aTask({ median: 200 }))).toEqual([])
  const target = { ...STATED, source: 'target' } as const
  expect(movedTasks(aTask({ median: 100, baseline: target }), aTask({ median: 200, baseline: target }))).toEqual([])
})

test('only the same group is compared with itself', () => {
  expect(movedTasks(aTask({ median: 100 }), aTask({ median: 200, group: 'daily' }))).toEqual([])
})
