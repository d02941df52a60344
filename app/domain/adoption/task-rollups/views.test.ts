import fc from 'fast-check'
import { expect, test } from 'vitest'
import { ZERO_ID } from '../slices.ts'
import { isPieceOf, SPAN_ORDER } from './spans.ts'
import { type Doers, toldViews, viewOf, viewOfRelease, viewOfTriesFrom, viewOfTry } from './views.ts'

/** Groups by the audiences that they stand for: `ab` are people of the audiences a and b. */
const slicesOf = (group: string) => [...group]

const doing = fc.record({
  release: fc.constantFrom('r1', 'r2'),
  piece: fc.nat(3),
  group: fc.constantFrom('a', 'b', 'ab', 'c', ''),
  tries: fc.integer({ min: 1, max: 31 }),
})
const crowd = fc.array(
  fc.record({ doings: fc.array(doing, { minLength: 1, maxLength: 3 }), people: fc.integer({ min: 1, max: 9 }) }),
  { minLength: 1, maxLength: 12 },
)

type Tried = { person: string; release: string; piece: number; group: string; nth: number }

/** Everybody's tries one by one, and what each view is of them: counted by themselves, apart from the code. */
function triesOf(doers: readonly Doers[]): Tried[] {
  return doers.flatMap(({ doings, people }, kind) =>
    Array.from({ length: people }, (_, nth) => `${kind} ${nth}`).flatMap((person) =>
      doings.flatMap(({ tries, ...where }) =>
        [1, 2, 3, 4, 5].filter((nth) => tries & (2 ** (nth - 1))).map((nth) => ({ person, ...where, nth })),
      ),
    ),
  )
}

function isIn(view: string, one: Tried): boolean {
  for (const span of SPAN_ORDER) {
    for (const slice of [ZERO_ID, 'a', 'b', 'c']) {
      if (view !== viewOf(slice, span)) continue
      return isPieceOf(one.piece, span) && (slice === ZERO_ID || one.group.includes(slice))
    }
  }
  const later = [2, 3, 4].some((nth) => view === viewOfTriesFrom(nth) && one.nth >= nth)
  return view === viewOfRelease(one.release) || view === viewOfTry(one.nth) || later
}

const people = (tries: readonly Tried[]) => new Set(tries.map(({ person }) => person)).size

test('no view, and no difference of any two views that are told, is of one to four people', () => {
  fc.assert(
    fc.property(crowd, (doers) => {
      const tries = triesOf(doers)
      const told = toldViews(doers, slicesOf)
      const views = Object.keys(told.people).map((key) => tries.filter((one) => isIn(key, one)))
      expect(views.map(people)).toEqual(Object.values(told.people))
      for (const view of views) {
        expect(people(view)).toBeGreaterThanOrEqual(5)
        for (const other of views) {
          if (!other.every((one) => view.includes(one))) continue
          const rest = people(view.filter((one) => !other.includes(one)))
          expect(rest === 0 || rest >= 5).toBe(true)
        }
      }
    }),
    { numRuns: 400 },
  )
})

test('a whole less all of its parts that are told is not of one to four people either', () => {
  fc.assert(
    fc.property(crowd, (doers) => {
      const tries = triesOf(doers)
      const told = Object.keys(toldViews(doers, slicesOf).people)
      for (const span of SPAN_ORDER) {
        const whole = viewOf(ZERO_ID, span)
        const parts = ['a', 'b', 'c'].map((slice) => viewOf(slice, span)).filter((key) => told.includes(key))
        if (!told.includes(whole) || parts.length === 0) continue
        const rest = tries.filter((one) => isIn(whole, one) && !parts.some((part) => isIn(part, one)))
        expect(people(rest) === 0 || people(rest) >= 5).toBe(true)
      }
    }),
  )
})

const first = (group: string, piece: number, people: number): Doers => ({
  people,
  doings: [{ release: 'r1', piece, group, tries: 1 }],
})

test('a small group is withheld, and so is the one beside it that would tell it', () => {
  const told = toldViews([first('a', 0, 6), first('b', 0, 2)], slicesOf)
  expect(told.people[viewOf(ZERO_ID, 4)]).toBe(8)
  expect(told.withheld).toEqual(expect.arrayContaining([viewOf('a', 4), viewOf('b', 4)]))
})

test('a span is withheld where few people came before it, and told where many did', () => {
  const few = toldViews([first('a', 0, 20), first('a', 3, 3)], slicesOf)
  expect(few.people[viewOf(ZERO_ID, 'all')]).toBe(23)
  expect(few.withheld).toContain(viewOf(ZERO_ID, 4))
  const many = toldViews([first('a', 0, 20), first('a', 3, 6)], slicesOf)
  expect(many.people[viewOf(ZERO_ID, 4)]).toBe(20)
})

test('tries that few people needed are told with those before, as one', () => {
  const tried = (tries: number, people: number): Doers => ({
    people,
    doings: [{ release: 'r1', piece: 0, group: 'a', tries }],
  })
  const told = toldViews([tried(0b1, 20), tried(0b11, 10), tried(0b111, 3)], slicesOf).people
  expect(told[viewOfTry(1)]).toBe(33)
  expect(told[viewOfTriesFrom(2)]).toBe(13)
  expect(told[viewOfTry(2)]).toBeUndefined()
})

test('what nobody did is neither told nor withheld', () => {
  const told = toldViews([first('a', 0, 6)], slicesOf)
  expect([...Object.keys(told.people), ...told.withheld]).not.toContain(viewOf('b', 4))
  expect([...Object.keys(told.people), ...told.withheld]).not.toContain(viewOf('a', '4 before'))
})
