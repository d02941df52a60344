import { expect, test } from 'vitest'
import { grade } from '#app/domain/practice/grading.ts'
import { everyKind } from '#tests/makers/lessons.ts'
import { answersFor } from './check-answers.ts'
import { seeded } from './random.ts'

const { check, key } = everyKind()
const ids = check.questions.map(({ id }) => id)
const share = (knowing: number) => {
  const random = seeded(7)
  const graded = Array.from({ length: 300 }, () => grade(key, answersFor(key, check.questions, knowing, random), ids))
  return graded.reduce((sum, { right }) => sum + right, 0) / (300 * ids.length)
}

test('who knows everything has all of every kind right, and who knows nothing all wrong', () => {
  expect(share(99)).toBe(1)
  expect(share(-99)).toBe(0)
})

test('who knows more has more right', () => {
  expect(share(2)).toBeGreaterThan(share(0) + 0.15)
  expect(share(0)).toBeGreaterThan(share(-2) + 0.15)
})

test('every question gets an answer', () => {
  const answers = answersFor(key, check.questions, -1, seeded(3))
  expect(Object.keys(answers).sort()).toEqual([...ids].sort())
  expect(Object.values(answers).every((given) => given.length > 0)).toBe(true)
})
