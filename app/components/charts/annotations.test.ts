import { expect, test } from 'vitest'
import { annotationsAt } from './annotations.ts'

const DAYS = ['2026-03-02', '2026-03-09', '2026-03-16']

test('what happened stands at the first moment that knows of it, and what lies outside is left out', () => {
  const happened = ['2026-03-01', '2026-03-02', '2026-03-05', '2026-03-16', '2026-03-17'].map((day) => ({
    day,
    words: 'R',
  }))
  expect(annotationsAt(DAYS, happened, (day) => day.slice(8))).toEqual([
    { place: 0, words: 'R, 02' },
    { place: 1, words: 'R, 05' },
    { place: 2, words: 'R, 16' },
  ])
  expect(annotationsAt([], happened, String)).toEqual([])
})
