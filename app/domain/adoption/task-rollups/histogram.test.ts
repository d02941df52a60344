import fc from 'fast-check'
import { expect, test } from 'vitest'
import { medianInterval, quantile, sorted } from '../statistics.ts'
import {
  bucketOf,
  bytesOf,
  emptyHistogram,
  HISTOGRAM_END,
  medianIntervalIn,
  mergeBytes,
  quantileIn,
  RELATIVE_ERROR,
} from './histogram.ts'

const durations = fc.array(fc.integer({ min: 1, max: 24 * 86_400_000 }), { maxLength: 400 })

const bytes = (ms: readonly number[]) => bytesOf(sorted(ms.map(bucketOf)))

function histogramOf(...parts: readonly (readonly number[])[]) {
  const histogram = emptyHistogram()
  for (const part of parts) mergeBytes(histogram, bytes(part))
  return histogram
}

/** Within the stated bound, and what a floating-point number cannot tell. */
const isClose = (found: number, exact: number) => Math.abs(found - exact) <= exact * RELATIVE_ERROR * (1 + 1e-9)

test('histograms one after the other, with their end between, are those merged one by one', () => {
  fc.assert(
    fc.property(durations, durations, (some, others) => {
      const together = emptyHistogram()
      mergeBytes(together, Buffer.concat([bytes(some), HISTOGRAM_END, bytes(others)]))
      expect(together).toEqual(histogramOf(some, others))
    }),
  )
})

test('quantiles of merged histograms lie within the stated bound of the exact ones', () => {
  fc.assert(
    fc.property(durations, durations, fc.double({ min: 0, max: 1, noNaN: true }), (some, others, share) => {
      const exact = quantile(sorted([...some, ...others]), share)
      const found = quantileIn(histogramOf(some, others), share)
      if (exact === null) expect(found).toBe(null)
      else expect(isClose(found as number, exact)).toBe(true)
    }),
  )
})

test('the interval of the median lies within the bound of the exact one, and is missing where that is', () => {
  fc.assert(
    fc.property(durations, (ms) => {
      const exact = medianInterval(sorted(ms))
      const found = medianIntervalIn(histogramOf(ms))
      if (exact === null) expect(found).toBe(null)
      else expect(isClose(found?.low as number, exact.low) && isClose(found?.high as number, exact.high)).toBe(true)
    }),
  )
})

test('counts survive their bytes, and merging in any order gives the same', () => {
  fc.assert(
    fc.property(durations, durations, (some, others) => {
      const merged = histogramOf(some, others)
      expect(merged.total).toBe(some.length + others.length)
      expect(histogramOf(others, some)).toEqual(merged)
      expect(histogramOf([...others, ...some])).toEqual(merged)
    }),
  )
})

test('many of one duration take as few bytes as their number needs', () => {
  expect(bytes([])).toHaveLength(0)
  expect(bytes(Array.from({ length: 1000 }, () => 60_000))).toHaveLength(4)
})
