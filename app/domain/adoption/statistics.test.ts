import { describe, expect, test } from 'vitest'
import { correlation, medianInterval, quantile, shareInterval, sorted } from './statistics.ts'

describe('quantile', () => {
  test('interpolates between the two nearest values', () => {
    expect(quantile([10, 20, 30, 40], 0.5)).toBe(25)
    expect(quantile([10, 20, 30, 40, 50], 0.9)).toBe(46)
  })
  test('of one value is that value, of none is null', () => {
    expect(quantile([7], 0.9)).toBe(7)
    expect(quantile([], 0.5)).toBeNull()
  })
})

describe('the interval of a median', () => {
  test('needs six values: five cannot cover 95%', () => {
    expect(medianInterval([1, 2, 3, 4, 5])).toBeNull()
    expect(medianInterval([1, 2, 3, 4, 5, 6])).toEqual({ low: 1, high: 6 })
  })
  test('takes the pair of the published table: n = 10 → 2nd and 9th, n = 20 → 6th and 15th, n = 50 → 18th and 33rd', () => {
    const first = (n: number) => Array.from({ length: n }, (_, index) => index + 1)
    expect(medianInterval(first(10))).toEqual({ low: 2, high: 9 })
    expect(medianInterval(first(20))).toEqual({ low: 6, high: 15 })
    expect(medianInterval(first(50))).toEqual({ low: 18, high: 33 })
  })
  test('stays finite for many values', () => {
    const interval = medianInterval(sorted(Array.from({ length: 5_000 }, (_, index) => (index * 7919) % 5_000)))
    expect(interval?.low).toBeGreaterThan(2_400)
    expect(interval?.high).toBeLessThan(2_600)
  })
})

describe('the interval of a share', () => {
  test('is Wilson’s: 8 of 10 lies between 49.0 and 94.3%', () => {
    const interval = shareInterval(8, 10)
    expect(interval?.low).toBeCloseTo(0.4902, 4)
    expect(interval?.high).toBeCloseTo(0.9433, 4)
  })
  test('stays within 0 and 1 at the edges, and has no value for nobody', () => {
    expect(shareInterval(0, 4)?.low).toBeCloseTo(0, 12)
    expect(shareInterval(4, 4)?.high).toBeCloseTo(1, 12)
    expect(shareInterval(0, 0)).toBeNull()
  })
})

describe('the correlation of two series', () => {
  const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0)
  const correlationOf = (left: number[], right: number[]) =>
    correlation({
      ...{ n: left.length, left: sum(left), right: sum(right) },
      leftSquares: sum(left.map((value) => value ** 2)),
      rightSquares: sum(right.map((value) => value ** 2)),
      products: sum(left.map((value, place) => value * (right[place] as number))),
    })
  test('is Pearson’s: of yes and no with a number, the point-biserial worked out by hand', () => {
    // Means 6 and 3 of two groups of three, standard deviation of all √(23.5 ÷ 6) = 1.979: (6 − 3) ÷ 1.979 × ½.
    expect(correlationOf([1, 1, 1, 0, 0, 0], [5, 6, 7, 1, 3, 5])).toBeCloseTo(0.7579, 4)
    expect(correlationOf([0, 1, 2], [4, 6, 8])).toBeCloseTo(1, 12)
    expect(correlationOf([0, 1, 2], [8, 6, 4])).toBeCloseTo(-1, 12)
  })
  test('cannot be told where nothing varies', () => {
    expect(correlationOf([1, 1, 1], [1, 2, 3])).toBeNull()
    expect(correlationOf([1, 0], [2, 2])).toBeNull()
    expect(correlationOf([], [])).toBeNull()
  })
})
