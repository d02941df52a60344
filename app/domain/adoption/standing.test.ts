import { expect, test } from 'vitest'
import { completionByDay, completionFigures, type Standing } from './standing.ts'

const standing = (more: Partial<Standing>): Standing => ({
  person: 'p',
  audiences: [],
  asked: 3,
  done: 0,
  doneOn: null,
  toRefresh: 0,
  attended: false,
  overdue: false,
  ...more,
})
const complete = (doneOn: string, more: Partial<Standing> = {}) => standing({ done: 3, doneOn, ...more })

test('a person is complete with every module asked, and up to date with nothing left to refresh', () => {
  const group = [
    complete('2026-09-01'),
    complete('2026-09-14', { toRefresh: 1, attended: true }),
    standing({ done: 2, overdue: true }),
    standing({}),
  ]
  expect(completionFigures(group, '2026-09-08')).toEqual({
    completion: { part: 2, whole: 4 },
    upToDate: { part: 2, whole: 3 },
    coverage: { part: 1, whole: 4 },
    thisWeek: 1,
    overdue: 1,
  })
})

test('completion over time counts everybody who was complete by the end of each day', () => {
  const group = [complete('2026-09-01'), complete('2026-09-03'), complete('2026-09-03'), standing({})]
  expect(completionByDay(group, ['2026-08-31', '2026-09-01', '2026-09-02', '2026-09-03', '2026-09-04'])).toEqual([
    0, 1, 1, 3, 3,
  ])
})
