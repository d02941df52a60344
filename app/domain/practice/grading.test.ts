import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  type Answers,
  type CheckKey,
  type Given,
  isOfChoices,
  pairOf,
  type QuestionKey,
} from '#app/lessons/questions.ts'
import {
  aCheck,
  aLesson,
  EVERY_KIND_RIGHT,
  everyKind,
  HALF_RIGHT_ANSWERS,
  RIGHT_ANSWERS,
} from '#tests/makers/lessons.ts'
import { feedback, grade } from './grading.ts'
import { judge } from './judging.ts'

const key = aLesson({ blocks: [aCheck('check')] }).keys.check ?? {}
const ASKED = ['q1', 'q2']
const every = everyKind()

test('of several right choices all must be chosen, and no other', () => {
  expect(grade(key, RIGHT_ANSWERS, ASKED)).toEqual({ right: 2, total: 2 })
  expect(grade(key, HALF_RIGHT_ANSWERS, ASKED)).toEqual({ right: 1, total: 2 })
  expect(grade(key, { q1: ['1', '2'], q2: ['1', '2', '3'] }, ASKED)).toEqual({ right: 0, total: 2 })
})

test('no answer is wrong, and answers to no question are ignored', () => {
  expect(grade(key, {}, ASKED)).toEqual({ right: 0, total: 2 })
  expect(grade(key, { q1: ['1'], q9: ['1'], constructor: ['1'] }, ASKED)).toEqual({ right: 1, total: 2 })
  expect(grade(key, { q1: ['9'] }, ASKED)).toEqual({ right: 0, total: 2 })
  expect(grade(key, { q1: ['1', '9'] }, ASKED)).toEqual({ right: 0, total: 2 })
})

test('only what was asked counts', () => {
  expect(grade(key, RIGHT_ANSWERS, ['q2'])).toEqual({ right: 1, total: 1 })
  expect(Object.keys(feedback(key, RIGHT_ANSWERS, ['q2']))).toEqual(['q2'])
})

test('only what was chosen is told about', () => {
  expect(feedback(key, { q1: ['2'] }, ASKED)).toEqual({
    q1: { right: false, given: ['2'], says: [{ of: '2', right: false, says: 'Said of 2.' }], words: null },
    q2: { right: false, given: [], says: [], words: null },
  })
})

test('every kind of question can be answered rightly', () => {
  const asked = every.check.questions.map(({ id }) => id)
  expect(grade(every.key, EVERY_KIND_RIGHT, asked)).toEqual({ right: 5, total: 5 })
})

const judged = (question: string, given: Given) => judge(every.key[question] as QuestionKey, given)

test('an order is right as a whole, and each item is told whether it stands where it should', () => {
  expect(judged('order', ['b', 'a', 'c'])).toEqual({
    right: false,
    words: 'Not so.',
    says: [
      { of: 'b', right: false, says: null },
      { of: 'a', right: false, says: 'First.' },
      { of: 'c', right: true, says: null },
    ],
  })
  for (const given of [
    ['a', 'b'],
    ['a', 'b', 'c', 'c'],
    ['a', 'a', 'a'],
    ['c', 'b', 'a'],
  ]) {
    expect(judged('order', given).right).toBe(false)
  }
})

test('each pair is told by itself; one left out or said twice makes the whole wrong', () => {
  expect(judged('match', ['1=z', '2=y'])).toEqual({
    right: false,
    words: 'Look again.',
    says: [
      { of: '1=z', right: false, says: 'One is x.' },
      { of: '2=y', right: true, says: null },
    ],
  })
  for (const given of [['1=x'], ['1=x', '1=x'], ['1=x', '1=z', '2=y'], ['x=1', 'y=2'], ['1', '2']]) {
    expect(judged('match', given).right).toBe(false)
  }
})

test.each([
  ['7', true],
  [' 7,5 Days', true],
  ['6.5', true],
  ['7.51', false],
  ['6,49', false],
  ['14', false],
  ['seven', false],
  ['', false],
  ['days', false],
  ['1e1', false],
])('of a number %j is %s', (typed, right) => {
  expect(judged('number', [typed]).right).toBe(right)
})

test('a tolerance is not lost in binary, and thousands may be parted', () => {
  const close: QuestionKey = { kind: 'number', is: 0.3, within: 0.1, unit: null, wrong: [], praise: null, says: null }
  expect(judge(close, ['0.4']).right).toBe(true)
  expect(judge(close, ['0.2']).right).toBe(true)
  expect(judge(close, ['0.41']).right).toBe(false)
  const large: QuestionKey = { ...close, is: 1204.5, within: 0 }
  for (const typed of ['1,204.50', '1.204,5', "1'204.5", '1204.5']) expect(judge(large, [typed]).right).toBe(true)
})

test('a foreseen number is told what it is, any other what to think of', () => {
  expect(judged('number', ['14']).says).toEqual([{ of: '14', right: false, says: 'That is two weeks.' }])
  expect(judged('number', ['14']).words).toBeNull()
  expect(judged('number', ['20'])).toMatchObject({ words: 'Count the weekend, too.', says: [{ says: null }] })
  expect(judged('number', ['7']).says).toEqual([{ of: '7', right: true, says: 'A week.' }])
})

test.each([
  ['CREDIT  Note', true],
  ['créditnote', true],
  ['ｃｒｅｄｉｔ note', true],
  ['gutschrift uber', true],
  ['GUTSCHRIFTÜBER', true],
  ['credit', false],
  ['debit note', false],
  [' ', false],
])('of a text %j is %s: case, accents and spaces do not matter', (typed, right) => {
  expect(judged('words', [typed]).right).toBe(right)
})

test('a foreseen text is told what it is', () => {
  expect(judged('words', ['debit  NOTE']).says).toEqual([
    { of: 'debit  NOTE', right: false, says: 'The other way round.' },
  ])
})

const anyKey: fc.Arbitrary<QuestionKey> = fc.constantFrom(...Object.values(every.key), ...Object.values(key))
const anyCheck: fc.Arbitrary<CheckKey> = fc.dictionary(fc.stringMatching(/^[a-z]{1,3}$/), anyKey, { maxKeys: 6 })
const piece = fc.oneof(
  fc.constantFrom('a', 'b', 'c', '1', '2', '1=x', '2=y', '1=z', '7', '7.5', 'credit note', 'constructor', '__proto__'),
  fc.string(),
  fc.double().map(String),
)
const anyGiven = fc.array(piece, { maxLength: 5 })

test('never more is right than was asked, whatever is given, also what is no answer at all', () => {
  const anything = fc.oneof(anyGiven, fc.anything())
  fc.assert(
    fc.property(anyCheck, fc.dictionary(fc.string(), anything), fc.array(fc.string()), (check, answers, noise) => {
      const asked = [...Object.keys(check), ...noise]
      const of = { ...answers, ...Object.fromEntries(Object.keys(check).map((id) => [id, answers[id] ?? noise])) }
      const { right, total } = grade(check, of as Answers, [...new Set(asked)])
      expect(right).toBeGreaterThanOrEqual(0)
      expect(right).toBeLessThanOrEqual(total)
      expect(total).toBe(Object.keys(check).length)
      const told = Object.values(feedback(check, of as Answers, Object.keys(check)))
      expect(told.filter((one) => one.right).length).toBe(right)
    }),
  )
})

test('what has not the form of an answer is wrong', () => {
  fc.assert(
    fc.property(anyKey, fc.anything(), (own, given) => {
      fc.pre(!Array.isArray(given) || given.some((one) => typeof one !== 'string'))
      expect(grade({ q: own }, { q: given } as Answers, ['q'])).toEqual({ right: 0, total: 1 })
    }),
  )
})

test('in what order answers, choices and pairs come is nothing to the grade', () => {
  const shuffledBy = (list: readonly string[], by: readonly number[]) =>
    [...list].sort((one, other) => (by[list.indexOf(one)] ?? 0) - (by[list.indexOf(other)] ?? 0))
  fc.assert(
    fc.property(anyCheck, fc.array(anyGiven), fc.array(fc.nat()), (check, given, by) => {
      const answers = Object.entries(check).map(([id], place) => [id, [...new Set(given[place] ?? [])]] as const)
      const moved = answers.toReversed().map(([id, one]): [string, readonly string[]] => {
        const own = check[id] as QuestionKey
        return [id, isOfChoices(own) || own.kind === 'pairs' ? shuffledBy(one, by) : one]
      })
      const asked = Object.keys(check)
      const graded = grade(check, Object.fromEntries(answers), asked)
      expect(grade(check, Object.fromEntries(moved), asked.toReversed())).toEqual(graded)
    }),
  )
})

test('whatever is right, all of it right is the whole, and one changed answer is one less', () => {
  const rightOf = (own: QuestionKey): Given => {
    if (isOfChoices(own)) return Object.keys(own).filter((choice) => own[choice]?.right)
    if (own.kind === 'order') return own.order
    if (own.kind === 'pairs') return Object.entries(own.pairs).map(([left, { right }]) => pairOf(left, right))
    return own.kind === 'number' ? [String(own.is)] : own.accepts.slice(0, 1)
  }
  fc.assert(
    fc.property(anyCheck, fc.nat(), (check, pick) => {
      const asked = Object.keys(check)
      const right = Object.fromEntries(asked.map((id) => [id, rightOf(check[id] as QuestionKey)]))
      expect(grade(check, right, asked).right).toBe(asked.length)
      const spoilt = asked[pick % Math.max(1, asked.length)]
      if (spoilt === undefined) return
      expect(grade(check, { ...right, [spoilt]: ['no such answer'] }, asked).right).toBe(asked.length - 1)
    }),
  )
})
