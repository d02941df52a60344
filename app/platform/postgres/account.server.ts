import { spawnSync } from 'node:child_process'
import { type Stats, statSync } from 'node:fs'
import path from 'node:path'
import { StartProblem } from '../start-problem.ts'

/** The system account that runs PostgreSQL instead of root. */
export type Account = { uid: number; gid: number; name: string }

/** Our own account first; a machine that has PostgreSQL's is not given another. `nobody` is shared, so it comes last. */
const OWN = 'gangway'
const EXISTING = [OWN, 'postgres', '_postgres']
const LAST_RESORT = 'nobody'

/**
 * Who runs the server: null means this process's own user. Root may not run PostgreSQL, so as root it is
 * whoever owns the data already (the data decides, whatever accounts come and go), else an unprivileged account.
 */
export function serverAccount(dataFolder: string): Account | null {
  if (process.getuid?.() !== 0) return null
  const owner = ownerOf(dataFolder)
  if (owner && owner.uid !== 0) return { uid: owner.uid, gid: owner.gid, name: nameOf(owner.uid) }
  for (const name of EXISTING) {
    const account = findAccount(name)
    if (account) return account
  }
  const account = createAccount(OWN) ?? findAccount(LAST_RESORT)
  if (account) return account
  throw new StartProblem(
    `PostgreSQL must not run as root, and no other account was found: run 'useradd --system ${OWN}' once, or start as another user.`,
  )
}

/** Whether the account may enter every folder on the way to `target`, judged by the mode bits. */
export function canReach(account: Account, target: string): boolean {
  for (let folder = target; ; folder = path.dirname(folder)) {
    const stats = ownerOf(folder)
    if (stats && !mayEnter(account, stats)) return false
    if (folder === path.dirname(folder)) return true
  }
}

function mayEnter(account: Account, stats: Stats): boolean {
  if (stats.uid === account.uid) return (stats.mode & 0o100) !== 0
  if (stats.gid === account.gid) return (stats.mode & 0o010) !== 0
  return (stats.mode & 0o001) !== 0
}

function ownerOf(folder: string): Stats | undefined {
  return statSync(folder, { throwIfNoEntry: false })
}

function findAccount(name: string): Account | null {
  const uid = idOf('-u', name)
  const gid = idOf('-g', name)
  return uid === null || gid === null || uid === 0 ? null : { uid, gid, name }
}

function idOf(flag: '-u' | '-g', name: string): number | null {
  const answer = spawnSync('id', [flag, name], { encoding: 'utf8' })
  return answer.status === 0 ? Number(answer.stdout) : null
}

function nameOf(uid: number): string {
  const answer = spawnSync('id', ['-nu', String(uid)], { encoding: 'utf8' })
  return answer.status === 0 ? answer.stdout.trim() : String(uid)
}

/** Debian's and Red Hat's tool first, then Alpine's. */
function createAccount(name: string): Account | null {
  spawnSync('useradd', ['--system', '--user-group', '--no-create-home', '--shell', '/usr/sbin/nologin', name])
  const account = findAccount(name)
  if (account) return account
  spawnSync('addgroup', ['-S', name])
  spawnSync('adduser', ['-S', '-D', '-H', '-s', '/sbin/nologin', '-G', name, name])
  return findAccount(name)
}
