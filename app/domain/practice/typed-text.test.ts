import { expect, test } from 'vitest'
import { LONGEST_TEXT } from './limits.ts'
import { isStorable, keptText } from './typed-text.ts'

test('what was typed is kept as it is, whatever the language', () => {
  expect(keptText('1,200.00 für Ø 👍')).toBe('1,200.00 für Ø 👍')
})

test('what cannot be stored is taken out, and what is too long is cut', () => {
  expect(keptText('12\u000000')).toBe('1200')
  expect(keptText('half \ud83d')).toBe('half \ufffd')
  expect(keptText('x'.repeat(LONGEST_TEXT + 1))).toHaveLength(LONGEST_TEXT)
  expect(keptText(`${'x'.repeat(LONGEST_TEXT - 1)}👍`).isWellFormed()).toBe(true)
})

test('an id that cannot be stored is known', () => {
  expect(['enter', 'Betrag/netto', 'a\0', '\udc4d'].map(isStorable)).toEqual([true, true, false, false])
})
