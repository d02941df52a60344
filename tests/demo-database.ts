import { fork } from 'node:child_process'
import { once } from 'node:events'
import path from 'node:path'
import type pg from 'pg'
import { inject } from 'vitest'
import { hashOf } from '#app/commands/sources.ts'
import { connected } from '#app/platform/connected.server.ts'
import { projectRoot } from '#app/platform/project.server.ts'
import { createDatabase, databaseUrl, type TestDatabase } from './database.ts'

/** What the loaded demo consists of: while none of it changes, a load of today serves every run of today. */
const SOURCES = ['prisma/migrations', 'prisma/seed', 'content', 'app/domain', 'app/lessons']
/** Loads of other states of the sources that no run has used for this long. */
const UNUSED = '1 hour'

/** Everybody whom the demo introduces signs in with it. */
export const DEMO_PASSWORD = 'gangway-demo'

/**
 * The demo as it is right after loading, in a database of its own. The first call of a day loads it (some 20 s) and
 * keeps it as a template; the others copy.
 */
export async function aDemoDatabase(): Promise<TestDatabase> {
  const template = `template_demo_${hashOf({ sources: [...SOURCES], leaveOut: /\.test\.ts$/ }).slice(0, 12)}_${today()}`
  await connected(inject('testServerUrl'), (client) => ensureLoaded(client, template))
  return createDatabase(template)
}

/** All dates of the demo follow the day of its loading. */
const today = () => new Date().toISOString().slice(0, 10).replaceAll('-', '')

/** Loaded under another name and renamed, so that a template is whole or not there; one process at a time loads. */
async function ensureLoaded(client: pg.Client, template: string): Promise<void> {
  await client.query(`SELECT pg_advisory_lock(hashtext('load the demo'))`)
  const { rowCount } = await client.query('SELECT FROM pg_database WHERE datname = $1', [template])
  if (!rowCount) {
    const draft = `test_${process.pid}_demo`
    await client.query(`DROP DATABASE IF EXISTS ${draft}`)
    await client.query(`CREATE DATABASE ${draft} TEMPLATE ${inject('templateDatabase')} STRATEGY FILE_COPY`)
    await load(databaseUrl(draft))
    await client.query(`ALTER DATABASE ${draft} RENAME TO ${template}`)
  }
  await client.query(`COMMENT ON DATABASE ${template} IS '${new Date().toISOString()}'`)
  await dropUnused(client, template)
}

async function load(url: string): Promise<void> {
  const child = fork(path.join(projectRoot, 'tests/load-demo.ts'), {
    cwd: projectRoot,
    execArgv: [],
    env: { ...process.env, DATABASE_URL: url, LOG_LEVEL: 'silent', NODE_ENV: 'production' },
  })
  const [code] = await once(child, 'exit')
  if (code !== 0) throw new Error('The demo could not be loaded.')
}

async function dropUnused(client: pg.Client, current: string): Promise<void> {
  const { rows } = await client.query<{ datname: string }>(
    `SELECT datname FROM pg_database
     WHERE datname LIKE 'template\\_demo\\_%' AND datname <> $1
       AND shobj_description(oid, 'pg_database')::timestamptz < now() - $2::interval`,
    [current, UNUSED],
  )
  for (const { datname } of rows) await client.query(`DROP DATABASE IF EXISTS ${datname}`)
}
