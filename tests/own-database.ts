import { afterAll, expect, inject } from 'vitest'
import { createDatabase } from './database.ts'

/** Rules, lessons and components keep nothing, and a database costs each file most of a second. */
const KEEPS_NOTHING = /\/app\/(components|domain|http|lessons|offline|outbox)\/(?!.*\.server\.test\.ts$)/

// Runs before each test file, and so before any module of the application reads the environment.
process.env.LOG_LEVEL ??= 'silent'
if (!KEEPS_NOTHING.test(expect.getState().testPath ?? '')) {
  const database = await createDatabase(inject('templateDatabase'))
  process.env.DATABASE_URL = database.url
  afterAll(async () => {
    const { closeDatabase } = await import('#app/platform/database/sql.server.ts')
    await closeDatabase()
    await database.drop()
  })
}
