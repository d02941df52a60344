import { expect, test } from 'vitest'
import { isUnfitValue } from './failures.ts'
import { sql } from './sql.server.ts'

const failure = (asked: Promise<unknown>) => asked.catch((error: unknown) => error)

test.each([
  ['a character that cannot be kept', () => sql`SELECT ${'\u0000'}::text`],
  ['a day that there never was', () => sql`SELECT ${'0000-01-01'}::date`],
  ['an instant out of range', () => sql`SELECT ${'999999-01-01'}::timestamptz`],
  ['a number out of range', () => sql`SELECT ${'99999999999'}::int`],
  ['a word in the place of an id', () => sql`SELECT ${'lena'}::uuid`],
])('%s is a value that does not fit', async (_, asked) => {
  expect(isUnfitValue(await failure(asked()))).toBe(true)
})

test('a division by zero is a bug', async () => {
  expect(isUnfitValue(await failure(sql`SELECT 1 / ${0}::int`))).toBe(false)
})
