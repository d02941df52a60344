import { randomBytes } from 'node:crypto'
import { chownSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { StartProblem } from '../start-problem.ts'
import { type ClusterHome, clusterFolder, dataFolder, passwordFile, unusable } from './home.server.ts'
import { runProgram } from './programs.server.ts'

/** The role that the application uses. It may make databases, and is no superuser: a hole in a query stays in its database. */
export const ROLE = 'gangway'
const SUPERUSER = 'postgres'

/**
 * Makes the cluster unless it exists: initialised beside and renamed, so that a killed start leaves no half cluster and
 * of two starts at once one wins. Refuses data of another major version of PostgreSQL.
 */
export async function makeCluster(home: ClusterHome): Promise<void> {
  if (!existsSync(clusterFolder(home))) await initialise(home)
  const version = majorOfData(home)
  if (version !== home.binaries.major) {
    throw new StartProblem(
      `The data in ${dataFolder(home)} is of PostgreSQL ${version}, and this release brings PostgreSQL ${home.binaries.major}: see "Upgrading" in docs/operations.md.`,
    )
  }
}

export function readPassword(home: Pick<ClusterHome, 'folder'>): string {
  try {
    return readFileSync(passwordFile(home), 'utf8').trim()
  } catch (error) {
    throw unusable(passwordFile(home), error)
  }
}

async function initialise(home: ClusterHome): Promise<void> {
  const draft: ClusterHome = { ...home, folder: path.join(home.folder, `making-${process.pid}`) }
  rmSync(draft.folder, { recursive: true, force: true })
  try {
    makeFolders(draft)
    const password = randomBytes(24).toString('hex')
    await initdb(draft, password)
    await addRole(draft, password)
    writeFileSync(passwordFile(draft), `${password}\n`, { mode: 0o600 })
    renameSync(clusterFolder(draft), clusterFolder(home))
  } catch (error) {
    if (!existsSync(clusterFolder(home))) throw error instanceof StartProblem ? error : unusable(home.folder, error)
  } finally {
    rmSync(draft.folder, { recursive: true, force: true })
  }
}

function makeFolders(home: ClusterHome): void {
  const passable = home.account ? 0o755 : 0o700
  mkdirSync(home.folder, { mode: passable })
  mkdirSync(clusterFolder(home), { mode: passable })
  mkdirSync(dataFolder(home), { mode: 0o700 })
  giveToAccount(home, dataFolder(home))
}

/** Only the server's own account may read the password file for `initdb`, so it gets one of its own for that moment. */
async function initdb(home: ClusterHome, password: string): Promise<void> {
  const file = path.join(home.folder, 'initial-password')
  writeFileSync(file, `${password}\n`, { mode: 0o600, flag: 'wx' })
  giveToAccount(home, file)
  const locale = ['--encoding=UTF8', '--locale=C', '--locale-provider=builtin', '--builtin-locale=C.UTF-8']
  const access = [`--username=${SUPERUSER}`, `--pwfile=${file}`, '--auth=scram-sha-256']
  const { code, output } = await runProgram(home, 'initdb', [
    `--pgdata=${dataFolder(home)}`,
    ...access,
    ...locale,
    '--no-instructions',
  ])
  rmSync(file)
  if (code !== 0) throw new StartProblem(`PostgreSQL's data folder could not be made: ${errorLine(output)}`)
}

/** In single-user mode, before the server ever listens: nobody can meet a cluster without its role and password. */
async function addRole(home: ClusterHome, password: string): Promise<void> {
  const { code, output } = await runProgram(home, 'postgres', ['--single', '-D', dataFolder(home), 'postgres'], {
    input: `CREATE ROLE ${ROLE} LOGIN CREATEDB PASSWORD '${password}';\n`,
  })
  if (code !== 0 || /ERROR|FATAL/.test(output)) {
    throw new StartProblem(`PostgreSQL's role could not be made: ${errorLine(output)}`)
  }
}

function giveToAccount(home: ClusterHome, file: string): void {
  if (home.account) chownSync(file, home.account.uid, home.account.gid)
}

function majorOfData(home: ClusterHome): number {
  const file = path.join(dataFolder(home), 'PG_VERSION')
  try {
    return Number.parseInt(readFileSync(file, 'utf8'), 10)
  } catch (error) {
    throw unusable(dataFolder(home), error)
  }
}

/** The line of a program's output that says what went wrong. */
export function errorLine(output: string): string {
  const lines = output.split('\n').filter((line) => line.trim() !== '')
  const telling = lines.find((line) => /error:|FATAL:|PANIC:/.test(line)) ?? lines.at(-1) ?? 'no reason given'
  return telling.replace(/^.*?(error|FATAL|PANIC):\s*/, '').trim()
}
