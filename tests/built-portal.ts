import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import path from 'node:path'
import { createInterface } from 'node:readline'
import { projectRoot } from '#app/platform/project.server.ts'
import { connectionString } from './database.ts'

/** The built portal in a process of its own, on the test file's database and a free port. */
export type BuiltPortal = {
  url: string
  process: ChildProcess
  /** every line that it has logged, at the LOG_LEVEL it was given */
  log: readonly string[]
  stop: () => Promise<void>
}

/** Starts the build; `npm test` has made it. */
export async function aBuiltPortal(environment: Record<string, string> = {}): Promise<BuiltPortal> {
  const child = fork(path.join(projectRoot, 'tests/serve-build.ts'), {
    cwd: projectRoot,
    execArgv: [],
    stdio: ['ignore', 'pipe', 'inherit', 'ipc'],
    env: { ...process.env, DATABASE_URL: connectionString(), PORT: '0', NODE_ENV: 'production', ...environment },
  })
  const log: string[] = []
  if (child.stdout) createInterface(child.stdout).on('line', (line) => log.push(line))
  const ended = once(child, 'exit')
  const url = await Promise.race([once(child, 'message').then(([address]) => String(address)), ended.then(() => null)])
  if (url === null) throw new Error('The built portal did not start.')
  const stop = async () => {
    child.kill('SIGTERM')
    await ended
  }
  return { url, process: child, log, stop }
}
