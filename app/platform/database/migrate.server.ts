import type pg from 'pg'
import { connected } from '../connected.server.ts'
import { StartProblem } from '../start-problem.ts'
import { checksumOf, migrationNames } from './migrations.server.ts'
import { runPrisma } from './prisma.server.ts'
import { sql } from './sql.server.ts'
import { directUrl } from './url.server.ts'

const OLDEST_POSTGRESQL = 15
const EXTENSIONS = ['pg_trgm', 'unaccent']

/** Any number that nobody else uses: instances that start together queue behind it. */
const MIGRATION_LOCK = 7_264_929

/**
 * Brings the database up to date: quick when it is (three small queries), else Prisma's `migrate deploy` under a lock,
 * so that of several instances one migrates and the others wait. Returns whether anything was applied.
 * Throws `StartProblem` for a server that is too old, lacks an extension, or where a migration fails, and for a database
 * that was made by other files of the same names.
 */
export function migrate(say: (line: string) => void = () => {}): Promise<boolean> {
  return connected(directUrl(), async (client) => {
    await checkServer(client)
    if ((await missingMigrations(client)).length === 0) return false
    await client.query('SELECT pg_advisory_lock($1)', [MIGRATION_LOCK])
    const missing = await missingMigrations(client)
    if (missing.length === 0) return false
    say(missing.length === 1 ? 'Applying 1 migration.' : `Applying ${missing.length} migrations.`)
    await deploy()
    return true
  })
}

/** Whether every migration of this release is in the database; for `/readyz`. Throws when the database does not answer. */
export async function schemaIsCurrent(): Promise<boolean> {
  const [history] = await sql<{
    exists: boolean
  }>`SELECT to_regclass('public._prisma_migrations') IS NOT NULL AS "exists"`
  if (!history?.exists) return false
  const rows = await sql<{ migration_name: string }>`
    SELECT migration_name FROM public._prisma_migrations WHERE finished_at IS NOT NULL AND rolled_back_at IS NULL`
  return without(rows).length === 0
}

async function missingMigrations(client: pg.Client): Promise<string[]> {
  const history = await client.query<{ exists: boolean }>(
    `SELECT to_regclass('public._prisma_migrations') IS NOT NULL AS "exists"`,
  )
  if (!history.rows[0]?.exists) return migrationNames()
  const { rows } = await client.query<{ migration_name: string; checksum: string }>(
    `SELECT migration_name, checksum FROM public._prisma_migrations
     WHERE finished_at IS NOT NULL AND rolled_back_at IS NULL`,
  )
  const names = new Set(migrationNames())
  const other = rows.find((row) => names.has(row.migration_name) && row.checksum !== checksumOf(row.migration_name))
  if (other) {
    throw new StartProblem(
      `The database was made by another state of the migration ${other.migration_name}: it does not fit this release. Use the release that made it, or another database; the demo begins anew with --reset.`,
    )
  }
  return without(rows)
}

function without(applied: { migration_name: string }[]): string[] {
  const names = new Set(applied.map((row) => row.migration_name))
  return migrationNames().filter((name) => !names.has(name))
}

async function deploy(): Promise<void> {
  const { code, output, errors } = await runPrisma(['migrate', 'deploy'], directUrl())
  if (code !== 0) throw new StartProblem(`The database could not be migrated.\n${(errors || output).trim()}`)
}

async function checkServer(client: pg.Client): Promise<void> {
  const { rows } = await client.query<OfferedServer>(
    `SELECT current_setting('server_version_num')::int / 10000 AS major,
            ARRAY(SELECT name::text FROM pg_available_extensions WHERE name = ANY ($1)) AS extensions`,
    [EXTENSIONS],
  )
  const problem = serverProblem(rows[0] ?? { major: 0, extensions: [] })
  if (problem) throw new StartProblem(`DATABASE_URL: ${problem}`)
}

/** What of a server decides whether it will do: its major version, and which of our extensions can be had there. */
export type OfferedServer = { major: number; extensions: readonly string[] }

/** Why a server will not do, in words for its operator; null if it will. */
export function serverProblem({ major, extensions }: OfferedServer): string | null {
  if (major < OLDEST_POSTGRESQL)
    return `the server is PostgreSQL ${major}, and ${OLDEST_POSTGRESQL} is the oldest that works.`
  const missing = EXTENSIONS.filter((name) => !extensions.includes(name))
  if (missing.length === 0) return null
  return `the server lacks the extension ${missing.join(' and ')}; on Debian it is in the package postgresql-contrib.`
}
