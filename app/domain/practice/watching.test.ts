import fc from 'fast-check'
import { expect, test } from 'vitest'
import { mergedSpans, type Span, secondsIn } from './watching.ts'

test('parts that overlap or touch become one', () => {
  expect(
    mergedSpans([
      [10, 20],
      [0, 5],
      [5, 12.3],
      [30, 30],
    ]),
  ).toEqual([[0, 20]])
})

test('only seconds within the film count', () => {
  expect(
    secondsIn(
      [
        [0, 10],
        [90, 130],
      ],
      100,
    ),
  ).toBe(20)
})

const spans = fc.array(fc.tuple(fc.nat(600), fc.nat(600)), { maxLength: 20 }) as fc.Arbitrary<Span[]>

test('in whatever order and however often parts arrive, the same was watched', () => {
  fc.assert(
    fc.property(spans, spans, (first, second) => {
      const atOnce = mergedSpans([...first, ...second])
      expect(mergedSpans([...mergedSpans(second), ...first, ...second])).toEqual(atOnce)
      expect(secondsIn(atOnce, 600)).toBeLessThanOrEqual(600)
    }),
  )
})
