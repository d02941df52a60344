import { expect, test } from 'vitest'
import { type AlertState, afterLook } from './alert-state.ts'

const rule = { comparator: '<=' as const, threshold: 50, forDays: 3 }
const begin: AlertState = { trueSince: null, trueDays: 0, firing: false }

/** The states after a look on each of these days in a row, from 1 September on; null: nothing could be told. */
function states(values: readonly (number | null)[], of: { forDays: number } = rule): AlertState[] {
  let state = begin
  return values.map((value, day) => {
    const figure = value === null ? { value, why: 'Withheld' } : { value, n: 9 }
    state = afterLook(state, { ...rule, ...of }, figure, `2027-09-0${day + 1}`)
    return state
  })
}
const firing = (values: readonly (number | null)[], of?: { forDays: number }) =>
  states(values, of).map((state) => state.firing)

test('it fires once it was true on so many days in a row, at the threshold too', () => {
  expect(firing([50, 40, 30, 20])).toEqual([false, false, true, true])
  expect(firing([50], { forDays: 1 })).toEqual([true])
  expect(states([40, 60, 40, 40, 40]).at(-1)).toEqual({ trueSince: '2027-09-03', trueDays: 3, firing: true })
})

test('one day otherwise begins the count anew, and clears what fires', () => {
  expect(firing([40, 40, 60, 40, 40])).toEqual([false, false, false, false, false])
  expect(firing([40, 40, 40, 51, 40, 40, 40])).toEqual([false, false, true, false, false, false, true])
})

test('a day on which nothing can be told neither fires nor clears', () => {
  expect(firing([40, 40, null, 40])).toEqual([false, false, false, true])
  expect(firing([40, 40, 40, null, null])).toEqual([false, false, true, true, true])
  expect(firing([null, null, null])).toEqual([false, false, false])
})

test('at least is the other side', () => {
  const state = afterLook(begin, { comparator: '>=', threshold: 2, forDays: 1 }, { value: 2, n: 9 }, '2027-09-01')
  expect(state.firing).toBe(true)
})
