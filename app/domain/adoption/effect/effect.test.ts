import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { figureOf, timesOf } from './effect.ts'

const counted = fc.integer({ min: 0, max: 200 }).chain((of) => fc.record({ part: fc.nat(of), of: fc.constant(of) }))
const kind = fc.constantFrom('rate' as const, 'share' as const)

describe('a figure before and since a fix', () => {
  test('helped where it fell by more than chance', () => {
    expect(figureOf('rate', { part: 12, of: 60 }, { part: 1, of: 40 })).toMatchObject({
      before: { told: 'figures', part: 12, of: 60, value: 0.2 },
      after: { told: 'figures', part: 1, of: 40, value: 0.025 },
      outcome: 'helped',
      rose: false,
    })
  })
  test('did not change where a fall would have shown, and says when it rose', () => {
    expect(figureOf('rate', { part: 12, of: 60 }, { part: 10, of: 60 })).toMatchObject({
      outcome: 'no change',
      rose: false,
    })
    expect(figureOf('share', { part: 10, of: 50 }, { part: 35, of: 50 })).toMatchObject({
      outcome: 'no change',
      rose: true,
    })
  })
  test('is not enough where even nothing since could be chance', () => {
    expect(figureOf('rate', { part: 3, of: 20 }, { part: 0, of: 20 })).toMatchObject({ outcome: 'not enough data' })
    expect(figureOf('rate', { part: 3, of: 20 }, { part: 0, of: 0 })).toMatchObject({
      after: { told: 'nobody' },
      outcome: 'not enough data',
    })
  })
  test('is withheld on both sides where either has one to four people', () => {
    fc.assert(
      fc.property(kind, counted, counted, (of, before, after) => {
        const small = [before, after].some((side) => side.of > 0 && side.of < 5)
        const { before: was, after: is, outcome } = figureOf(of, before, after)
        const told = [was, is].some((side) => side.told === 'figures')
        return small ? !told && outcome === 'not enough data' : before.of > 0 === (was.told === 'figures')
      }),
    )
  })
  test('only ever helped when it is lower, and what is told lies in its interval', () => {
    fc.assert(
      fc.property(kind, counted, counted, (of, before, after) => {
        const { outcome, rose, before: was, after: is } = figureOf(of, before, after)
        if (was.told !== 'figures' || is.told !== 'figures') return outcome !== 'helped'
        const holds = [was, is].every(({ low, value, high }) => low <= value + 1e-12 && value <= high + 1e-12)
        return holds && (outcome !== 'helped' || is.value < was.value) && (!rose || is.value > was.value)
      }),
    )
  })
})

test('what is compared is as long before the fix as there is since', () => {
  const now = new Date('2026-05-20T12:00Z')
  expect(timesOf(new Date('2026-05-10T12:00Z'), now)).toMatchObject({
    since: new Date('2026-04-30T12:00Z'),
    until: now,
  })
  const ahead = new Date('2026-06-01T12:00Z')
  expect(timesOf(ahead, now).since).toEqual(ahead)
})
