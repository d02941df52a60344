import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type Counted, rateInterval, rateMove, shareMove } from './rates.ts'

const counted = fc.record({ part: fc.nat(400), of: fc.integer({ min: 1, max: 5_000 }) })
const share = fc.integer({ min: 1, max: 500 }).chain((of) => fc.record({ part: fc.nat(of), of: fc.constant(of) }))
const opposite = { less: 'more', more: 'less', neither: 'neither' } as const

describe('the interval of a rate', () => {
  test('is exact: as the tables of Garwood have it', () => {
    // 95% limits of a Poisson count of 0, 1, 10: 0 to 3.689, 0.0253 to 5.572, 4.795 to 18.39.
    expect(rateInterval({ part: 0, of: 1 })?.low).toBe(0)
    expect(rateInterval({ part: 0, of: 1 })?.high).toBeCloseTo(3.6889, 3)
    expect(rateInterval({ part: 1, of: 1 })?.low).toBeCloseTo(0.0253, 4)
    expect(rateInterval({ part: 1, of: 1 })?.high).toBeCloseTo(5.5716, 3)
    expect(rateInterval({ part: 10, of: 100 })?.low).toBeCloseTo(0.04795, 4)
    expect(rateInterval({ part: 10, of: 100 })?.high).toBeCloseTo(0.1839, 4)
    expect(rateInterval({ part: 3, of: 0 })).toBeNull()
  })
  test('holds the rate, and narrows as people are added at the same rate', () => {
    fc.assert(
      fc.property(counted, ({ part, of }) => {
        const one = rateInterval({ part, of })
        const ten = rateInterval({ part: part * 10, of: of * 10 })
        if (one === null || ten === null) return false
        const holds = one.low <= part / of && part / of <= one.high
        return holds && ten.high - ten.low < one.high - one.low
      }),
      { numRuns: 60 },
    )
  })
})

describe('a rate', () => {
  test('has fallen where chance would bring so few once in forty times', () => {
    // Of 6 events over equal times, none after: 1/2 to the sixth, 1.6%. Of 5: 3.1%.
    expect(rateMove({ part: 6, of: 50 }, { part: 0, of: 50 })).toBe('less')
    expect(rateMove({ part: 5, of: 50 }, { part: 0, of: 50 })).toBe('neither')
    expect(rateMove({ part: 0, of: 50 }, { part: 6, of: 50 })).toBe('more')
    // The same six, but hardly anybody came after.
    expect(rateMove({ part: 6, of: 50 }, { part: 0, of: 10 })).toBe('neither')
    expect(rateMove({ part: 6, of: 0 }, { part: 0, of: 10 })).toBe('neither')
  })
  test('that moves one way moves the other way when the times are exchanged', () => {
    fc.assert(fc.property(counted, counted, (one, other) => rateMove(one, other) === opposite[rateMove(other, one)]))
  })
  test('never falls by more events after', () => {
    fc.assert(
      fc.property(counted, counted, fc.nat(50), (before, after, more) => {
        const worse = { ...after, part: after.part + more }
        return rateMove(before, worse) !== 'less' || rateMove(before, after) === 'less'
      }),
    )
  })
})

describe('a share', () => {
  test('moves where Newcombe’s interval of the difference leaves out nothing', () => {
    // Newcombe 1998, table II (a): 56 of 70 against 48 of 80, difference 0.2, 0.0524 to 0.3339.
    expect(shareMove({ part: 56, of: 70 }, { part: 48, of: 80 })).toBe('less')
    expect(shareMove({ part: 48, of: 80 }, { part: 56, of: 70 })).toBe('more')
    // (b): 9 of 10 against 3 of 10, 0.1705 to 0.8090; (e): 10 of 10 against 9 of 10 holds nothing.
    expect(shareMove({ part: 9, of: 10 }, { part: 3, of: 10 })).toBe('less')
    expect(shareMove({ part: 10, of: 10 }, { part: 9, of: 10 })).toBe('neither')
  })
  test('that moves one way moves the other way when the times are exchanged', () => {
    const mirrored = (one: Counted, other: Counted) => shareMove(one, other) === opposite[shareMove(other, one)]
    fc.assert(fc.property(share, share, mirrored))
  })
})
