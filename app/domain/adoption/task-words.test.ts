import { expect, test } from 'vitest'
import { tasksTitle } from './task-words.ts'

type Task = Parameters<typeof tasksTitle>[0][number]

const BASELINE = { ms: 100, source: 'stated', n: null, statedOn: '2026-01-05' } as const

function aTask(low: number | null, ratio: number | null = 1.1): Task {
  const interval = low === null ? null : { low, high: 200 }
  const figures = { median: 110, interval, p90: 180, people: 9, attempts: 9, ratio }
  return { baseline: BASELINE, cells: [{ group: null, span: 4, figures }] }
}

const withheld: Task = { baseline: BASELINE, cells: [{ group: null, withheld: true }] }

test('the title says how many tasks take longer than before, and claims it by the interval alone', () => {
  expect(tasksTitle([aTask(101), aTask(99), withheld], 'Ledgerline')).toBe(
    'One of two tasks takes longer than in Ledgerline',
  )
  expect(tasksTitle([aTask(null), aTask(90)], 'Ledgerline')).toBe('No task is shown to take longer than in Ledgerline')
  expect(tasksTitle([aTask(101)], 'Ledgerline')).toBe(
    'The one task that can be compared takes longer than in Ledgerline',
  )
  expect(tasksTitle([withheld, aTask(101, null)], 'Ledgerline')).toBe('No task can be compared with Ledgerline yet')
  expect(tasksTitle([], 'Ledgerline')).toBe('This milestone has no tasks yet')
})
