import { mkdirSync } from 'node:fs'
import path from 'node:path'
import { alone } from '#app/platform/alone.server.ts'
import { projectRoot } from '#app/platform/project.server.ts'
import { StartProblem } from '#app/platform/start-problem.ts'
import { say } from './command.ts'
import { compressAssets } from './compress-assets.ts'
import { runPackage } from './program.ts'
import { beginMaking, isFresh, type Made } from './sources.ts'

const DATABASE_CLIENT: Made = {
  stamp: 'app/platform/database/generated/.stamp',
  sources: ['prisma/schema', 'node_modules/prisma/package.json'],
}

const BUILD: Made = {
  stamp: 'build/.stamp',
  sources: [
    'app',
    'public',
    'prisma/schema',
    'package-lock.json',
    'vite.config.ts',
    'react-router.config.ts',
    'tsconfig.json',
  ],
  leaveOut: /\.test\.ts$|^app\/commands\/|^app\/platform\/database\/generated\//,
}

/** Makes Prisma's client from the schema when it is not there or the schema has changed; a few seconds, else nothing. */
export async function ensureDatabaseClient(): Promise<void> {
  if (isFresh(DATABASE_CLIENT)) return
  await onlyHere(async () => {
    if (isFresh(DATABASE_CLIENT)) return
    const making = beginMaking(DATABASE_CLIENT)
    // Never connected to: the command line only insists on having one.
    const env = {
      CHECKPOINT_DISABLE: '1',
      PRISMA_HIDE_UPDATE_MESSAGE: '1',
      DATABASE_URL: 'postgresql://127.0.0.1/none',
    }
    const { code, output } = await runPackage('prisma', ['generate'], { env })
    if (code !== 0) throw new StartProblem(`The database client could not be generated.\n${output.trim()}`)
    making.finish()
  })
}

/** Named by react-router.config.ts too. */
const BENCH_FOLDER = '.data/bench/build'

/** What benches measure: the same, and the page of one word that they compare the others with. */
const BENCH_BUILD: Made = {
  ...BUILD,
  stamp: `${BENCH_FOLDER}/.stamp`,
  sources: [...BUILD.sources, 'tests/bench/one-word.tsx'],
}

/** Builds the portal for production when its sources have changed since the last build. */
export function ensureBuild(options: { always?: boolean } = {}): Promise<void> {
  return ensureBuildIn('build', BUILD, { always: options.always ?? false })
}

/** As `ensureBuild`, for benches: into a folder of its own, which it answers. */
export async function ensureBenchBuild(): Promise<string> {
  await ensureBuildIn(BENCH_FOLDER, BENCH_BUILD, { always: false, env: { BUILD_FOR: 'bench' } })
  return BENCH_FOLDER
}

type BuildOptions = { always: boolean; env?: NodeJS.ProcessEnv }

async function ensureBuildIn(folder: string, made: Made, { always, env = {} }: BuildOptions): Promise<void> {
  await ensureDatabaseClient()
  if (!always && isFresh(made)) return
  await onlyHere(async () => {
    if (!always && isFresh(made)) return
    const began = performance.now()
    say('Building the portal …')
    const making = beginMaking(made)
    const { code, output } = await runPackage('@react-router/dev react-router', ['build', '--logLevel', 'error'], {
      env: { NODE_ENV: 'production', ...env },
    })
    if (code !== 0) throw new StartProblem(`The portal could not be built.\n${withoutStack(output)}`)
    await compressAssets(path.join(projectRoot, folder, 'client'))
    making.finish()
    say(`Built in ${((performance.now() - began) / 1000).toFixed(0)} s.`)
  })
}

/** Vite shows the whole error object after its words and the place. */
function withoutStack(output: string): string {
  const lines = output.trim().split('\n')
  const stack = lines.findIndex((line) => /^\s+at /.test(line))
  return (stack < 0 ? lines : lines.slice(0, stack)).join('\n')
}

/** Two commands that are started at once must not build into one folder. The lock lies where `npm ci` clears it too. */
function onlyHere(work: () => Promise<void>): Promise<void> {
  const folder = path.join(projectRoot, 'node_modules/.cache')
  mkdirSync(folder, { recursive: true })
  return alone(path.join(folder, 'gangway-preparation'), path.basename(process.argv[1] ?? 'a command', '.ts'), work)
}
