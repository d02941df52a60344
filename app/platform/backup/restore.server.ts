import { createReadStream, readFileSync } from 'node:fs'
import { access, constants } from 'node:fs/promises'
import path from 'node:path'
import { finished } from 'node:stream/promises'
import { createGunzip } from 'node:zlib'
import pg from 'pg'
import { from } from 'pg-copy-streams'
import { connected } from '../connected.server.ts'
import { migrationNames } from '../database/migrations.server.ts'
import { projectRoot } from '../project.server.ts'
import { StartProblem } from '../start-problem.ts'
import { ArchiveReader, type Head, type TableHead, type Tail, tableName } from './archive.ts'
import { OURS, tablesOf } from './tables.server.ts'

export type Restored = { takenAt: string; tables: number; rows: number }

/**
 * Brings a backup into an empty database: the schema as it was, made by the same migrations, and every row. All in one
 * transaction, so that a file which turns out to be damaged leaves the database empty. Migrations that are newer than
 * the backup are the caller's to apply. Throws `StartProblem`.
 */
export async function restore(url: string, file: string): Promise<Restored> {
  await access(file, constants.R_OK).catch((cause: NodeJS.ErrnoException) => {
    throw new StartProblem(`${file} cannot be read (${cause.code}).`, { cause })
  })
  const unzipped = createGunzip()
  createReadStream(file)
    .on('error', (error) => unzipped.destroy(error))
    .pipe(unzipped)
  const archive = new ArchiveReader(unzipped)
  const head = await archive.head()
  refuseNewer(head)
  try {
    return await connected(url, async (client) => {
      await refuseFilled(client)
      await client.query("SET TIME ZONE 'UTC'; BEGIN")
      await makeSchema(client, head)
      const keys = await setAsideRules(client)
      const rows = await load(client, archive)
      await bringBackRules(client, keys)
      await continueNumbers(client)
      await client.query('COMMIT')
      const counts = Object.values(rows)
      return { takenAt: head.takenAt, tables: counts.length, rows: counts.reduce((sum, count) => sum + count, 0) }
    })
  } finally {
    unzipped.destroy()
  }
}

/** An older release has no migrations for what a newer one stored. */
function refuseNewer({ migrations }: Head): void {
  const known = new Set(migrationNames())
  if (migrations.every((name) => known.has(name))) return
  throw new StartProblem('This backup was made by a newer release of Gangway. Restore it with that release.')
}

async function refuseFilled(client: pg.Client): Promise<void> {
  const { rowCount } = await client.query(
    `SELECT FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace WHERE c.relkind IN ('r', 'p') AND ${OURS} LIMIT 1`,
  )
  if (rowCount === 0) return
  throw new StartProblem(
    'This database is not empty, and a backup replaces nothing. Name an empty one in DATABASE_URL, or another DATA_DIR.',
  )
}

/** Prisma's own table of migrations, which comes with the backup's rows. */
const HISTORY = `
  CREATE TABLE public._prisma_migrations (
    id varchar(36) PRIMARY KEY, checksum varchar(64) NOT NULL, finished_at timestamptz, migration_name varchar(255) NOT NULL,
    logs text, rolled_back_at timestamptz, started_at timestamptz NOT NULL DEFAULT now(), applied_steps_count int NOT NULL DEFAULT 0)`

async function makeSchema(client: pg.Client, { migrations, events }: Head): Promise<void> {
  await client.query(HISTORY)
  for (const name of migrations) {
    await client.query(readFileSync(path.join(projectRoot, 'prisma/migrations', name, 'migration.sql'), 'utf8'))
  }
  if (events) await client.query('SELECT log.ensure_partitions($1, $2)', [events.since, events.until])
}

type Key = { on: string; name: string; definition: string }

/**
 * Foreign keys and triggers speak of changes that people make, one after another; a backup's rows are what came of
 * them, in no such order. What migrations put in goes, because the backup has it too.
 */
async function setAsideRules(client: pg.Client): Promise<Key[]> {
  const { rows: keys } = await client.query<Key>(`
    SELECT format('%I.%I', n.nspname, c.relname) AS "on", k.conname AS name, pg_get_constraintdef(k.oid) AS definition
    FROM pg_constraint k JOIN pg_class c ON c.oid = k.conrelid JOIN pg_namespace n ON n.oid = c.relnamespace
    WHERE k.contype = 'f' AND k.conparentid = 0 AND ${OURS}`)
  for (const { on, name } of keys) await client.query(`ALTER TABLE ${on} DROP CONSTRAINT ${pg.escapeIdentifier(name)}`)
  const tables = (await tablesOf(client)).map(quoted)
  for (const table of tables) await client.query(`ALTER TABLE ${table} DISABLE TRIGGER USER`)
  for (const table of tables) await client.query(`DELETE FROM ${table}`)
  return keys
}

/** Each key is held against every row again, so that a changed file is found out. */
async function bringBackRules(client: pg.Client, keys: readonly Key[]): Promise<void> {
  for (const table of (await tablesOf(client)).map(quoted))
    await client.query(`ALTER TABLE ${table} ENABLE TRIGGER USER`)
  for (const { on, name, definition } of keys) {
    await client.query(`ALTER TABLE ${on} ADD CONSTRAINT ${pg.escapeIdentifier(name)} ${definition}`)
  }
}

/** Numbers that the database gives go on after the last one that the backup has. */
async function continueNumbers(client: pg.Client): Promise<void> {
  const { rows } = await client.query<{ sequence: string; on: string; column: string }>(`
    SELECT pg_get_serial_sequence(t.name, a.attname) AS sequence, t.name AS "on", quote_ident(a.attname) AS "column"
    FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace JOIN pg_attribute a ON a.attrelid = c.oid
    CROSS JOIN LATERAL (SELECT format('%I.%I', n.nspname, c.relname) AS name) t
    WHERE c.relkind = 'r' AND a.attnum > 0 AND NOT a.attisdropped AND ${OURS}
      AND pg_get_serial_sequence(t.name, a.attname) IS NOT NULL`)
  for (const { sequence, on, column } of rows)
    await client.query(`SELECT setval($1, coalesce(max(${column}), 0) + 1, false) FROM ${on}`, [sequence])
}

async function load(client: pg.Client, archive: ArchiveReader): Promise<Tail['rows']> {
  const rows: Tail['rows'] = {}
  let table: TableLoad | undefined
  for await (const one of archive.parts()) {
    if (one.part === 'table') table = new TableLoad(client, one.head)
    else if (one.part === 'row') await table?.row(one.row)
    else if (one.part === 'end of table') Object.assign(rows, await table?.end())
    else if (!sameCounts(rows, one.tail.rows)) throw new StartProblem('This backup lacks rows. Nothing was restored.')
  }
  return rows
}

const sameCounts = (found: Tail['rows'], told: Tail['rows']) =>
  Object.keys(told).length === Object.keys(found).length &&
  Object.entries(told).every(([name, count]) => found[name] === count)

/** The rows of one table on their way in. */
class TableLoad {
  readonly #name: string
  readonly #into: ReturnType<typeof from> & { on(event: 'error', listener: (error: Error) => void): unknown }
  #failed: Error | undefined

  constructor(client: pg.Client, head: TableHead) {
    this.#name = tableName(head)
    const columns = head.columns.map((column) => pg.escapeIdentifier(column)).join(', ')
    this.#into = client.query(from(`COPY ${quoted(head)} (${columns}) FROM STDIN`))
    this.#into.on('error', (error: Error) => {
      this.#failed = error
    })
  }

  async row(row: Buffer): Promise<void> {
    if (this.#failed) throw this.#failed
    this.#into.write(row)
    if (!this.#into.write(NEWLINE)) await this.#drained()
  }

  async end(): Promise<Tail['rows']> {
    this.#into.end()
    await finished(this.#into)
    return { [this.#name]: this.#into.rowCount }
  }

  #drained(): Promise<void> {
    return new Promise((resolve, reject) => {
      this.#into.once('drain', resolve)
      this.#into.once('error', reject)
    })
  }
}

const NEWLINE = Buffer.from('\n')

const quoted = ({ table: [schema, name] }: Pick<TableHead, 'table'>) =>
  `${pg.escapeIdentifier(schema)}.${pg.escapeIdentifier(name)}`
