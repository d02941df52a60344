import { expect, test } from 'vitest'
import { bucketOf, bytesOf } from './task-rollups/histogram.ts'
import type { Told } from './task-rollups/told-tasks.server.ts'
import { addWeek, newSum } from './task-rollups/week-sum.ts'
import { leftOutOf, type TimeCell, timeCell, withoutRepeats } from './task-times.ts'

/** Told successes of so many milliseconds each, by as many people. */
function told(times: readonly number[], left: { suspect?: number; gaveUp?: number; abandoned?: number } = {}) {
  const sum = newSum()
  const counts = { ...newSum(), told: times.length, toldSuccesses: times.length, ...left }
  addWeek(sum, { ...counts, histogram: bytesOf(times.map(bucketOf).sort((one, other) => one - other)) })
  return { told: 'figures' as const, span: 4 as const, people: times.length, sum } satisfies Told
}
const five = told([100_000, 110_000, 120_000, 130_000, 140_000])

const figuresOf = ([cell]: readonly TimeCell[]) => (cell && 'figures' in cell ? cell.figures : null)

test('the median is told with its interval, p90 and n, and compared with the baseline', () => {
  const figures = figuresOf(timeCell(null, five, 100_000))
  expect(figures).toMatchObject({ people: 5, attempts: 5, interval: null })
  expect(figures?.ratio).toBeCloseTo(1.2, 1)
  expect(figures?.ratio).toBe((figures?.median as number) / 100_000)
  expect(Math.abs((figures?.p90 as number) / 136_000 - 1)).toBeLessThan(0.005)
})

test('without a baseline there is no ratio', () => {
  expect(figuresOf(timeCell('power', five, null))).toMatchObject({ ratio: null })
})

test('what is withheld says so, and a slice without a success has no cell', () => {
  expect(timeCell('power', { told: 'withheld' }, null)).toEqual([{ group: 'power', withheld: true }])
  expect(timeCell('power', { told: 'none' }, null)).toEqual([])
})

test('an audience that holds everybody repeats the total, and names it where there is no other', () => {
  const rows = (...slices: [string | null, Told][]) =>
    withoutRepeats(slices.flatMap(([group, one]) => timeCell(group, one, null))).map(({ group }) => group)
  expect(rows([null, five], ['treasury', five], ['readers', five])).toEqual(['treasury'])
  const ten = told([1, 2, 3, 4, 5, 6, 7, 8, 9, 10])
  expect(rows([null, ten], ['treasury', five], ['readers', ten])).toEqual([null, 'treasury'])
})

test('what no time counts is counted by how it ended', () => {
  expect(leftOutOf(told([1], { suspect: 2, gaveUp: 1 }))).toEqual({ suspect: 2, gaveUp: 1, abandoned: 0 })
})
