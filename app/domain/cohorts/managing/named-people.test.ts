import { expect, test } from 'vitest'
import { entriesIn } from './named-people.ts'

test('a list from a mail, a sheet or a chat is read alike, each entry once', () => {
  const pasted =
    'Ada Berg <ada@x.example>, "Lind, Rosa" <rosa@x.example>;\r\n  max@x.example\tE-1042\nMax@x.example\nmailto:ida@x.example\n\n'
  expect(entriesIn(pasted)).toEqual(['ada@x.example', 'rosa@x.example', 'Max@x.example', 'E-1042', 'ida@x.example'])
  expect(entriesIn(' \n;,')).toEqual([])
})
