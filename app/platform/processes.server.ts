import { readFileSync } from 'node:fs'

/** A process that can be told from a later one with the same number. `started` is null where the system does not say. */
export type ProcessMark = { pid: number; started: string | null }

/** The mark of a living process, or null. A zombie is dead: nobody may ever have reaped it. */
export function processMark(pid: number): ProcessMark | null {
  if (process.platform === 'linux') return linuxMark(pid)
  return answersSignals(pid) ? { pid, started: null } : null
}

/** Whether exactly this process still lives, not another one that was given its number. */
export function isAlive(mark: ProcessMark): boolean {
  const now = processMark(mark.pid)
  return now !== null && (mark.started === null || now.started === mark.started)
}

/** `/proc/<pid>/stat`: the name in brackets may hold anything, so fields are counted from the last bracket. */
function linuxMark(pid: number): ProcessMark | null {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
    const state = fields[0]
    return state === 'Z' || state === 'X' ? null : { pid, started: fields[19] ?? null }
  } catch {
    return null
  }
}

function answersSignals(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}
