import { expect, test } from 'vitest'
import { errorName } from './error-words.ts'

test('an author’s own type of error is its words', () => {
  expect(errorName('wrong-path').what).toBe('chose a control that leads elsewhere')
  expect(errorName('gross-as-net')).toEqual({ name: 'Gross as net', what: null })
})
