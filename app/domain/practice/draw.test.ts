import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { CheckDefinition, CheckQuestion } from '#app/lessons/questions.ts'
import { newId } from '#app/platform/ids.ts'
import { everyKind } from '#tests/makers/lessons.ts'
import { drawnQuestions } from './draw.ts'

const aQuestion = (id: string): CheckQuestion => ({
  id,
  html: `<p>${id}?</p>`,
  multiple: false,
  choices: ['1', '2', '3', '4', '5'].map((choice) => ({ id: choice, html: choice })),
})
const aPool = (size: number, rest: Partial<CheckDefinition> = {}): CheckDefinition => ({
  html: '',
  questions: Array.from({ length: size }, (_, place) => aQuestion(`q${place + 1}`)),
  ...rest,
})
const ids = (questions: readonly CheckQuestion[]) => questions.map(({ id }) => id)
const choices = (question: CheckQuestion | undefined) =>
  question && 'choices' in question ? question.choices.map(({ id }) => id).join('') : ''

test('a check that says nothing of it is asked whole and as it was written', () => {
  const check = aPool(4)
  for (const nth of [0, 1, 2]) expect(drawnQuestions(check, { person: newId(), nth })).toEqual(check.questions)
})

test('a try draws the same wherever and whenever it is drawn, and nothing twice', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 12 }),
      fc.integer({ min: 1, max: 14 }),
      fc.uuid(),
      fc.nat(50),
      (size, draw, person, nth) => {
        const check = aPool(size, { draw, shuffle: true })
        const drawn = drawnQuestions(check, { person, nth })
        expect(drawnQuestions(structuredClone(check), { person, nth })).toEqual(drawn)
        expect(new Set(ids(drawn)).size).toBe(Math.min(size, draw))
        for (const question of drawn) {
          expect(choices(question).split('').sort().join('')).toBe('12345')
        }
      },
    ),
  )
})

test('tries one after the other go through the whole pool before anything comes again', () => {
  fc.assert(
    fc.property(fc.uuid(), fc.integer({ min: 1, max: 5 }), (person, draw) => {
      const check = aPool(10, { draw })
      const tries = Math.floor(10 / draw)
      const asked = Array.from({ length: tries }, (_, nth) => ids(drawnQuestions(check, { person, nth }))).flat()
      expect(new Set(asked).size).toBe(tries * draw)
    }),
  )
})

test('people are asked differently, and every question comes to somebody', () => {
  const check = aPool(8, { draw: 3, shuffle: true })
  const people = Array.from({ length: 200 }, () => drawnQuestions(check, { person: newId(), nth: 0 }))
  const times = Map.groupBy(people.flatMap(ids), (id) => id)
  expect(times.size).toBe(8)
  for (const [id, asked] of times) expect(asked.length, id).toBeGreaterThan(40)
  expect(new Set(people.map((one) => ids(one).join())).size).toBeGreaterThan(50)
})

test('choices stand in another order at another try, unless the author fixed them', () => {
  const check = aPool(1, { shuffle: true })
  const orders = Array.from({ length: 40 }, (_, nth) => choices(drawnQuestions(check, { person: 'one', nth })[0]))
  expect(new Set(orders).size).toBeGreaterThan(20)
  const fixed: CheckDefinition = { ...check, questions: [{ ...aQuestion('q1'), fixed: true }] }
  for (const nth of [0, 1, 2]) expect(choices(drawnQuestions(fixed, { person: 'one', nth })[0])).toBe('12345')
})

test('items to order and to match are shuffled, too, and none is lost', () => {
  const { check } = everyKind()
  const orders = Array.from({ length: 30 }, (_, nth) => {
    const drawn = drawnQuestions(check, { person: 'one', nth })
    const order = drawn.find((question) => question.kind === 'order')
    const match = drawn.find((question) => question.kind === 'pairs')
    return [order?.items.map(({ id }) => id).join(''), match?.lefts.map(({ id }) => id).join('')]
  })
  expect(new Set(orders.map(([items]) => items)).size).toBe(6)
  expect(new Set(orders.map(([, lefts]) => lefts))).toEqual(new Set(['12', '21']))
})
