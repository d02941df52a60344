import { readdirSync, readFileSync, readlinkSync } from 'node:fs'
import path from 'node:path'

/**
 * Who listens on a port, as a person knows it: "npm run demo (process 4711)". Null for nobody, and where the system does
 * not say: elsewhere than on Linux, and of another user's process.
 */
export function portHolder(port: number): string | null {
  try {
    const sockets = listeningSockets(port)
    const pid = readdirSync('/proc').find((name) => /^\d+$/.test(name) && holdsOneOf(sockets, name))
    return pid === undefined ? null : `${nameOf(readFileSync(`/proc/${pid}/cmdline`, 'utf8'))} (process ${pid})`
  } catch {
    return null
  }
}

const LISTENING = '0A'

/** As `/proc/<pid>/fd` names them. In the kernel's tables the second column is the address, the fourth the state, the tenth the inode. */
function listeningSockets(port: number): Set<string> {
  const hex = port.toString(16).toUpperCase().padStart(4, '0')
  const lines = ['/proc/net/tcp', '/proc/net/tcp6'].flatMap((table) => readFileSync(table, 'utf8').split('\n'))
  const columns = lines.map((line) => line.trim().split(/\s+/))
  const ours = columns.filter(([, address, , state]) => address?.endsWith(`:${hex}`) && state === LISTENING)
  return new Set(ours.map((column) => `socket:[${column[9]}]`))
}

function holdsOneOf(sockets: ReadonlySet<string>, pid: string): boolean {
  try {
    return readdirSync(`/proc/${pid}/fd`).some((file) => sockets.has(linkOf(`/proc/${pid}/fd/${file}`)))
  } catch {
    return false // another user's, or it has just ended
  }
}

function linkOf(file: string): string {
  try {
    return readlinkSync(file)
  } catch {
    return '' // closed meanwhile
  }
}

/** One of our own commands by what a person typed, any other program by its file. */
export function nameOf(commandLine: string): string {
  const words = commandLine.split('\0')
  const own = words.map((word) => /app\/commands\/([\w-]+)\.ts$/.exec(word)?.[1]).find((name) => name !== undefined)
  if (own === undefined) return path.basename(words[0] || 'another program')
  return own === 'start' ? 'npm start' : `npm run ${own}`
}
