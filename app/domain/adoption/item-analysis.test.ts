import { expect, test } from 'vitest'
import type { Answers, CheckDefinition, CheckKey, CheckQuestion } from '#app/lessons/questions.ts'
import { EVERY_KIND_RIGHT, everyKind } from '#tests/makers/lessons.ts'
import { addSubmission, addSums, type FirstSubmission, newSums } from './check-rollups/question-sums.ts'
import { concernOf, type QuestionFigures, questionFigures } from './item-analysis.ts'

type Given = Pick<FirstSubmission, 'answers' | 'asked'>
const submitted = (answers: Answers, asked = Object.keys(answers)): Given => ({ answers, asked })
const times = <T>(count: number, make: (index: number) => T): T[] =>
  Array.from({ length: count }, (_, index) => make(index))

const ids = ['q1', 'q2', 'q3', 'q4']
const questions = ids.map(
  (id): CheckQuestion => ({
    ...{ id, html: `<p>${id}?</p>`, multiple: false },
    choices: ['right', 'near', 'far'].map((choice) => ({ id: choice, html: `<em>${choice}</em>` })),
  }),
)
const key: CheckKey = Object.fromEntries(
  ids.map((id) => [
    id,
    Object.fromEntries(['right', 'near', 'far'].map((choice) => [choice, { right: choice === 'right', says: null }])),
  ]),
)
/** `1` is right, `0` near, `-` far: a letter a question. */
const marks = (written: string) =>
  submitted(
    Object.fromEntries(
      [...written].map((mark, place) => [ids[place] ?? '', [mark === '1' ? 'right' : mark === '0' ? 'near' : 'far']]),
    ),
  )

/** Of submissions in two weeks, whose sums are added. */
function figuresIn(check: CheckDefinition, own: CheckKey, given: readonly Given[]): QuestionFigures[] {
  const half = Math.ceil(given.length / 2)
  const weeks = [given.slice(0, half), given.slice(half)].map((week) => {
    const sums = newSums(check.questions)
    for (const one of week) addSubmission(sums, check.questions, own, { ...one, right: 0, total: 0 })
    return sums
  })
  const all = newSums(check.questions)
  for (const week of weeks) addSums(all, week)
  return questionFigures(check, own, all)
}
const figuresOf = (given: readonly Given[]) => figuresIn({ html: '', questions }, key, given)

test('facility is the share right of those who were asked, with its interval', () => {
  const [first] = figuresOf([...times(8, () => marks('1111')), ...times(2, () => marks('0111'))])
  expect(first).toMatchObject({ people: 10, right: 8, facility: 0.8 })
  expect(first?.interval?.low).toBeCloseTo(0.4902, 4)
})

test('answers are counted: the right one, each wrong one, and none', () => {
  const [first] = figuresOf([marks('1111'), marks('0111'), marks('0111'), marks('-111'), submitted({}, ids)])
  expect(first?.answers).toEqual([
    { html: '<em>right</em>', words: '', right: true, people: 1 },
    { html: '<em>near</em>', words: '', right: false, people: 2 },
    { html: '<em>far</em>', words: '', right: false, people: 1 },
    { html: null, words: 'No answer', right: false, people: 1 },
  ])
})

test('discrimination compares a question with the others, not with itself', () => {
  // Right here: rests 3, 3, 2 of 3; wrong here: 1, 0, 0. By hand: r = 0.9272.
  const [first] = figuresOf(['1111', '1111', '1110', '0100', '0000', '0000'].map(marks))
  expect(first?.discrimination).toBeCloseTo(0.9272, 4)
  const misleading = figuresOf(['0111', '0111', '0110', '1100', '1000', '1000'].map(marks))[0]
  expect(misleading?.discrimination).toBeLessThan(-0.8)
})

test('discrimination is not told under five people, of one question, or where all are alike', () => {
  const told = (submissions: Given[]) => figuresOf(submissions)[0]?.discrimination
  expect(told(['1111', '1110', '0100', '0000'].map(marks))).toBeNull()
  expect(told(times(10, () => marks('1111')))).toBeNull()
  expect(told(times(10, (index) => marks(index % 2 ? '1' : '0')))).toBeNull()
})

test('of a pool each question counts those who were asked it', () => {
  const some = times(6, (index) =>
    submitted(index < 4 ? { q1: ['right'], q2: ['near'] } : { q2: ['right'], q3: ['far'] }),
  )
  expect(figuresOf(some).map(({ people, right }) => [people, right])).toEqual([
    [4, 4],
    [6, 2],
    [2, 0],
    [0, 0],
  ])
})

const every = everyKind()
const everyFigures = (given: readonly Answers[]) =>
  Object.fromEntries(
    figuresIn(
      every.check,
      every.key,
      given.map((one) => submitted({ ...EVERY_KIND_RIGHT, ...one })),
    ).map(({ question, answers }) => [
      question.id,
      answers.map(({ html, words, right, people }) => [html ?? '', words, right, people]),
    ]),
  )

test('of an order it is counted who put each item at its place; of pairs, who chose what', () => {
  const { order, match } = everyFigures([{}, { order: ['b', 'a', 'c'], match: ['1=z', '2=y'] }])
  expect(order).toEqual([
    ['Item a', 'At place 1', true, 1],
    ['Item b', 'At place 2', true, 1],
    ['Item c', 'At place 3', true, 2],
  ])
  expect(match).toEqual([
    ['Left 1', 'Right x', true, 1],
    ['Left 1', 'Right z', false, 1],
    ['Left 2', 'Right y', true, 2],
  ])
})

test('typed answers are told where they are right, foreseen, or given by five people; of the rest only how many', () => {
  const { words, number } = everyFigures([
    {},
    { words: ['DEBIT note'], number: ['14 days'] },
    { words: ['my name is Ada'], number: ['3'] },
    ...times(5, () => ({ words: ['In voice'], number: ['8,0'] })),
  ])
  expect(words).toEqual([
    ['', 'Credit note or Gutschrift über', true, 1],
    ['', 'In voice', false, 5],
    ['', 'Debit note', false, 1],
    ['', 'Other answers', false, 1],
  ])
  expect(number).toEqual([
    ['', '7 days, give or take 0.5', true, 1],
    ['', '8,0', false, 5],
    ['', '14', false, 1],
    ['', 'Other answers', false, 1],
  ])
})

test.each([
  [{ people: 40, facility: 0.7, discrimination: -0.2 }, 'misleads'],
  [{ people: 40, facility: 0.3, discrimination: 0.4 }, 'hard'],
  [{ people: 40, facility: 0.7, discrimination: 0.05 }, 'tells little'],
  [{ people: 40, facility: 0.95, discrimination: 0.05 }, null],
  [{ people: 40, facility: 0.7, discrimination: 0.3 }, null],
  [{ people: 12, facility: 0.7, discrimination: -0.4 }, null],
  [{ people: 4, facility: 0.1, discrimination: null }, null],
  [{ people: 40, facility: 0.7, discrimination: null }, null],
] as const)('of figures %j an author is told: %s', (figures, concern) => {
  expect(concernOf(figures as QuestionFigures)).toBe(concern)
})
