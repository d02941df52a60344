import { expect, test } from 'vitest'
import { readCursor, readInstantCursor, writeCursor } from './cursor.ts'

test('a cursor leads back to where a page ended', () => {
  expect(readCursor(writeCursor('zoë “z” grün', 'id'))).toEqual(['zoë “z” grün', 'id'])
  expect(readInstantCursor(writeCursor('2026-03-02T09:00:00.000Z', 'id'))[0]).toEqual(new Date('2026-03-02T09:00:00Z'))
})

test.each(['forged', '', btoa('[]'), btoa('["one"]'), btoa('[1,2]'), writeCursor('le\u0000na', 'id')])(
  'one that we did not write is refused: %j',
  (cursor) => {
    expect(() => readCursor(cursor)).toThrow('This part of the list cannot be found.')
  },
)
