import { expect, test } from 'vitest'
import { completionByDay, completionFigures, NOBODY } from './standing.ts'

test('a person is up to date with a completion and nothing left to refresh', () => {
  const counts = { ...NOBODY, assigned: 4, complete: 2, begun: 3, refreshing: 1, attended: 1, overdue: 1 }
  const days = [
    { day: '2026-09-01', people: 1 },
    { day: '2026-09-14', people: 1 },
  ]
  expect(completionFigures({ counts, days }, '2026-09-08')).toEqual({
    completion: { part: 2, whole: 4 },
    upToDate: { part: 2, whole: 3 },
    coverage: { part: 1, whole: 4 },
    thisWeek: 1,
    overdue: 1,
  })
})

test('completion over time counts everybody who was complete by the end of each day', () => {
  const days = [
    { day: '2026-09-01', people: 1 },
    { day: '2026-09-03', people: 2 },
  ]
  expect(
    completionByDay({ counts: NOBODY, days }, ['2026-08-31', '2026-09-01', '2026-09-02', '2026-09-03', '2026-09-04']),
  ).toEqual([0, 1, 1, 3, 3])
})
