import { randomBytes } from 'node:crypto'
import { inject } from 'vitest'
import { connected } from '#app/platform/connected.server.ts'
import { dropDatabase } from '#app/platform/postgres/databases.server.ts'

/** The connection string of this test file's own database: migrated, and empty when the file begins. */
export function connectionString(): string {
  const url = process.env.DATABASE_URL
  if (!url) throw new Error('tests/own-database.ts has given this file no database: it says which files get one.')
  return url
}

/** A further database for one test. Without `migrated` it has no tables at all. Dropped by `drop`, or after the run. */
export async function anEmptyDatabase(options: { migrated?: boolean } = {}): Promise<TestDatabase> {
  return createDatabase(options.migrated ? inject('templateDatabase') : 'template1')
}

/** A database of its own: its connection string, and its end. */
export type TestDatabase = { url: string; drop: () => Promise<void> }

/**
 * Copies `template` on the tests' server. The name begins with the process, so that a later run clears it away
 * should this one be killed.
 */
export async function createDatabase(template: string): Promise<TestDatabase> {
  const name = `test_${process.pid}_${randomBytes(4).toString('hex')}`
  // As files: twice as fast as through the log, which this server does not need.
  await onServer(`CREATE DATABASE ${name} TEMPLATE ${template} STRATEGY FILE_COPY`)
  return { url: databaseUrl(name), drop: () => dropDatabase(inject('testServerUrl'), name) }
}

/** The connection string of a database on the tests' server. */
export function databaseUrl(name: string): string {
  const url = new URL(inject('testServerUrl'))
  url.pathname = name
  return url.href
}

async function onServer(statement: string): Promise<void> {
  await connected(inject('testServerUrl'), (client) => client.query(statement))
}
