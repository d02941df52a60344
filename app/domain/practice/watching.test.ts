import fc from 'fast-check'
import { expect, test } from 'vitest'
import { believedSpans, mergedSpans, type Playing, type Span, secondsIn } from './watching.ts'

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

const at = (seconds: number) => new Date(seconds * 1_000)
const playing = (when: number, ...watched: Span[]): Playing => ({ at: at(when), watched })

test('what was played is at most what our player shows in the time since the event before', () => {
  const sayings = [playing(10, [0, 10]), playing(20, [10, 30]), playing(30, [30, 80]), playing(50, [80, 100])]
  expect(believedSpans(at(0), sayings)).toEqual([
    [0, 30],
    [80, 100],
  ])
})

test('a film that is told to be watched as it is reached was not', () => {
  expect(believedSpans(at(60), [playing(60, [0, 100])])).toEqual([])
  expect(believedSpans(at(60), [playing(60), playing(70, [0, 20])])).toEqual([[0, 20]])
})

test('many parts at once are held against the time together, and a clock that was set back gives none', () => {
  expect(believedSpans(at(0), [playing(10, [0, 15], [40, 55])])).toEqual([])
  expect(believedSpans(at(0), [playing(600), playing(10, [0, 15])])).toEqual([])
})
