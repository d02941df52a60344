import { expect, test } from 'vitest'
import { explained } from './explained.ts'

/** As React Router hands on an answer that was no page: with `data` still a text where it could not tell what it is. */
const answered = (status: number, data: unknown) => ({ status, statusText: '', internal: false, data })

test.each([
  [413, 'too-large', 'Too large'],
  [503, 'away', 'Back in a moment'],
  [403, 'foreign', 'Not sent from this site'],
  [403, 'forbidden', 'You may not do this'],
  [404, 'missing', 'There is nothing here'],
  [400, 'invalid', 'That did not work'],
])('%i %s is told by its own words, read or still unread', (status, kind, title) => {
  const said = { kind, words: 'These are its words.', requestId: 'r-1' }
  for (const data of [said, JSON.stringify(said)]) {
    expect(explained(answered(status, data))).toMatchObject({ title, words: said.words, requestId: 'r-1' })
  }
})

test.each(['<html>', '"text"', 'null', '{"words":1}', null, undefined])(
  '%j says nothing that could be shown',
  (data) => {
    expect(explained(answered(400, data)).words).toBe('Go back and try it another way, or ask for help.')
  },
)

test('a bug says nothing about itself', () => {
  for (const error of [new Error('no such column'), answered(500, { words: 'no such column' })]) {
    expect(explained(error)).toMatchObject({ kind: 'failing', words: expect.stringContaining('It is recorded.') })
  }
})

test('without a connection that is what a page failed for, unless it was answered', () => {
  expect(explained(new TypeError('Failed to fetch'), false)).toMatchObject({ kind: 'offline', title: 'No connection' })
  expect(explained(answered(404, { words: 'It is gone.' }), false)).toMatchObject({ words: 'It is gone.' })
})
