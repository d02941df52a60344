import { expect, test } from 'vitest'
import { anEmptyDatabase } from '#tests/database.ts'
import { migrate } from './migrate.server.ts'
import { markPurpose, purposeOf } from './purpose.server.ts'
import { settleDatabase } from './url.server.ts'

test('a database without a mark is for people, with and without tables', async () => {
  const [bare, migrated] = await Promise.all([anEmptyDatabase(), anEmptyDatabase({ migrated: true })])
  expect(await purposeOf(bare.url)).toBeNull()
  expect(await purposeOf(migrated.url)).toBeNull()
  await Promise.all([bare.drop(), migrated.drop()])
})

test('a marked database keeps the last mark, and can still be migrated', async () => {
  const { url, drop } = await anEmptyDatabase()
  await markPurpose(url, 'demo-loading')
  settleDatabase(url)
  expect(await migrate()).toBe(true)
  await markPurpose(url, 'demo')
  expect(await purposeOf(url)).toBe('demo')
  await drop()
})
