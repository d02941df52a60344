import { spawn } from 'node:child_process'
import { createRequire } from 'node:module'
import { projectRoot } from '../project.server.ts'

export type PrismaResult = { code: number | null; output: string; errors: string }

/** Keeps Prisma's command line from calling home and from talking about itself. */
const QUIET = { CHECKPOINT_DISABLE: '1', PRISMA_HIDE_UPDATE_MESSAGE: '1', NO_COLOR: '1' }

/** Runs Prisma's command line on the database at `url`; see `prisma.config.ts`. */
export function runPrisma(args: string[], url: string): Promise<PrismaResult> {
  const cli = createRequire(import.meta.url).resolve('prisma/build/index.js')
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [cli, ...args], {
      cwd: projectRoot,
      env: { ...process.env, ...QUIET, DATABASE_URL: url },
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    const output: Buffer[] = []
    const errors: Buffer[] = []
    child.stdout.on('data', (chunk: Buffer) => output.push(chunk))
    child.stderr.on('data', (chunk: Buffer) => errors.push(chunk))
    child.on('error', reject)
    child.on('close', (code) =>
      resolve({ code, output: Buffer.concat(output).toString(), errors: Buffer.concat(errors).toString() }),
    )
  })
}
