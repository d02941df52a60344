import { spawn } from 'node:child_process'
import { once } from 'node:events'
import path from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { onTestFinished } from 'vitest'
import { projectRoot } from '#app/platform/project.server.ts'

/** A command of package.json in a process of its own, as a terminal sees it. */
export type RunningCommand = {
  /** everything it has said so far */
  output: () => string
  signal: (signal: NodeJS.Signals) => void
  /** its exit code, once it has ended */
  ended: Promise<number | null>
  /** waits until it has said this */
  says: (words: string | RegExp) => Promise<void>
}

/** Runs `npm run <name>` without npm in between, in this environment alone. It does not outlive the test. */
export function runCommand(name: string, environment: Record<string, string>, args: string[] = []): RunningCommand {
  const command = beginCommand(name, environment, args)
  onTestFinished(() => command.signal('SIGKILL'))
  return command
}

/** As `runCommand`, for a command that several tests share: whoever begins it ends it. */
export function beginCommand(name: string, environment: Record<string, string>, args: string[] = []): RunningCommand {
  const child = spawn(process.execPath, [path.join(projectRoot, 'app/commands', `${name}.ts`), ...args], {
    cwd: projectRoot,
    env: { PATH: process.env.PATH, LOG_LEVEL: 'silent', ...environment },
  })
  let said = ''
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => (said += chunk))
  const ended = once(child, 'close').then(() => child.exitCode)
  return { output: () => said, signal: (signal) => void child.kill(signal), ended, says }

  async function says(words: string | RegExp): Promise<void> {
    while (!(typeof words === 'string' ? said.includes(words) : words.test(said))) {
      if (child.exitCode !== null) throw new Error(`${name} ended with ${child.exitCode}: ${said}`)
      await pause(50)
    }
  }
}
