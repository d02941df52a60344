import { expect, test } from 'vitest'
import { passwordProblem } from './password-rules.ts'

const email = 'lena.brandt@brackwater.example'

test.each(['nine char', '', '          '.slice(1)])('a short password is refused: "%s"', (password) => {
  expect(passwordProblem(password, email)).toBe('Use at least 10 characters.')
})

test.each([
  '1234567890',
  'Password123',
  'qwertyuiop',
  'Summer2026!',
  '!!welcome2026',
  'aaaaaaaaaaaa',
  'ababababababab',
])('what others would try first is refused: %s', (password) => {
  expect(passwordProblem(password, email)).toMatch(/among the first/)
})

test('the own e-mail address is refused, in any case', () => {
  expect(passwordProblem('Lena.Brandt@Brackwater.example', email)).toMatch(/other than your e-mail/)
})

test.each(['gangplank seven herons', 'на дворе трава', 'Vogel-im-Regen'])('a good one passes: %s', (password) => {
  expect(passwordProblem(password, email)).toBeNull()
})

test('a sentence has its limit', () => {
  expect(passwordProblem('a herd of '.repeat(21), email)).toBe('Use at most 200 characters.')
})
