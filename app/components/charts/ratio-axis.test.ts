import { expect, test } from 'vitest'
import { placeOn, ratioAxis } from './ratio-axis.ts'

test('usual ratios share the axis from half to twice the old time', () => {
  expect(ratioAxis([0.63, 1.44, 1.9])).toEqual({ from: 0.5, to: 2, ticks: [0.5, 1, 1.5, 2] })
  expect(ratioAxis([])).toEqual(ratioAxis([1]))
})

test('one slow task widens the axis for every row', () => {
  expect(ratioAxis([0.8, 2.6]).to).toBe(3)
  expect(ratioAxis([0.8, 9]).to).toBe(4)
})

test('a value outside the axis stands at its end', () => {
  const axis = ratioAxis([1])
  expect(placeOn(axis, 0.5)).toBe(0)
  expect(placeOn(axis, 1)).toBe(33.33)
  expect(placeOn(axis, 0.1)).toBe(0)
  expect(placeOn(axis, 7)).toBe(100)
})
