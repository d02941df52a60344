import { expect, test } from 'vitest'
import { MARK, pieces, plainOf, tsQuery, wordsOf } from './search.ts'

test('words are letters and figures, at most eight, in small letters', () => {
  expect(wordsOf('  Tax-code: T1, “Über” & more! ')).toEqual(['tax', 'code', 't1', 'über', 'more'])
  expect(wordsOf('a b c d e f g h i j')).toHaveLength(8)
  expect(wordsOf('\u0000 :* !')).toEqual([])
})

test('each word may be the beginning of one, and count only in some places', () => {
  expect(tsQuery(['tax', 'code'])).toBe('tax:* & code:*')
  expect(tsQuery(['tax', 'code'], { join: '|', in: 'A' })).toBe('tax:*A | code:*A')
})

test('a marked text falls into pieces, and nothing of it is lost', () => {
  const { from, to } = MARK
  expect(pieces(`An ${from}invoice${to} of ${from}May${to}`)).toEqual([
    { text: 'An ', marked: false },
    { text: 'invoice', marked: true },
    { text: ' of ', marked: false },
    { text: 'May', marked: true },
  ])
  expect(pieces('plain')).toEqual([{ text: 'plain', marked: false }])
})

test('a plain word is without accents', () => expect(plainOf('Gdańsk')).toBe('gdansk'))
