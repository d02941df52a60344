import pg from 'pg'
import { expect, test } from 'vitest'
import { isDatabaseAway } from './away.ts'
import { sql } from './sql.server.ts'

test('a server that is not there is away', async () => {
  const client = new pg.Client('postgresql://nobody@127.0.0.1:1/none')
  const error = await client.connect().catch((refused: unknown) => refused)
  expect(isDatabaseAway(error)).toBe(true)
})

test('a connection that is ended under a statement is away', async () => {
  const error = await sql`SELECT pg_terminate_backend(pg_backend_pid())`.catch((ended: unknown) => ended)
  expect(isDatabaseAway(error)).toBe(true)
})

test('a statement that is wrong is a bug', async () => {
  const error = await sql`SELECT * FROM nowhere`.catch((wrong: unknown) => wrong)
  expect(isDatabaseAway(error)).toBe(false)
  expect(isDatabaseAway(null)).toBe(false)
})
