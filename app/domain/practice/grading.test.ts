import { expect, test } from 'vitest'
import { aCheck, aLesson, HALF_RIGHT_ANSWERS, RIGHT_ANSWERS } from '#tests/makers/lessons.ts'
import { feedback, grade } from './grading.ts'

const key = aLesson({ blocks: [aCheck('check')] }).keys.check ?? {}

test('of several right choices all must be chosen, and no other', () => {
  expect(grade(key, RIGHT_ANSWERS)).toEqual({ right: 2, total: 2 })
  expect(grade(key, HALF_RIGHT_ANSWERS)).toEqual({ right: 1, total: 2 })
  expect(grade(key, { q1: ['1', '2'], q2: ['1', '2', '3'] })).toEqual({ right: 0, total: 2 })
})

test('no answer is wrong, and answers to no question are ignored', () => {
  expect(grade(key, {})).toEqual({ right: 0, total: 2 })
  expect(grade(key, { q1: ['1'], q9: ['1'], constructor: ['1'] })).toEqual({ right: 1, total: 2 })
  expect(grade(key, { q1: ['9'] })).toEqual({ right: 0, total: 2 })
})

test('only what was chosen is told about', () => {
  expect(feedback(key, { q1: ['2'] })).toEqual({
    q1: { right: false, chosen: ['2'], says: [{ choice: '2', right: false, says: 'Said of 2.' }] },
    q2: { right: false, chosen: [], says: [] },
  })
})
