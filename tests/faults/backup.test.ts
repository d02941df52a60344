import { mkdtempSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { connected } from '#app/platform/connected.server.ts'
import { markPurpose } from '#app/platform/database/purpose.server.ts'
import { sql } from '#app/platform/database/sql.server.ts'
import { anEmptyDatabase, connectionString } from '#tests/database.ts'
import { aLesson, aSection } from '#tests/makers/lessons.ts'
import { aModule } from '#tests/makers/modules.ts'
import { aMigration, aPerson } from '#tests/makers/people.ts'
import { runCommand } from './run-command.ts'

// Whoever runs this file alone may have a database client to wait for.
const LIMIT = 120_000
const folder = mkdtempSync(path.join(os.tmpdir(), 'gangway-backup-command-'))
const file = path.join(folder, 'whole.backup')

beforeAll(async () => {
  const migration = await aMigration()
  await aModule(migration, { compiled: aLesson({ blocks: [aSection('start')] }) })
  await aPerson({ migration, name: 'Lena Brandt', roles: ['learner'] })
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

/** The command's exit code and everything that it said. */
async function ran(name: 'backup' | 'restore', url: string, ...args: string[]) {
  const command = runCommand(name, { DATABASE_URL: url }, args)
  const code = await command.ended
  return { code, said: command.output() }
}

test('npm run backup writes a file, and npm run restore brings it into an empty database', {
  timeout: LIMIT,
}, async () => {
  const backup = await ran('backup', connectionString(), file)
  expect(backup.said).toMatch(/^Wrote .*whole\.backup: \d+ rows of \d+ tables\. [^\n]*\n$/)
  expect(backup.code).toBe(0)
  const { url, drop } = await anEmptyDatabase()
  const restored = await ran('restore', url, file)
  const [, rows] = /: (\d+ rows of \d+ tables)/.exec(backup.said) ?? []
  expect(restored.said).toContain(`Restored ${rows}, as of `)
  expect(restored.code).toBe(0)
  const people = await connected(url, (client) => client.query('SELECT name FROM person ORDER BY id'))
  expect(people.rows).toEqual(await sql`SELECT name FROM person ORDER BY id`)
  expect(people.rows).toContainEqual({ name: 'Lena Brandt' })

  const again = await ran('restore', url, file)
  expect(again).toEqual({
    code: 1,
    said: expect.stringMatching(/^This database is not empty, and a backup replaces nothing\.[^\n]*\n$/),
  })
  await drop()
})

test('a file that is not there, or was not named, ends both in one line', { timeout: LIMIT }, async () => {
  const { url, drop } = await anEmptyDatabase()
  const missing = path.join(folder, 'missing.backup')
  expect(await ran('restore', url, missing)).toEqual({ code: 1, said: `${missing} cannot be read (ENOENT).\n` })
  expect(await ran('restore', url)).toEqual({ code: 1, said: expect.stringMatching(/^Name the backup: [^\n]*\n$/) })
  expect(await ran('backup', url)).toEqual({
    code: 1,
    said: expect.stringMatching(/^Name the file to write: [^\n]*\n$/),
  })
  const nowhere = await ran('backup', connectionString(), path.join(folder, 'none/such.backup'))
  expect(nowhere).toEqual({ code: 1, said: expect.stringMatching(/cannot be written[^\n]*\n$/) })
  const tables = await connected(url, (client) => client.query(`SELECT FROM pg_tables WHERE schemaname = 'public'`))
  expect(tables.rowCount).toBe(0)
  await drop()
})

test('npm run backup refuses the database of a demo', { timeout: LIMIT }, async () => {
  const { url, drop } = await anEmptyDatabase({ migrated: true })
  await markPurpose(url, 'demo')
  const refused = await ran('backup', url, path.join(folder, 'demo.backup'))
  expect(refused).toEqual({ code: 1, said: 'DATABASE_URL: this database holds demo data.\n' })
  await drop()
})
