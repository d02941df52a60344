import { readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { setTimeout as pause } from 'node:timers/promises'
import { isAlive, type ProcessMark, processMark } from './processes.server.ts'
import { StartProblem } from './start-problem.ts'

/** A process by what it is for a person: "npm run demo". */
export type NamedProcess = ProcessMark & { name: string }

/** Longer than any of the work under a lock takes, but for a crash recovery of much data. */
const LOCK_LIMIT_MS = 180_000
/** A lock file is filled in the moment after it is made: one that stays empty belongs to a process killed between. */
const EMPTY_LOCK_LIMIT_MS = 2_000

/** This process, under a name. */
export function thisProcess(name: string): NamedProcess {
  return { ...(processMark(process.pid) ?? { pid: process.pid, started: null }), name }
}

/**
 * Lets one process at a time do `work`, by the lock file named. The lock of a killed process does not count; behind a
 * living one this waits, and at last says whom it waited for.
 */
export async function alone<T>(lock: string, name: string, work: () => Promise<T>): Promise<T> {
  const limit = Date.now() + LOCK_LIMIT_MS
  while (!tryLock(lock, name)) {
    if (isAbandoned(lock)) breakLock(lock)
    if (Date.now() > limit) {
      const holder = readProcess(lock)
      const who = holder ? `${holder.name} (process ${holder.pid})` : 'another process'
      throw new StartProblem(`${lock} has been held by ${who} for too long: end that, then start again.`)
    }
    await pause(25)
  }
  try {
    return await work()
  } finally {
    rmSync(lock, { force: true })
  }
}

/** The process noted in a file, or null when the file is not there or not whole. */
export function readProcess(file: string): NamedProcess | null {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as NamedProcess
  } catch {
    return null
  }
}

function tryLock(lock: string, name: string): boolean {
  try {
    writeFileSync(lock, JSON.stringify(thisProcess(name)), { flag: 'wx' })
    return true
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false
    throw error
  }
}

function isAbandoned(lock: string): boolean {
  const holder = readProcess(lock)
  if (holder) return !isAlive(holder)
  const made = statSync(lock, { throwIfNoEntry: false })?.mtimeMs
  return made !== undefined && Date.now() - made > EMPTY_LOCK_LIMIT_MS
}

/** Moved away first, so that of two who break it one succeeds; what turns out to be a newer, living lock goes back. */
function breakLock(lock: string): void {
  const aside = `${lock}-${process.pid}`
  try {
    renameSync(lock, aside)
    if (isAbandoned(aside)) rmSync(aside)
    else renameSync(aside, lock)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error
  }
}
