import { expect, test } from 'vitest'
import { sql } from './database/sql.server.ts'
import { errorForLog } from './logger.server.ts'

test('an error of the database is logged without the values that it was about', async () => {
  await sql`CREATE TABLE guest (email text PRIMARY KEY, born date)`
  await sql`INSERT INTO guest VALUES ('lena@example.org', NULL)`
  const twice = await sql`INSERT INTO guest VALUES ('lena@example.org', NULL)`.catch((error: unknown) => error)
  const unread = await sql`INSERT INTO guest VALUES ('a', ${'lena, in May'}::date)`.catch((error: unknown) => error)
  for (const error of [twice, unread]) {
    expect(JSON.stringify(errorForLog(error))).not.toMatch(/lena/i)
  }
  expect(errorForLog(twice)).toMatchObject({ code: '23505', message: expect.stringContaining('guest_pkey') })
  expect(errorForLog(unread)).toMatchObject({ code: '22007' })
})

test('what was thrown and is no error is not logged at all', () => {
  expect(errorForLog('lena@example.org')).toEqual({ type: 'string', message: 'not an error' })
})

test('causes are kept', () => {
  const logged = errorForLog(new Error('outer', { cause: new TypeError('inner') }))
  expect(logged).toMatchObject({ message: 'outer', cause: { type: 'TypeError', message: 'inner' } })
})
