import { closeSync, openSync, readFileSync, readlinkSync, renameSync, rmSync, statSync } from 'node:fs'
import { createServer } from 'node:net'
import path from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { processMark } from '../processes.server.ts'
import { StartProblem } from '../start-problem.ts'
import { errorLine } from './cluster.server.ts'
import { type ClusterHome, clusterFolder, dataFolder, logFile, unusable } from './home.server.ts'
import { runProgram } from './programs.server.ts'
import { lastPort, writeSettings } from './settings.server.ts'

/** The server process of a cluster, as it describes itself in `postmaster.pid`. */
export type Postmaster = { pid: number; port: number; state: string }

const USUAL_PORT = 54329
/** A crash recovery may take its time; `pg_ctl` returns at once when the server is there or has given up. */
const START_LIMIT_SECONDS = 600
const STOP_LIMIT_SECONDS = 60
const LOG_LIMIT_BYTES = 10 * 1024 * 1024

/** A cluster's place is all that it takes to find its server. */
type Place = Pick<ClusterHome, 'folder'>

const pidFile = (home: Place) => path.join(dataFolder(home), 'postmaster.pid')

/** The living server of this cluster, or null. */
export function runningPostmaster(home: Place): Postmaster | null {
  const lines = readPidFile(home)?.split('\n') ?? []
  const pid = Number(lines[0])
  if (!Number.isInteger(pid) || pid <= 0 || !isPostmaster(pid, home)) return null
  return { pid, port: Number(lines[3]), state: (lines[7] ?? '').trim() }
}

/**
 * Starts the server and returns it ready, or the one that somebody else started in the same moment.
 * Takes the port of the last start, else the usual one, else any that is free.
 */
export async function startPostmaster(home: ClusterHome, options: { durable: boolean }): Promise<Postmaster> {
  rotateLog(home)
  for (let attempt = 1; ; attempt++) {
    const running = await settledPostmaster(home)
    if (running) return running
    rmSync(pidFile(home), { force: true })
    writeSettings(home, { port: await choosePort(home), durable: options.durable })
    const problem = await launch(home)
    if (!problem) continue
    if (attempt >= 20 || !isPassing(problem)) {
      throw new StartProblem(`PostgreSQL did not start: ${errorLine(problem)} (see ${logFile(home)}).`)
    }
    await pause(250)
  }
}

/** Ends the server: open transactions are rolled back, everything committed is written. */
export async function stopPostmaster(home: ClusterHome): Promise<void> {
  if (!runningPostmaster(home)) return
  const wait = ['-m', 'fast', '-w', '-t', String(STOP_LIMIT_SECONDS)]
  const { code, output } = await runProgram(home, 'pg_ctl', ['stop', '-D', clusterFolder(home), '-s', ...wait])
  if (code !== 0 && runningPostmaster(home)) {
    throw new Error(`PostgreSQL did not stop within ${STOP_LIMIT_SECONDS} s: ${errorLine(output)}`)
  }
}

/** Waits while the server is starting or stopping: the one that is ready, or null when none is left. */
async function settledPostmaster(home: ClusterHome): Promise<Postmaster | null> {
  const limit = Date.now() + START_LIMIT_SECONDS * 1000
  for (;;) {
    const running = runningPostmaster(home)
    if (!running || running.state === 'ready') return running
    if (Date.now() > limit) throw new StartProblem(`PostgreSQL (process ${running.pid}) does not become ready.`)
    await pause(50)
  }
}

/** Null when the server was started, else what it wrote to its log before it gave up. */
async function launch(home: ClusterHome): Promise<string | null> {
  const log = openSync(logFile(home), 'a', 0o600)
  const before = statSync(logFile(home)).size
  try {
    const wait = ['-w', '-t', String(START_LIMIT_SECONDS)]
    const { code } = await runProgram(home, 'pg_ctl', ['start', '-D', clusterFolder(home), '-s', ...wait], {
      output: log,
    })
    return code === 0 ? null : readFileSync(logFile(home)).subarray(before).toString()
  } finally {
    closeSync(log)
  }
}

/** Reasons that pass by themselves: a port taken in this moment, another start, or children that outlive a killed server. */
function isPassing(problem: string): boolean {
  return /could not bind|could not create any TCP\/IP sockets|"postmaster.pid" already exists|pre-existing shared memory/.test(
    problem,
  )
}

function readPidFile(home: Place): string | null {
  try {
    return readFileSync(pidFile(home), 'utf8')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null
    throw unusable(dataFolder(home), error)
  }
}

/** A pid file outlives a killed server, and its number may belong to anybody since: on Linux the working folder tells. */
function isPostmaster(pid: number, home: Place): boolean {
  if (!processMark(pid)) return false
  if (process.platform !== 'linux') return true
  try {
    return readlinkSync(`/proc/${pid}/cwd`) === dataFolder(home)
  } catch {
    return false
  }
}

async function choosePort(home: ClusterHome): Promise<number> {
  for (const port of [lastPort(home), USUAL_PORT]) {
    if (port && (await isFree(port))) return port
  }
  return freePort()
}

function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const probe = createServer()
    probe.once('error', () => resolve(false))
    probe.listen({ port, host: '127.0.0.1', exclusive: true }, () => probe.close(() => resolve(true)))
  })
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer()
    probe.once('error', reject)
    probe.listen({ port: 0, host: '127.0.0.1' }, () => {
      const address = probe.address()
      probe.close(() => (address && typeof address === 'object' ? resolve(address.port) : reject(new Error('no port'))))
    })
  })
}

/** Keeps one older log, so that the folder cannot grow without end. */
function rotateLog(home: ClusterHome): void {
  const size = statSync(logFile(home), { throwIfNoEntry: false })?.size ?? 0
  if (size > LOG_LIMIT_BYTES) renameSync(logFile(home), `${logFile(home)}.1`)
}
