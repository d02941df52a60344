import { expect, test } from 'vitest'
import { connectionString } from '#tests/database.ts'
import { SharedConnection } from './shared-connection.server.ts'

const asking = (number: number) => ({ name: 'asking', text: 'SELECT $1::int AS number', values: [number] })

function aConnection(): SharedConnection {
  return new SharedConnection({ connectionString: connectionString() }, async () => {})
}

test('what many ask at once comes back to whoever asked, on one connection', async () => {
  const connection = aConnection()
  const numbers = Array.from({ length: 50 }, (_, index) => index)
  const answers = await Promise.all(numbers.map((number) => connection.query<{ number: number }>(asking(number))))
  expect(answers.map(([row]) => row?.number)).toEqual(numbers)
  const [seen] = await connection.query({
    text: "SELECT count(*)::int AS connections FROM pg_prepared_statements WHERE name = 'asking'",
    values: [],
  })
  expect(seen).toEqual({ connections: 1 })
  expect(connection.waiting).toBe(0)
  await connection.end()
})

test('a statement that fails takes no other with it', async () => {
  const connection = aConnection()
  const answers = await Promise.allSettled([
    connection.query(asking(1)),
    connection.query({ text: 'SELECT 1 / $1::int AS never', values: [0] }),
    connection.query(asking(3)),
  ])
  expect(answers.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled'])
  await connection.end()
})

test('a connection that was lost is opened again by the next statement', async () => {
  const connection = aConnection()
  const ending = connection.query({ text: 'SELECT pg_terminate_backend(pg_backend_pid())', values: [] })
  await expect(ending).rejects.toThrow()
  await expect(connection.query(asking(2))).resolves.toEqual([{ number: 2 }])
  await connection.end()
})

test('a database that does not answer fails the statement, and is asked again by the next', async () => {
  const url = new URL(connectionString())
  url.pathname = '/not-there'
  const connection = new SharedConnection({ connectionString: url.href }, async () => {})
  await expect(connection.query(asking(1))).rejects.toThrow(/does not exist/)
  await expect(connection.query(asking(2))).rejects.toThrow(/does not exist/)
  await connection.end()
})
