import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { type NamedProcess, readProcess, thisProcess } from '../alone.server.ts'
import { isAlive } from '../processes.server.ts'

/** Each process that uses a server has a note in `holders`, named by its number: the last one to leave ends the server. */
const notes = (folder: string) => path.join(folder, 'holders')
const ownNote = (folder: string) => path.join(notes(folder), String(process.pid))

/** Notes that this process uses the server in `folder`. */
export function hold(folder: string, name: string): void {
  mkdirSync(notes(folder), { recursive: true })
  writeFileSync(ownNote(folder), JSON.stringify(thisProcess(name)))
}

/** Takes this process's note back. */
export function letGo(folder: string): void {
  rmSync(ownNote(folder), { force: true })
}

/** Everybody else who uses the server in `folder`; notes of dead processes are cleared away. */
export function otherHolders(folder: string): NamedProcess[] {
  const files = readdirSync(notes(folder)).map((name) => path.join(notes(folder), name))
  return files.flatMap((file) => {
    if (file === ownNote(folder)) return []
    const holder = readProcess(file)
    if (holder && isAlive(holder)) return [holder]
    rmSync(file, { force: true })
    return []
  })
}
