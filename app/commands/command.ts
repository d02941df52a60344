import { createInterface } from 'node:readline/promises'
import { Refusal } from '#app/domain/errors.ts'
import { isStartProblem, StartProblem } from '#app/platform/start-problem.ts'

/**
 * Runs a command of package.json to its end. Something outside that keeps it from running, or a refusal, is told in one
 * line; anything else is a bug and shows its stack. Either way the exit code says that it failed.
 */
export async function command(main: (args: string[]) => Promise<void>): Promise<void> {
  try {
    await main(process.argv.slice(2))
  } catch (error) {
    console.error(isStartProblem(error) || error instanceof Refusal ? error.message : error)
    process.exit(1)
  }
}

/** Tells the person at the terminal. */
export function say(line: string): void {
  console.log(line)
}

/** Asks the person at the terminal. Where nobody is, refuses, and says what `--yes` would do. */
export async function agreed(question: string, deed: string): Promise<boolean> {
  if (!process.stdin.isTTY) throw new StartProblem(`Nobody can be asked here: add --yes to ${deed}.`)
  const terminal = createInterface({ input: process.stdin, output: process.stdout })
  const answer = await terminal.question(`${question} (yes/no) `)
  terminal.close()
  return /^y(es)?$/i.test(answer.trim())
}

/**
 * Resolves when this process is asked to end: Ctrl-C, a service manager, a closed terminal. The signal comes to npm too
 * and may come twice; ending takes its time (answers under way, PostgreSQL) and is not cut short by the second.
 */
export function askedToEnd(): Promise<void> {
  return new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => resolve())
  })
}
