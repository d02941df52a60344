import { type ChildProcess, execFileSync, fork } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { onTestFinished } from 'vitest'
import { processMark } from '#app/platform/processes.server.ts'
import { projectRoot } from '#app/platform/project.server.ts'

/** What the process in hold-postgres.ts tells of its server. */
export type Held = { port: number; data: string; url: string; said: string[] }
type Refused = { problem: string; expected: boolean }

/** A process that holds an embedded server. */
export type PostgresHolder = Held & { process: ChildProcess; stop: () => Promise<void>; kill: () => Promise<void> }

/** An empty folder that every account may pass through; gone after the test, and its server with it. */
export function aFolder(name = 'data'): string {
  const parent = mkdtempSync(path.join(os.tmpdir(), 'gangway-fault-'))
  chmodSync(parent, 0o755)
  onTestFinished(() => rmSync(parent, { recursive: true, force: true }))
  return path.join(parent, name)
}

let made: string | null = null

/** As `aFolder`, with a cluster that ran before and was stopped: made once a file, and copied. */
export async function aFolderWithData(): Promise<string> {
  const folder = aFolder()
  if (!made) {
    const holder = await holdPostgres(folder)
    await holder.stop()
    made = mkdtempSync(path.join(os.tmpdir(), 'gangway-made-'))
    process.once('exit', () => rmSync(String(made), { recursive: true, force: true }))
    execFileSync('cp', ['-a', folder, made])
  } else {
    execFileSync('cp', ['-a', path.join(made, path.basename(folder)), folder])
  }
  return folder
}

/** Starts a process that starts or joins the server in `folder`, and waits until that is ready. */
export async function holdPostgres(folder: string, as?: { uid: number; gid: number }): Promise<PostgresHolder> {
  const { child, told } = await run(folder, as)
  if ('problem' in told) throw new Error(told.problem)
  onTestFinished(() => endPostgres(told.data))
  return { ...told, process: child, stop: () => end(child, 'SIGTERM'), kill: () => end(child, 'SIGKILL') }
}

/** Starts a process that must not get a server; what it says instead. */
export async function refusedPostgres(folder: string, as?: { uid: number; gid: number }): Promise<Refused> {
  const { child, told } = await run(folder, as)
  if ('problem' in told) return told
  await end(child, 'SIGTERM')
  throw new Error('The server started.')
}

/** The process number in `postmaster.pid`, or null without one. */
export function postmasterPid(data: string): number | null {
  try {
    return Number.parseInt(readFileSync(path.join(data, 'postmaster.pid'), 'utf8'), 10)
  } catch {
    return null
  }
}

/** Waits until a process is gone. */
export async function gone(pid: number): Promise<void> {
  for (const limit = Date.now() + 10_000; processMark(pid); ) {
    if (Date.now() > limit) throw new Error(`Process ${pid} still lives.`)
    await pause(20)
  }
}

async function run(folder: string, as?: { uid: number; gid: number }) {
  const child = fork(path.join(projectRoot, 'tests/faults/hold-postgres.ts'), [folder], {
    cwd: as ? '/' : projectRoot,
    execArgv: [],
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    ...as,
  })
  onTestFinished(() => void child.kill('SIGKILL'))
  const [told] = (await once(child, 'message')) as [Held | Refused]
  return { child, told }
}

async function end(child: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  const exit = once(child, 'exit')
  child.kill(signal)
  await exit
}

/** Ends the server of this data: it outlives a killed holder, which is the point, and must not outlive the test. */
export async function endPostgres(data: string): Promise<void> {
  const pid = postmasterPid(data)
  if (!pid || !processMark(pid)) return
  process.kill(pid, 'SIGQUIT')
  await gone(pid)
}
