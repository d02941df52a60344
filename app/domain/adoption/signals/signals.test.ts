import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type BlockCount, raisedOf } from './signals.ts'

let made = 0
const block = (part: number, of: number, blockKind: BlockCount['blockKind'] = 'task'): BlockCount => ({
  ...{ moduleId: 'invoices', blockId: `block-${++made}`, blockKind, part, of },
})
const usual = () => [block(2, 40), block(1, 40), block(3, 40)]

const counts = fc.array(
  fc
    .record({ of: fc.nat(60), blockKind: fc.constantFrom('task' as const, 'section' as const) })
    .chain(({ of, blockKind }) => fc.nat(of).map((part) => block(part, of, blockKind))),
  { maxLength: 12 },
)

describe('a block is raised', () => {
  test('where it happens surely over one and a half times as often as at the others of its kind', () => {
    // Elsewhere 6 of 120, 5%: one in ten decides. Wilson's lower end of 12 of 30 is 24.6%, of 6 of 30 is 9.5%.
    const [raised, ...more] = raisedOf([block(12, 30), ...usual()])
    expect(more).toEqual([])
    expect(raised).toMatchObject({ part: 12, of: 30, share: 0.4, others: { part: 6, of: 120 }, threshold: 0.1 })
    expect(raised?.interval.low).toBeCloseTo(0.2459, 4)
    expect(raisedOf([block(6, 30), ...usual()])).toEqual([])
    // Elsewhere a quarter: 37.5% decides.
    const often = [block(10, 40), block(10, 40), block(10, 40)]
    expect(raisedOf([block(12, 30), ...often])).toEqual([])
    expect(raisedOf([block(27, 30), ...often])).toMatchObject([{ part: 27, threshold: 0.375 }])
  })
  test('neither of nine people, nor beside too few others of its kind', () => {
    expect(raisedOf([block(9, 9), ...usual()])).toEqual([])
    expect(raisedOf([block(12, 30), ...usual().slice(1)])).toEqual([])
    expect(raisedOf([block(12, 30, 'section'), ...usual()])).toEqual([])
    expect(raisedOf([block(12, 30), ...usual().slice(1), block(9, 9)])).toEqual([])
  })
  test('only from ten people on, above its threshold, and the surest first', () => {
    fc.assert(
      fc.property(counts, (all) => {
        const raised = raisedOf(all)
        const lows = raised.map(({ interval }) => interval.low)
        const holds = raised.every(({ of, interval, threshold, share }) => {
          return of >= 10 && interval.low > threshold && threshold >= 0.1 && share > threshold
        })
        return holds && lows.every((low, place) => place === 0 || low <= (lows[place - 1] as number))
      }),
    )
  })
  test('still when it happens to one more person there', () => {
    fc.assert(
      fc.property(counts, fc.nat(11), (all, place) => {
        const one = all[place]
        if (!one || one.part === one.of || !raisedOf(all).some(({ blockId }) => blockId === one.blockId)) return true
        const worse = all.map((other) => (other === one ? { ...one, part: one.part + 1 } : other))
        return raisedOf(worse).some(({ blockId }) => blockId === one.blockId)
      }),
    )
  })
})
