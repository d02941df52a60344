import { expect, test } from 'vitest'
import { asksForBoth, filtersOf, queryOf } from './filters.ts'

const read = (query: string) => filtersOf(new URLSearchParams(query))

test('an address without filters means the usual', () => {
  expect(read('')).toEqual({ milestone: null, audience: null, cohort: null, weeks: 4 })
})

test('filters are read from the address, and what it does not know means the usual', () => {
  expect(read('milestone=cutover&audience=ap-daily&weeks=12')).toEqual({
    milestone: 'cutover',
    audience: 'ap-daily',
    cohort: null,
    weeks: 12,
  })
  expect(read('weeks=all').weeks).toBeNull()
  expect(read('weeks=3&audience=').weeks).toBe(4)
  expect(read('weeks=3&audience=').audience).toBeNull()
})

test('filters written to an address and read again are the same, and the usual is left out', () => {
  expect(queryOf(read('')).toString()).toBe('')
  for (const query of ['weeks=all', 'milestone=cutover&cohort=7', 'audience=ap-daily&weeks=8']) {
    expect(read(queryOf(read(query)).toString())).toEqual(read(query))
  }
})

test('beside a cohort an audience is left out, and this is told', () => {
  const both = new URLSearchParams('audience=ap-daily&cohort=7')
  expect(filtersOf(both)).toMatchObject({ audience: null, cohort: '7' })
  expect([both, queryOf(filtersOf(both)), new URLSearchParams('audience=ap-daily&cohort=')].map(asksForBoth)).toEqual([
    true,
    false,
    false,
  ])
})
