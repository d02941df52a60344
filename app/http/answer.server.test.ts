import { expect, test } from 'vitest'
import { Refusal, type RefusalKind } from '../domain/errors.ts'
import { answer, seeOther } from './answer.server.ts'

const kinds: [RefusalKind, number][] = [
  ['missing', 404],
  ['forbidden', 403],
  ['conflict', 409],
  ['invalid', 400],
  ['limited', 429],
]

test.each(kinds)('what is %s is answered %i, in words for people', async (kind, status) => {
  const refused = answer(() => Promise.reject(new Refusal(kind, 'Because.')))
  const response = await refused.catch((thrown: Response) => thrown)
  expect(response).toMatchObject({ status })
  expect(await (response as Response).json()).toEqual({ kind, words: 'Because.' })
})

test('a bug passes as it is, and a value too', async () => {
  await expect(answer(() => Promise.reject(new Error('bug')))).rejects.toThrow('bug')
  expect(await answer(() => 7)).toBe(7)
})

test('after a form the browser goes on by GET', () => {
  const response = seeOther('/reports', ['a=1', 'b=2'])
  expect(response.status).toBe(303)
  expect(response.headers.getSetCookie()).toEqual(['a=1', 'b=2'])
})
