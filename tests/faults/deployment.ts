import { chmodSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { hashPassword } from '#app/domain/identity/passwords.server.ts'
import { connected } from '#app/platform/connected.server.ts'
import { newId } from '#app/platform/ids.ts'
import { freePort } from '../free-port.ts'
import { endPostgres } from './postgres-holder.ts'
import { beginCommand, type RunningCommand } from './run-command.ts'

const PASSWORD = 'violet harbour kettle'

/** A deployment as `npm start` makes it, with the embedded PostgreSQL and the project's content, in a folder of its own. */
export type Deployment = {
  url: string
  /** the folder of PostgreSQL's data */
  data: string
  /** somebody who is to learn what accounts payable needs */
  aLearner: (name: string) => Promise<{ id: string; email: string; password: string }>
  rows: <Row>(statement: string, values?: unknown[]) => Promise<Row[]>
  /** as `kill -9` does it; PostgreSQL stays */
  killServer: () => Promise<void>
  startServer: () => Promise<void>
  /** waits until the server takes visitors */
  ready: () => Promise<void>
  end: () => Promise<void>
}

/** Starts one. Whoever does ends it. */
export async function aDeployment(): Promise<Deployment> {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'gangway-deployment-'))
  chmodSync(folder, 0o755)
  const port = await freePort()
  const url = `http://127.0.0.1:${port}`
  const cluster = path.join(folder, 'postgres/cluster')
  const data = path.join(cluster, 'data')
  let server: RunningCommand | undefined
  const startServer = async () => {
    server = beginCommand('start', { DATA_DIR: folder, PORT: String(port) })
    await server.says('Gangway runs at')
  }
  const killServer = async () => {
    server?.signal('SIGKILL')
    await server?.ended
  }
  const end = async () => {
    server?.signal('SIGTERM')
    await server?.ended
    // It runs on only if the server was killed.
    await endPostgres(data)
    rmSync(folder, { recursive: true, force: true })
  }
  await startServer().catch(async (error: unknown) => {
    await end()
    throw error
  })
  const database = databaseIn(cluster)
  await connected(database, addAdmin)
  return {
    url,
    data,
    aLearner: (name) => connected(database, (client) => addLearner(client, name)),
    rows: (statement, values) => connected(database, async (client) => (await client.query(statement, values)).rows),
    killServer,
    startServer,
    ready: () => untilReady(`${url}/readyz`),
    end,
  }
}

/** The port stands in the fourth line of `postmaster.pid`. */
export function databaseIn(cluster: string, name = 'gangway'): string {
  const password = readFileSync(path.join(cluster, 'password'), 'utf8').trim()
  const port = readFileSync(path.join(cluster, 'data/postmaster.pid'), 'utf8').split('\n')[3]
  return `postgresql://gangway:${password}@127.0.0.1:${port}/${name}`
}

type Client = Parameters<Parameters<typeof connected>[1]>[0]

/** Without an admin, every page would lead to where the first one is made. */
async function addAdmin(client: Client): Promise<void> {
  const id = newId()
  await client.query(`INSERT INTO person (id, name, email) VALUES ($1, 'Ada Brook', 'ada.brook@brackwater.example')`, [
    id,
  ])
  await client.query(
    `INSERT INTO role_grant (id, person_id, role, granted_at) VALUES (gen_random_uuid(), $1, 'admin', now())`,
    [id],
  )
}

async function addLearner(client: Client, name: string) {
  const id = newId()
  const email = `${name.toLowerCase().replace(' ', '.')}@brackwater.example`
  await client.query('INSERT INTO person (id, name, email) VALUES ($1, $2, $3)', [id, name, email])
  await client.query('INSERT INTO password (person_id, hash, changed_at) VALUES ($1, $2, now())', [
    id,
    await hashPassword(PASSWORD),
  ])
  await client.query(
    `INSERT INTO membership (id, person_id, audience_id, "from")
     SELECT gen_random_uuid(), $1, id, current_date FROM audience WHERE slug = 'ap-daily'`,
    [id],
  )
  return { id, email, password: PASSWORD }
}

async function untilReady(url: string): Promise<void> {
  for (const limit = Date.now() + 60_000; ; await pause(100)) {
    const status = await fetch(url).then(
      (answer) => answer.status,
      () => null,
    )
    if (status === 200) return
    if (Date.now() > limit) throw new Error(`${url} still answers ${status}.`)
  }
}
