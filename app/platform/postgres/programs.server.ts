import { spawn } from 'node:child_process'
import path from 'node:path'
import { program } from './binaries.server.ts'
import type { ClusterHome } from './home.server.ts'

export type ProgramResult = { code: number | null; output: string }

/** What PostgreSQL's programs may see of our environment: nothing of it is theirs, and it may hold secrets. */
const PASSED_ON = ['PATH', 'SystemRoot', 'TEMP', 'TMP', 'TMPDIR']

/**
 * Runs one of PostgreSQL's programs as the server's account and waits for its end.
 * `output` is a file descriptor to write to; without it, what the program says is collected.
 */
export function runProgram(
  home: ClusterHome,
  name: 'initdb' | 'pg_ctl' | 'postgres',
  args: string[],
  options: { input?: string; output?: number } = {},
): Promise<ProgramResult> {
  const { account, binaries, folder } = home
  return new Promise((resolve, reject) => {
    const sink = options.output ?? 'pipe'
    const child = spawn(program(binaries, name), args, {
      // Not ours: the server's account may be unable to enter it, and would stop with "could not identify current directory".
      cwd: folder,
      env: programEnvironment(path.join(binaries.folder, 'lib')),
      stdio: [options.input === undefined ? 'ignore' : 'pipe', sink, sink],
      windowsHide: true,
      ...(account ? { uid: account.uid, gid: account.gid } : {}),
    })
    const said: Buffer[] = []
    child.stdout?.on('data', (chunk: Buffer) => said.push(chunk))
    child.stderr?.on('data', (chunk: Buffer) => said.push(chunk))
    child.on('error', reject)
    child.on('close', (code) => resolve({ code, output: Buffer.concat(said).toString() }))
    child.stdin?.on('error', () => {})
    child.stdin?.end(options.input)
  })
}

function programEnvironment(libraries: string): NodeJS.ProcessEnv {
  const environment: NodeJS.ProcessEnv = { LC_ALL: 'C', LD_LIBRARY_PATH: libraries }
  for (const name of PASSED_ON) {
    if (process.env[name] !== undefined) environment[name] = process.env[name]
  }
  return environment
}
