import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import path from 'node:path'
import type pg from 'pg'
import type { TestProject } from 'vitest/node'
import { connected } from '#app/platform/connected.server.ts'
import { migrationNames } from '#app/platform/database/migrations.server.ts'
import { env } from '#app/platform/env.server.ts'
import { dropDatabase } from '#app/platform/postgres/databases.server.ts'
import { type EmbeddedServer, startEmbedded } from '#app/platform/postgres/embedded.server.ts'
import { processMark } from '#app/platform/processes.server.ts'
import { projectRoot } from '#app/platform/project.server.ts'

declare module 'vitest' {
  interface ProvidedContext {
    /** the maintenance database of the tests' own server */
    testServerUrl: string
    /** a migrated, empty database to copy */
    templateDatabase: string
  }
}

/** Templates that no run has used for this long are of other states of the schema. */
const TEMPLATE_LIFE_MS = 24 * 60 * 60 * 1000

let stop: EmbeddedServer['stop'] | undefined

/**
 * Once a run: a PostgreSQL for tests only (it need not survive a power cut, so it is fast), and in it one migrated
 * database, kept from run to run while the migrations stay as they are. Each test file copies it.
 */
export async function setup(project: TestProject): Promise<void> {
  const server = await startEmbedded({
    dataDir: path.resolve(projectRoot, env.DATA_DIR, 'test'),
    name: 'npm test',
    durable: false,
    say: console.log,
  })
  stop = server.stop
  const template = templateName()
  await connected(server.url('postgres'), async (client) => {
    await dropLeftovers(client, server.url('postgres'))
    await ensureTemplate(client, server.url, template)
    await dropOldTemplates(client, template)
  })
  project.provide('testServerUrl', server.url('postgres'))
  project.provide('templateDatabase', template)
}

/** Ends the server, unless another run uses it. */
export async function teardown(): Promise<void> {
  await stop?.()
}

/** By the migrations' content, and by month: they make the event log's partitions from the month of their running on. */
function templateName(): string {
  const hash = createHash('sha256').update(new Date().toISOString().slice(0, 7))
  for (const name of migrationNames()) {
    hash.update(name).update(readFileSync(path.join(projectRoot, 'prisma/migrations', name, 'migration.sql')))
  }
  return `template_${hash.digest('hex').slice(0, 12)}`
}

/** Migrated under another name and renamed, so that a template is whole or not there. Runs at once: one of them wins. */
async function ensureTemplate(client: pg.Client, urlOf: EmbeddedServer['url'], template: string): Promise<void> {
  if (!(await names(client, template)).length) {
    const draft = `test_${process.pid}_template`
    await client.query(`CREATE DATABASE ${draft}`)
    process.env.DATABASE_URL = urlOf(draft)
    const { migrate } = await import('#app/platform/database/migrate.server.ts')
    await migrate()
    delete process.env.DATABASE_URL
    await client.query(`ALTER DATABASE ${draft} RENAME TO ${template}`).catch(async (error: pg.DatabaseError) => {
      if (error.code !== '42P04') throw error
      await client.query(`DROP DATABASE ${draft}`)
    })
  }
  await client.query(`COMMENT ON DATABASE ${template} IS '${new Date().toISOString()}'`)
}

/** Databases of runs that were killed; a name carries the process that made it. */
async function dropLeftovers(client: pg.Client, maintenance: string): Promise<void> {
  for (const name of await names(client, 'test\\_%')) {
    const pid = Number(name.split('_')[1])
    if (!processMark(pid)) await dropDatabase(maintenance, name)
  }
}

async function dropOldTemplates(client: pg.Client, current: string): Promise<void> {
  const { rows } = await client.query<{ datname: string; used: string | null }>(
    `SELECT datname, shobj_description(oid, 'pg_database') AS used FROM pg_database WHERE datname LIKE 'template\\_%'`,
  )
  for (const { datname, used } of rows) {
    const age = Date.now() - Date.parse(used ?? '')
    if (datname !== current && age > TEMPLATE_LIFE_MS) await client.query(`DROP DATABASE IF EXISTS ${datname}`)
  }
}

async function names(client: pg.Client, pattern: string): Promise<string[]> {
  const { rows } = await client.query<{ datname: string }>('SELECT datname FROM pg_database WHERE datname LIKE $1', [
    pattern,
  ])
  return rows.map((row) => row.datname)
}
