import { afterAll, inject } from 'vitest'
import { createDatabase } from './database.ts'

// Runs before each test file, and so before any module of the application reads the environment.
process.env.LOG_LEVEL ??= 'silent'
const database = await createDatabase(inject('templateDatabase'))
process.env.DATABASE_URL = database.url

afterAll(async () => {
  const { closeDatabase } = await import('#app/platform/database/sql.server.ts')
  await closeDatabase()
  await database.drop()
})
