import path from 'node:path'
import { alone, type NamedProcess } from '../alone.server.ts'
import { connected } from '../connected.server.ts'
import { StartProblem } from '../start-problem.ts'
import { makeCluster, ROLE, readPassword } from './cluster.server.ts'
import { dropDatabase, ensureDatabase, exclusively } from './databases.server.ts'
import { hold, letGo, otherHolders } from './holders.server.ts'
import { type ClusterHome, clusterHome, dataFolder, possibleFolders, unusable } from './home.server.ts'
import { type Postmaster, runningPostmaster, startPostmaster, stopPostmaster } from './postmaster.server.ts'
import { keepRunning } from './watch.server.ts'

/** A running PostgreSQL of our own. */
export type EmbeddedServer = {
  port: number
  /** the folder of its data */
  data: string
  /** the connection string of one of its databases, with the password */
  url: (database: string) => string
  /** makes the database unless it exists */
  ensureDatabase: (name: string) => Promise<void>
  /** drops the database and ends its connections, if it exists */
  dropDatabase: (name: string) => Promise<void>
  /** runs `work` while no other process runs its own under the same key */
  exclusively: <T>(key: string, work: () => Promise<T>) => Promise<T>
  /** the other processes that use this server */
  others: () => NamedProcess[]
  /** Lets go of the server, and ends it unless another process uses it. Safe to call twice. */
  stop: () => Promise<void>
}

export type EmbeddedOptions = {
  /** DATA_DIR: the cluster goes to `postgres` inside */
  dataDir: string
  /** what this process is, for others that meet it: "npm run demo" */
  name: string
  /** tells the person at the terminal */
  say?: (line: string) => void
  /** false: a crash of the machine may lose data. For databases of tests. */
  durable?: boolean
}

/**
 * Starts the PostgreSQL that npm installed, or joins the one that is running on the same data: another command's, or one
 * that outlived its killed parent. Makes data folder, role and password at the first start. Throws `StartProblem` with
 * one line when that cannot be.
 *
 * While this process lives it also brings the server back, on the same port, should somebody kill it.
 */
export async function startEmbedded(options: EmbeddedOptions): Promise<EmbeddedServer> {
  const { dataDir, name, say = () => {}, durable = true } = options
  const home = clusterHome(path.resolve(dataDir, 'postgres'))
  const inTurn = <T>(work: () => Promise<T>) => alone(path.join(home.folder, 'lock'), name, work)
  const start = () => startPostmaster(home, { durable })
  const postmaster = await inTurn(async () => {
    await makeCluster(home)
    hold(home.folder, name)
    const started = await start()
    await proveOurs(home, started)
    return started
  }).catch((error: unknown) => {
    throw isFileError(error) ? unusable(home.folder, error) : error
  })
  tellWhere(home, say)
  const stopWatching = keepRunning(home, postmaster.port, () => inTurn(start), say)
  return embeddedServer(home, postmaster.port, async () => {
    await stopWatching()
    await inTurn(async () => {
      letGo(home.folder)
      if (otherHolders(home.folder).length === 0) await stopPostmaster(home)
    })
  })
}

/** The server that another process runs on the same `dataDir`; null when there is none. Starts nothing and makes nothing. */
export function runningEmbedded(dataDir: string): Pick<EmbeddedServer, 'url'> | null {
  for (const folder of possibleFolders(path.resolve(dataDir, 'postgres'))) {
    const running = runningPostmaster({ folder })
    if (running?.state === 'ready') return { url: (database) => urlOf({ folder }, running.port, database) }
  }
  return null
}

/** The password is this cluster's alone, and by SCRAM the server proves that it knows it too. */
async function proveOurs(home: ClusterHome, { port, pid }: Postmaster): Promise<void> {
  await connected(urlOf(home, port, 'postgres'), async () => {}).catch((cause: Error) => {
    throw new StartProblem(
      `PostgreSQL (process ${pid}, port ${port}) runs on ${dataFolder(home)} and does not let us in: ${cause.message}`,
      { cause },
    )
  })
}

function embeddedServer(home: ClusterHome, port: number, end: () => Promise<void>): EmbeddedServer {
  const url = (database: string) => urlOf(home, port, database)
  let stopping: Promise<void> | null = null
  return {
    port,
    data: dataFolder(home),
    url,
    ensureDatabase: (name) => ensureDatabase(url('postgres'), name),
    dropDatabase: (name) => dropDatabase(url('postgres'), name),
    exclusively: (key, work) => exclusively(url('postgres'), key, work),
    others: () => otherHolders(home.folder),
    stop: () => {
      stopping ??= end()
      return stopping
    },
  }
}

function urlOf(home: Pick<ClusterHome, 'folder'>, port: number, database: string): string {
  return `postgresql://${ROLE}:${readPassword(home)}@127.0.0.1:${port}/${encodeURIComponent(database)}`
}

function tellWhere({ folder, asked, account }: ClusterHome, say: (line: string) => void): void {
  if (folder === asked || !account) return
  say(`PostgreSQL runs as ${account.name}, who cannot reach ${asked}; its programs and data are in ${folder}.`)
}

/** The file system refused, in a way that names a path; a program that could not be started is another matter. */
function isFileError(error: unknown): boolean {
  return error instanceof Error && 'path' in error && 'syscall' in error && !String(error.syscall).startsWith('spawn')
}
