import { expect, test } from 'vitest'
import { dayInput } from './day-input.ts'

const read = (day: string) => dayInput('Enter a date.').safeParse(day)

test.each(['1900-01-01', '2026-02-28', '2199-12-31'])('%s is a day', (day) => {
  expect(read(day).data).toBe(day)
})

test.each(['', 'yesterday', '2026-02-29', '2026-13-01', '02026-01-01'])(
  '%s is none, and what to enter is said',
  (day) => {
    expect(read(day).error?.issues[0]?.message).toBe('Enter a date.')
  },
)

test.each(['0000-01-01', '0001-01-01', '1899-12-31', '2200-01-01', '9999-12-31'])('%s is too far from today', (day) => {
  expect(read(day).error?.issues[0]?.message).toBe('Enter a date between the years 1900 and 2199.')
})
