import { expect, test } from 'vitest'
import { inTransaction, part, sql } from './sql.server.ts'

test('values arrive as parameters and come back as the application means them', async () => {
  const [row] = await sql`
    SELECT ${"Robert'); DROP TABLE person;--"}::text AS name, ${'2026-03-29'}::date AS day, count(*) AS people,
           1.50::numeric AS rate, ${['a', 'b']}::text[] AS codes, ARRAY['2026-03-29'::date] AS days,
           '2026-03-29T10:00:00+02:00'::timestamptz AS at FROM person`
  expect(row).toEqual({
    name: "Robert'); DROP TABLE person;--",
    day: '2026-03-29',
    people: 0,
    rate: 1.5,
    codes: ['a', 'b'],
    days: ['2026-03-29'],
    at: new Date('2026-03-29T08:00:00Z'),
  })
})

test('a bigint that a number cannot hold is an error, not a wrong number', async () => {
  await expect(sql`SELECT 9007199254740993::bigint AS id`).rejects.toThrow(/too large/)
})

test('parts compose one statement and number its parameters through', async () => {
  const least = part`n >= ${2}`
  const rows = await sql`SELECT n FROM generate_series(1, ${5}::int) n WHERE ${least} AND ${part`n < ${4}`} ORDER BY n`
  expect(rows).toEqual([{ n: 2 }, { n: 3 }])
})

test('a statement is prepared once a connection', async () => {
  const prepared = await inTransaction(async (sql) => {
    for (const n of [1, 2, 3]) await sql`SELECT ${n}::int AS "counted for this test"`
    return sql<{
      n: number
    }>`SELECT count(*) AS n FROM pg_prepared_statements WHERE statement LIKE '%counted for this test%'`
  })
  expect(prepared[0]?.n).toBe(2)
})

test('statements that a transaction begins together run in the order of writing', async () => {
  const seen = await inTransaction(async (sql) => {
    await sql`CREATE TABLE step (at serial, name text)`
    const names = ['first', 'second', 'third']
    await Promise.all(names.map((name) => sql`INSERT INTO step (name) VALUES (${name})`))
    return sql`SELECT name FROM step ORDER BY at`
  })
  expect(seen).toEqual([{ name: 'first' }, { name: 'second' }, { name: 'third' }])
})

test('a transaction that throws leaves nothing behind', async () => {
  await sql`CREATE TABLE kept (n int)`
  await inTransaction((sql) => sql`INSERT INTO kept VALUES (1)`)
  const failing = inTransaction(async (sql) => {
    await sql`INSERT INTO kept VALUES (2)`
    throw new Error('changed my mind')
  })
  await expect(failing).rejects.toThrow('changed my mind')
  expect(await sql`SELECT n FROM kept`).toEqual([{ n: 1 }])
})

test('a failed COMMIT or a lost connection does not come back to the pool', async () => {
  const lost = inTransaction((sql) => sql`SELECT pg_terminate_backend(pg_backend_pid())`)
  await expect(lost).rejects.toThrow()
  expect(await sql`SELECT 1 AS one`).toEqual([{ one: 1 }])
})
