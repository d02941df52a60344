import { expect, test } from 'vitest'
import type { Pressed } from '#app/domain/practice/lab.ts'
import type { TaskState } from '#app/domain/progress/standing.ts'
import { afterPress, ended, lastTry } from './sayings.ts'

const pressed = (parts: {
  errors?: boolean[]
  fieldErrors?: Record<string, string>
  sums?: string[]
  says?: string
  critical?: boolean
}): Pressed =>
  ({
    errors: (parts.errors ?? []).map((critical) => ({ type: 'wrong-path', critical, place: 'list/import' })),
    says: parts.says ?? null,
    done: false,
    state: {
      fieldErrors: parts.fieldErrors ?? {},
      critical: parts.critical ?? false,
      ...(parts.sums && { wrongSums: parts.sums.map((says) => ({ fields: ['net'], says })) }),
    },
  }) as unknown as Pressed

test('a press that leads on says nothing, unless its author does', () => {
  expect(afterPress(pressed({}))).toBeNull()
  expect(afterPress(pressed({ says: 'Saved as a draft.' }))).toEqual({ kind: 'right', words: 'Saved as a draft.' })
})

test('a wrong field is told in its own words, several are counted', () => {
  expect(afterPress(pressed({ errors: [false], fieldErrors: { net: 'That is gross.' } }))).toEqual({
    kind: 'wrong',
    words: 'That is gross.',
  })
  expect(afterPress(pressed({ errors: [false, false], fieldErrors: { net: 'x', tax: 'y' } }))?.words).toBe(
    '2 fields are not right yet.',
  )
})

test('a wrong path is told, and what would do harm is told first', () => {
  expect(afterPress(pressed({ errors: [false] }))?.words).toBe('That does not lead there.')
  expect(afterPress(pressed({ errors: [false, true], fieldErrors: { net: 'x' }, says: 'Paid unseen.' }))).toMatchObject(
    {
      kind: 'critical',
      words: 'Paid unseen.',
    },
  )
})

test('the end of a lab tells the time to the person who took it', () => {
  expect(ended(pressed({}), 112_000, true)).toEqual({ kind: 'done', words: 'Done.', more: 'It took you 1:52.' })
})

test('the end of a try that does not count says what would', () => {
  expect(ended(pressed({}), 112_000, false).more).toBe('Now without guidance, so that it counts.')
})

test('what does not add up is told in its own words, and counted beside wrong fields', () => {
  expect(afterPress(pressed({ errors: [false], sums: ['Together this is 2.'] }))?.words).toBe('Together this is 2.')
  expect(afterPress(pressed({ errors: [false, false], sums: ['x'], fieldErrors: { tax: 'y' } }))).toEqual({
    kind: 'wrong',
    words: '2 things are not right yet.',
    more: 'Look at the words on the screen.',
  })
})

test('the end after a critical error is told as no success, and what to do', () => {
  const told = ended(pressed({ says: 'Well done.', critical: true }), 112_000, true)
  expect(told.kind).toBe('wrong')
  expect(`${told.words} ${told.more}`).toBe(
    'You came to the end, but this try does not count. Something in it would do harm in daily work. It took you 1:52. Practise again without it.',
  )
})

const tried = (last: Partial<NonNullable<TaskState['last']>>): TaskState => ({
  tries: 1,
  running: null,
  last: {
    ...{ id: 'a', ordinal: 2, mode: 'assessed', reported: false, standing: 'success', step: null, steps: null },
    ...{ timeMs: null, errors: 0, criticalErrors: 0, hints: 0 },
    ...last,
  },
})

test('how the last try went is told in a line', () => {
  expect(lastTry(undefined)).toBe('Not tried yet')
  expect(lastTry(tried({ timeMs: 112_000 }))).toBe('Attempt 2 worked in 1:52, no errors')
  expect(lastTry(tried({ errors: 1 }))).toBe('Attempt 2 worked, 1 error')
  expect(lastTry(tried({ criticalErrors: 1, errors: 1 }))).toContain('so it does not count')
  expect(lastTry(tried({ standing: 'failure' }))).toBe('Attempt 2 did not work')
  expect(lastTry(tried({ standing: 'gave up', step: 2, steps: 3 }))).toBe('Attempt 2 was given up at step 2 of 3')
  expect(lastTry(tried({ mode: 'guided' }))).toBe('Attempt 2, with guidance, worked, no errors')
  expect(lastTry(tried({ reported: true, timeMs: 112_000 }))).toBe(
    'Attempt 2, reported from outside, worked in 1:52, no errors',
  )
  expect(lastTry(tried({ standing: 'abandoned', step: 1, steps: 3 }))).toBe('Attempt 2 was left at step 1 of 3')
})
