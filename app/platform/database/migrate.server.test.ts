import { expect, test } from 'vitest'
import { anEmptyDatabase, connectionString } from '#tests/database.ts'
import { connected } from '../connected.server.ts'
import { migrate, schemaIsCurrent, serverProblem } from './migrate.server.ts'
import { runPrisma } from './prisma.server.ts'
import { settleDatabase } from './url.server.ts'

const own = connectionString()

test('an empty database gets every migration, and the next start finds nothing to do', async () => {
  const { url, drop } = await anEmptyDatabase()
  settleDatabase(url)
  expect(await migrate()).toBe(true)
  const said: string[] = []
  expect(await migrate((line) => said.push(line))).toBe(false)
  expect(said).toEqual([])
  await drop()
})

test('a database that other files of the same names made is told in one line, and stays as it is', async () => {
  const { url, drop } = await anEmptyDatabase()
  settleDatabase(url)
  await migrate()
  await connected(url, (client) => client.query("UPDATE _prisma_migrations SET checksum = 'of another file'"))
  await expect(migrate()).rejects.toThrow(/^The database was made by another state of the migration [^\n]*$/)
  await drop()
})

test('of two instances that start at once one migrates and the other waits', async () => {
  const { url, drop } = await anEmptyDatabase()
  settleDatabase(url)
  expect((await Promise.all([migrate(), migrate()])).sort()).toEqual([false, true])
  await drop()
})

test('a database that does not answer is named in one line', async () => {
  settleDatabase('postgresql://nobody:secret@127.0.0.1:1/none')
  await expect(migrate()).rejects.toThrow(/^DATABASE_URL: the database does not answer[^\n]*$/)
  await expect(migrate()).rejects.not.toThrow(/secret/)
})

test.each([
  [15, ['pg_trgm', 'unaccent'], null],
  [18, ['unaccent', 'pg_trgm'], null],
  [14, ['pg_trgm', 'unaccent'], 'the server is PostgreSQL 14, and 15 is the oldest that works.'],
  [9, [], 'the server is PostgreSQL 9, and 15 is the oldest that works.'],
  [16, ['pg_trgm'], 'the server lacks the extension unaccent; on Debian it is in the package postgresql-contrib.'],
  [16, [], 'the server lacks the extension pg_trgm and unaccent; on Debian it is in the package postgresql-contrib.'],
])('PostgreSQL %i with %j: %s', (major, extensions, problem) => {
  expect(serverProblem({ major, extensions })).toBe(problem)
})

test('the server is looked at at every start, also where there is nothing to migrate', async () => {
  const { url, drop } = await anEmptyDatabase({ migrated: true })
  settleDatabase(url)
  // Stands before the catalogue's view in the path: a server whose package with the extensions was removed.
  await connected(url, async (client) => {
    await client.query(
      'CREATE SCHEMA without; CREATE VIEW without.pg_available_extensions AS SELECT NULL::name AS name',
    )
    await client.query(`ALTER DATABASE ${new URL(url).pathname.slice(1)} SET search_path = without, pg_catalog, public`)
  })
  await expect(migrate()).rejects.toThrow('DATABASE_URL: the server lacks the extension pg_trgm and unaccent')
  await drop()
})

test('migrations go by the direct connection where one is named', async () => {
  const { url, drop } = await anEmptyDatabase()
  settleDatabase('postgresql://nobody:secret@127.0.0.1:1/none')
  process.env.DATABASE_DIRECT_URL = url
  expect(await migrate()).toBe(true)
  process.env.DATABASE_DIRECT_URL = 'postgresql://nobody:secret@127.0.0.1:1/none'
  await expect(migrate()).rejects.toThrow(/^DATABASE_DIRECT_URL: the database does not answer/)
  settleDatabase(url)
  expect(process.env.DATABASE_DIRECT_URL).toBeUndefined()
  await drop()
})

test('the schema counts as current only with all of this release in it', async () => {
  expect(await schemaIsCurrent()).toBe(true)
  await connected(own, (client) => client.query('UPDATE _prisma_migrations SET finished_at = NULL'))
  expect(await schemaIsCurrent()).toBe(false)
  await connected(own, (client) => client.query('DROP TABLE _prisma_migrations'))
  expect(await schemaIsCurrent()).toBe(false)
})

test('the migrations lead to the schema', async () => {
  const sides = ['--from-migrations', 'prisma/migrations', '--to-schema-datamodel', 'prisma/schema']
  const { code, output } = await runPrisma(['migrate', 'diff', ...sides, '--script'], own)
  expect(code).toBe(0)
  const statements = output.split('\n').filter((line) => line !== '' && !line.startsWith('--'))
  // Indexes on expressions exist in SQL only: Prisma does not know them and would drop them.
  expect(statements.filter((line) => !line.startsWith('DROP INDEX'))).toEqual([])
})
