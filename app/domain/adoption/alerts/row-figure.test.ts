import { expect, test } from 'vitest'
import type { FigureRow } from '../export.ts'
import { NOTHING_YET, rowFigure, WITHHELD } from './row-figure.ts'

const row = (more: Partial<FigureRow>): FigureRow => ({
  ...{ metric: 'ratio to baseline', milestone: 'cutover', audience: 'everyone', cohort: '', since: '', until: '' },
  ...{ task: 'close/reopen', unit: '×', value: null, low: null, high: null, n: null, note: '' },
  ...more,
})
const ratio = (rows: FigureRow[], audience: string | null = null) =>
  rowFigure(rows, 'ratio to baseline', { milestone: 'cutover', audience, cohort: null, task: 'close/reopen' })

test('a task’s figure is that of everybody, or of the audience asked for', () => {
  const rows = [
    row({ value: 1.2, n: 40 }),
    row({ audience: 'daily', value: 0.9, n: 12 }),
    row({ task: 'a/b', value: 9 }),
  ]
  expect(ratio(rows)).toEqual({ value: 1.2, n: 40 })
  expect(ratio(rows, 'daily')).toEqual({ value: 0.9, n: 12 })
  expect(ratio(rows, 'readers')).toEqual({ value: null, why: NOTHING_YET })
})

test('one audience that holds everybody stands for the total', () => {
  expect(ratio([row({ audience: 'daily', value: 0.9, n: 12 })])).toEqual({ value: 0.9, n: 12 })
})

test('what the page withholds is withheld, also where others are told', () => {
  const withheld = row({ metric: 'task time', audience: 'daily', note: 'withheld: fewer than five people' })
  expect(ratio([withheld, row({ value: 1.2, n: 40 })], 'daily')).toEqual({ value: null, why: WITHHELD })
  expect(ratio([withheld, row({ value: 1.2, n: 40 })])).toEqual({ value: 1.2, n: 40 })
  expect(ratio([withheld])).toEqual({ value: null, why: WITHHELD })
})

test('what has no figure yet says so', () => {
  expect(ratio([])).toEqual({ value: null, why: NOTHING_YET })
  expect(ratio([row({ note: '16 attempts' })])).toEqual({ value: null, why: NOTHING_YET })
})
