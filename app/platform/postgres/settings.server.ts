import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { type ClusterHome, clusterFolder, dataFolder } from './home.server.ts'

/**
 * `durable`: what is acknowledged survives a crash of the machine. Off only for databases of tests.
 */
export type ClusterSettings = { port: number; durable: boolean }

/** For a small machine that also runs the portal, and for a quick start. An operator's own go to `local.conf` beside. */
const TUNING = {
  max_connections: '60',
  shared_buffers: "'128MB'",
  effective_cache_size: "'1GB'",
  random_page_cost: '1.1',
  // The portal's queries are short; compiling them, or spreading one over two cores that are also rendering, costs more.
  jit: 'off',
  max_parallel_workers_per_gather: '0',
  io_method: "'sync'",
  // No replicas are fed from an embedded server, so it writes only what a crash recovery needs.
  wal_level: "'minimal'",
  max_wal_senders: '0',
  max_wal_size: "'512MB'",
  checkpoint_timeout: "'15min'",
  timezone: "'UTC'",
  log_timezone: "'UTC'",
  log_line_prefix: "'%m [%p] '",
  // A failed statement's message can hold people's words: the application logs its errors itself, without them.
  log_min_messages: "'log'",
  log_error_verbosity: "'terse'",
  log_min_error_statement: "'panic'",
}

const DURABLE = { fsync: 'on', synchronous_commit: 'on', full_page_writes: 'on' }
// Databases of tests live for seconds; a worker of autovacuum in one would keep it from being dropped.
const DISPOSABLE = { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off', autovacuum: 'off' }

const settingsFile = (home: ClusterHome) => path.join(clusterFolder(home), 'postgresql.conf')

/** Writes the server's whole configuration, which lies outside the data folder: the server's account cannot change it. */
export function writeSettings(home: ClusterHome, { port, durable }: ClusterSettings): void {
  const settings = {
    data_directory: quoted(dataFolder(home)),
    hba_file: quoted(path.join(clusterFolder(home), 'pg_hba.conf')),
    ident_file: quoted(path.join(dataFolder(home), 'pg_ident.conf')),
    listen_addresses: "'127.0.0.1'",
    port: String(port),
    unix_socket_directories: "''",
    ...TUNING,
    ...(durable ? DURABLE : DISPOSABLE),
  }
  const lines = Object.entries(settings).map(([name, value]) => `${name} = ${value}`)
  const head = '# Written at every start. Your own settings belong into local.conf beside this file.'
  write(home, 'postgresql.conf', [head, ...lines, "include = 'local.conf'"])
  write(home, 'pg_hba.conf', ['host all all 127.0.0.1/32 scram-sha-256'])
  const local = path.join(clusterFolder(home), 'local.conf')
  if (!existsSync(local)) write(home, 'local.conf', ['# Settings of PostgreSQL in this file win, and stay.'])
}

/** The port of the last start, so that it stays the same while nobody else takes it. */
export function lastPort(home: ClusterHome): number | null {
  try {
    const port = /^port = (\d+)$/m.exec(readFileSync(settingsFile(home), 'utf8'))?.[1]
    return port ? Number(port) : null
  } catch {
    return null
  }
}

function write(home: ClusterHome, name: string, lines: string[]): void {
  writeFileSync(path.join(clusterFolder(home), name), `${lines.join('\n')}\n`, { mode: 0o644 })
}

function quoted(value: string): string {
  return `'${value.replaceAll('\\', '/').replaceAll("'", "''")}'`
}
