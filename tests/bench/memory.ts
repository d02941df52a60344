import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'

/**
 * What a PostgreSQL server holds in memory, in MiB: each process's own, and its share of what several have (`Pss`).
 * Null where the system does not tell that, which Linux does.
 */
export function databaseMemory(dataFolder: string): number | null {
  try {
    const server = Number(readFileSync(path.join(dataFolder, 'postmaster.pid'), 'utf8').split('\n')[0])
    const kib = [server, ...childrenOf(server)].reduce((sum, pid) => sum + sharedKib(pid), 0)
    return kib / 1024
  } catch {
    return null
  }
}

function childrenOf(parent: number): number[] {
  const pids = readdirSync('/proc').filter((name) => /^\d+$/.test(name))
  return pids.flatMap((pid) => (parentOf(pid) === parent ? Number(pid) : []))
}

/** None for a process that has just ended. */
function parentOf(pid: string): number | null {
  try {
    return Number(/^PPid:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1])
  } catch {
    return null
  }
}

function sharedKib(pid: number): number {
  return Number(/^Pss:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8'))?.[1])
}
