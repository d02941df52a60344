import { createHash } from 'node:crypto'
import { chmodSync, lstatSync, mkdirSync, realpathSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { projectRoot } from '../project.server.ts'
import { StartProblem } from '../start-problem.ts'
import { type Account, canReach, serverAccount } from './account.server.ts'
import { type Binaries, completeLibraries, copyBinaries, installedBinaries } from './binaries.server.ts'

/** Where one embedded cluster lives and who runs it. Everything of it is inside `folder`. */
export type ClusterHome = {
  /** the folder that was asked for; differs from `folder` where the server's account cannot reach it */
  asked: string
  folder: string
  /** null: this process's own user runs the server */
  account: Account | null
  binaries: Binaries
}

/** The cluster's own files. Settings and password stay with whoever starts it; only `data` belongs to the server's account. */
export const clusterFolder = (home: Pick<ClusterHome, 'folder'>) => path.join(home.folder, 'cluster')
export const dataFolder = (home: Pick<ClusterHome, 'folder'>) => dataInside(home.folder)
export const passwordFile = (home: Pick<ClusterHome, 'folder'>) => path.join(clusterFolder(home), 'password')
export const logFile = (home: ClusterHome) => path.join(clusterFolder(home), 'server.log')

const dataInside = (folder: string) => path.join(folder, 'cluster', 'data')

/** Where clusters go whose wanted place only root can enter, keyed by that place's real path. */
const REACHABLE_PARENTS = ['/var/lib/gangway', path.join(os.tmpdir(), 'gangway')]

/** `pg_ctl` starts the server through a shell, in double quotes; these would end or change them. */
const UNQUOTABLE = process.platform === 'win32' ? /["%]/ : /["$`\\\n]/

/**
 * Settles where the cluster of `asked` lives, and makes that folder. As root, the server's account must be able to
 * reach data and programs: where it cannot, both go to a folder under `/var/lib/gangway`.
 */
export function clusterHome(asked: string): ClusterHome {
  const wanted = realPath(asked)
  const account = serverAccount(dataInside(wanted))
  if (!account || canReach(account, wanted)) return homeAt(wanted, wanted, account)
  const folder = reachableFolder(wanted, account)
  return homeAt(wanted, folder, serverAccount(dataInside(folder)))
}

/** Where the cluster of `asked` may be already; makes nothing. */
export function possibleFolders(asked: string): string[] {
  const wanted = realPath(asked)
  return [wanted, ...REACHABLE_PARENTS.map((parent) => path.join(parent, reachableName(wanted)))]
}

function homeAt(asked: string, folder: string, account: Account | null): ClusterHome {
  if (UNQUOTABLE.test(folder)) {
    throw new StartProblem(
      `The embedded PostgreSQL cannot run in ${folder}: the path holds a quote, a backslash, $ or \`. Set DATA_DIR to another folder.`,
    )
  }
  makeFolder(folder, account !== null)
  return { asked, folder, account, binaries: reachableBinaries(folder, account) }
}

function reachableBinaries(folder: string, account: Account | null): Binaries {
  const installed = installedBinaries()
  const reachable = !account || canReach(account, installed.folder)
  if (reachable && !UNQUOTABLE.test(installed.folder) && completeLibraries(installed)) return installed
  return copyBinaries(installed, path.join(folder, `postgresql-${installed.version}`))
}

function reachableFolder(wanted: string, account: Account): string {
  const name = reachableName(wanted)
  for (const parent of REACHABLE_PARENTS) {
    if (canReach(account, parent) && isOursAlone(parent)) return path.join(parent, name)
  }
  throw new StartProblem(
    `PostgreSQL must not run as root, and the account ${account.name} cannot reach ${wanted}: set DATA_DIR to a folder it can enter.`,
  )
}

/** Keyed by the wanted place's real path. */
function reachableName(wanted: string): string {
  const key = createHash('sha256').update(wanted).digest('hex').slice(0, 12)
  return `${path.basename(projectRoot).replace(/[^\w.-]+/g, '-')}-${key}`
}

/** Makes a parent if need be. One that somebody else owns or may write (in /tmp anybody may) is not trusted with data. */
function isOursAlone(parent: string): boolean {
  try {
    mkdirSync(parent, { recursive: true, mode: 0o755 })
    const stats = lstatSync(parent)
    return stats.isDirectory() && stats.uid === 0 && (stats.mode & 0o022) === 0
  } catch {
    return false
  }
}

/** Makes the folder and what is missing above it, open for passage when another account must come through. */
function makeFolder(folder: string, passable: boolean): void {
  try {
    const first = mkdirSync(folder, { recursive: true })
    if (!first || !passable) return
    for (let made = folder; made.startsWith(first); made = path.dirname(made)) chmodSync(made, 0o755)
  } catch (error) {
    throw unusable(folder, error)
  }
}

/** One line for a folder that the file system refuses. */
export function unusable(folder: string, cause: unknown): StartProblem {
  const code = (cause as NodeJS.ErrnoException).code
  const reasons: Record<string, string> = {
    EACCES: 'this user may not write there',
    EPERM: 'this user may not write there',
    EROFS: 'it is on a read-only file system',
    ENOTDIR: 'a part of the path is a file',
    EEXIST: 'it is a file',
    ENOSPC: 'the disk is full',
  }
  const reason = reasons[code ?? ''] ?? (cause instanceof Error ? cause.message : String(cause))
  return new StartProblem(`The data folder ${folder} cannot be used: ${reason}. DATA_DIR names another.`, { cause })
}

/** The real path, also of a folder that is not there yet. */
function realPath(folder: string): string {
  try {
    return realpathSync(folder)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw unusable(folder, error)
    return path.join(realPath(path.dirname(folder)), path.basename(folder))
  }
}
