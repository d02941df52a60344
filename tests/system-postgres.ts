import { spawnSync } from 'node:child_process'
import { chownSync, existsSync, mkdtempSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { connected } from '#app/platform/connected.server.ts'
import { type Account, serverAccount } from '#app/platform/postgres/account.server.ts'
import { anEmptyDatabase } from './database.ts'
import { freePort } from './free-port.ts'

/** Where Debian keeps the oldest PostgreSQL that we promise to work with. */
const PROGRAMS = '/usr/lib/postgresql/15/bin'

/** An empty database on a server that is not the one that npm installed. */
type ForeignDatabase = { url: string; version: string; end: () => Promise<void> }

/**
 * A database on Debian's PostgreSQL 15, on a server made for it; on a machine that has none, one of the tests' own
 * server. `version` says which it became.
 */
export async function aForeignDatabase(): Promise<ForeignDatabase> {
  const { url, end } = existsSync(`${PROGRAMS}/initdb`) ? await startServer() : await ofTheTests()
  const version = await connected(url, async (client) => {
    const { rows } = await client.query<{ version: string }>(
      `SELECT split_part(current_setting('server_version'), ' ', 1) AS version`,
    )
    return rows[0]?.version ?? ''
  })
  return { url, version, end }
}

async function ofTheTests() {
  const { url, drop } = await anEmptyDatabase()
  return { url, end: drop }
}

async function startServer() {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'gangway-postgres-'))
  const data = path.join(folder, 'data')
  const account = serverAccount(data)
  if (account) chownSync(folder, account.uid, account.gid)
  const run = (name: string, args: string[]) => runProgram(account, folder, name, args)
  const port = await freePort()
  run('initdb', ['--pgdata', data, '--username', 'test', '--auth', 'trust', '--encoding', 'UTF8', '--no-sync'])
  const settings = `-p ${port} -c listen_addresses=127.0.0.1 -c unix_socket_directories='' -c fsync=off`
  run('pg_ctl', ['start', '--wait', '--pgdata', data, '--log', path.join(folder, 'log'), '-o', settings])
  const end = async () => {
    run('pg_ctl', ['stop', '--wait', '--mode', 'immediate', '--pgdata', data])
    rmSync(folder, { recursive: true })
  }
  return { url: `postgresql://test@127.0.0.1:${port}/postgres`, end }
}

/** As the account that may: PostgreSQL refuses to run as root. */
function runProgram(account: Account | null, folder: string, name: string, args: string[]): void {
  const as = account ? { uid: account.uid, gid: account.gid } : {}
  const { status, stdout, stderr } = spawnSync(path.join(PROGRAMS, name), args, {
    cwd: folder,
    // A server that is started keeps the descriptors it gets: pipes would never end.
    stdio: name === 'pg_ctl' ? 'ignore' : 'pipe',
    ...as,
  })
  if (status !== 0) throw new Error(`${name} ended with ${status}: ${stdout ?? ''}${stderr ?? ''}`)
}
