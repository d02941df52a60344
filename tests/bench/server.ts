import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { projectRoot } from '#app/platform/project.server.ts'

/** A server in a process of its own. */
export type BenchServer = {
  url: string
  /** resident memory in bytes, and processor time so far in microseconds */
  usage: () => Promise<{ rss: number; cpu: number }>
  stop: () => Promise<void>
}

/** The portal from the bench's build, on the database that the environment names, with the flags of `npm start`. */
export function startPortal(build: string): Promise<BenchServer> {
  return start('tests/bench/portal-process.ts', [build], flagsOfStart())
}

/** Node's own HTTP server, which answers one word. */
export function startBareServer(): Promise<BenchServer> {
  return start('tests/bench/bare-server.ts', [], flagsOfStart())
}

/** What stands between `node` and the file in package.json's script. */
function flagsOfStart(): string[] {
  const { scripts } = JSON.parse(readFileSync(path.join(projectRoot, 'package.json'), 'utf8')) as {
    scripts: { start: string }
  }
  return scripts.start.split(' ').slice(1, -1)
}

async function start(file: string, args: string[], flags: string[]): Promise<BenchServer> {
  const child = fork(path.join(projectRoot, file), args, {
    cwd: projectRoot,
    execArgv: flags,
    // The log is written as always, and goes nowhere.
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    env: { ...process.env, HOST: '127.0.0.1', PORT: '0', ORIGIN: '', NODE_ENV: 'production' },
  })
  const ended = once(child, 'exit')
  const url = await Promise.race([answerOf<string>(child), ended.then(() => null)])
  if (url === null) throw new Error(`${file} did not start.`)
  return {
    url,
    usage: () => {
      child.send('usage')
      return answerOf(child)
    },
    stop: async () => {
      child.kill('SIGTERM')
      await ended
    },
  }
}

async function answerOf<Answer>(child: ChildProcess): Promise<Answer> {
  const [answer] = (await once(child, 'message')) as [Answer]
  return answer
}
