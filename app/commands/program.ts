import { spawn } from 'node:child_process'
import { createRequire } from 'node:module'
import path from 'node:path'
import { projectRoot } from '#app/platform/project.server.ts'

export type ProgramEnd = { code: number; output: string }

/**
 * Runs the command line program of an installed package under this Node, in the project's root.
 * `shown`: it writes to our terminal as it goes; else what it says is collected.
 */
export function runPackage(
  name: string,
  args: string[],
  options: { shown?: boolean; env?: NodeJS.ProcessEnv } = {},
): Promise<ProgramEnd> {
  return runProgram(process.execPath, [executableOf(name), ...args], options)
}

/** As `runPackage`, for any program of the system. A program that is not there ends with code 127. */
export function runProgram(
  program: string,
  args: string[],
  { shown = false, env = {} }: { shown?: boolean; env?: NodeJS.ProcessEnv } = {},
): Promise<ProgramEnd> {
  return new Promise((resolve) => {
    const sink = shown ? 'inherit' : 'pipe'
    const child = spawn(program, args, {
      cwd: projectRoot,
      env: { ...process.env, ...env },
      stdio: ['ignore', sink, sink],
    })
    const said: Buffer[] = []
    child.stdout?.on('data', (chunk: Buffer) => said.push(chunk))
    child.stderr?.on('data', (chunk: Buffer) => said.push(chunk))
    // Ctrl-C reaches the shown program too, which ends in its own way; we stay until it has.
    if (shown) process.on('SIGINT', () => {})
    child.on('error', (error) => resolve({ code: 127, output: error.message }))
    child.on('close', (code) => resolve({ code: code ?? 1, output: Buffer.concat(said).toString() }))
  })
}

/** The file behind `npx <name>`, by the package's own description. Packages may hide it from `import`, not from here. */
function executableOf(name: string): string {
  const [packageName = name, binary = name] = name.split(' ')
  const folder = path.join(projectRoot, 'node_modules', packageName)
  const { bin } = createRequire(import.meta.url)(path.join(folder, 'package.json')) as {
    bin: string | Record<string, string>
  }
  const file = typeof bin === 'string' ? bin : bin[binary]
  if (!file) throw new Error(`${packageName} has no program ${binary}.`)
  return path.join(folder, file)
}
