import { type FileHandle, open, rename, rm } from 'node:fs/promises'
import path from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { createGzip } from 'node:zlib'
import pg from 'pg'
import { to } from 'pg-copy-streams'
import { connected } from '../connected.server.ts'
import { idTime } from '../ids.ts'
import { StartProblem } from '../start-problem.ts'
import { END_OF_ROWS, type Head, type TableHead, type Tail, tableName } from './archive.ts'
import { tablesOf } from './tables.server.ts'

/** What a backup holds, for the person who made it. */
export type Taken = { tables: number; rows: number }

/**
 * Writes the whole state of a database to one file, as it was at one instant; whoever works in the portal meanwhile
 * goes on. The file takes its name only when it is whole and on the disk, so an older one of that name lives until then.
 * It holds everything, passwords' hashes too: only its owner may read it. Throws `StartProblem`.
 */
export async function backUp(url: string, file: string, now: Date): Promise<Taken> {
  const draft = path.join(path.dirname(file), `.${path.basename(file)}.${process.pid}`)
  const rows: Tail['rows'] = {}
  try {
    const handle = await open(draft, 'wx', 0o600)
    await connected(url, (client) => write(client, handle, rows, now)).finally(() => handle.close())
    await rename(draft, file)
  } catch (error) {
    await rm(draft, { force: true })
    throw problemOf(error, file)
  }
  const counts = Object.values(rows)
  return { tables: counts.length, rows: counts.reduce((sum, count) => sum + count, 0) }
}

async function write(client: pg.Client, handle: FileHandle, rows: Tail['rows'], now: Date): Promise<void> {
  // No month of events is let go meanwhile: the file would hold neither them nor that they are gone. Before the instant
  // that the file shows, so that whatever was let go until now is gone from it too.
  await client.query("SELECT pg_advisory_lock_shared(hashtext('log.retirement'))")
  await client.query("SET TIME ZONE 'UTC'; BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY")
  // Closes the file once all of it is on the disk.
  const out = handle.createWriteStream({ flush: true })
  await pipeline(Readable.from(archive(client, rows, now)), createGzip({ level: 6 }), out)
}

/** The lines of the archive; fills in `rows` as it goes. */
async function* archive(client: pg.Client, rows: Tail['rows'], now: Date): AsyncGenerator<Buffer | string> {
  yield line(await headOf(client, now))
  for (const table of await tablesOf(client)) {
    yield line({ table: table.table, columns: table.columns } satisfies TableHead)
    const copying = client.query(to(copyOut(table)))
    yield* copying
    rows[tableName(table)] = copying.rowCount
    yield `${END_OF_ROWS}\n`
  }
  yield line({ end: true, rows } satisfies Tail)
}

const line = (value: unknown) => `${JSON.stringify(value)}\n`

/** A partitioned table is copied by its name, whatever partitions hold its rows. */
function copyOut({ table: [schema, name], columns }: TableHead): string {
  const quoted = columns.map((column) => pg.escapeIdentifier(column)).join(', ')
  return `COPY (SELECT ${quoted} FROM ${pg.escapeIdentifier(schema)}.${pg.escapeIdentifier(name)}) TO STDOUT`
}

async function headOf(client: pg.Client, now: Date): Promise<Head> {
  const { rows: migrations } = await client.query<{ migration_name: string }>(
    `SELECT migration_name FROM public._prisma_migrations
     WHERE finished_at IS NOT NULL AND rolled_back_at IS NULL ORDER BY migration_name`,
  )
  const { rows: events } = await client.query<{ first: string | null; last: string | null }>(
    `SELECT (SELECT id FROM log.event ORDER BY id LIMIT 1) AS first,
            (SELECT id FROM log.event ORDER BY id DESC LIMIT 1) AS last`,
  )
  const { first, last } = events[0] ?? { first: null, last: null }
  return {
    format: 'gangway-backup',
    version: 1,
    takenAt: now.toISOString(),
    migrations: migrations.map((row) => row.migration_name),
    events: first && last ? { since: idTime(first).toISOString(), until: idTime(last).toISOString() } : null,
  }
}

const FILE_PROBLEMS = new Set(['ENOENT', 'EACCES', 'EPERM', 'EISDIR', 'ENOTDIR', 'EROFS', 'ENOSPC'])

function problemOf(error: unknown, file: string): unknown {
  const { code = '' } = error as NodeJS.ErrnoException
  return FILE_PROBLEMS.has(code) ? new StartProblem(`${file} cannot be written (${code}).`, { cause: error }) : error
}
