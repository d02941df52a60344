import { existsSync } from 'node:fs'
import { mkdir, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { runPrisma } from '#app/platform/database/prisma.server.ts'
import { env } from '#app/platform/env.server.ts'
import { startEmbedded } from '#app/platform/postgres/embedded.server.ts'
import { projectRoot } from '#app/platform/project.server.ts'
import { StartProblem } from '#app/platform/start-problem.ts'
import { command } from './command.ts'

/**
 * `npm run migration -- <name>` writes the next migration: what leads from `prisma/migrations` to `prisma/schema`.
 *
 * 1. Change `prisma/schema`. 2. `npm run migration -- add-waivers`. 3. Read and complete the SQL: Prisma cannot say
 * checks, triggers, partial indexes or anything of the events schema, and proposes to drop an index that it does not
 * know: take such lines out. 4. Commit both. It applies at the next start of any command.
 *
 * `--empty` makes one for SQL of your own. `--print` only shows the difference. Nothing is applied here: both sides are
 * compared in throw-away databases on the server of the tests.
 */
await command(async (args) => {
  const [name] = args.filter((arg) => !arg.startsWith('--'))
  const onlyPrint = args.includes('--print')
  if (!onlyPrint && !/^[a-z0-9]+([-_][a-z0-9]+)*$/.test(name ?? '')) {
    throw new StartProblem('A migration needs a name in small letters: npm run migration -- add-waivers')
  }
  const sql = args.includes('--empty') ? '' : await difference()
  if (onlyPrint) console.log(sql || '-- no difference')
  else if (!sql && !args.includes('--empty')) console.log('The schema and its migrations agree: nothing to write.')
  else console.log(`Wrote ${await write(String(name), sql)}`)
})

/** The SQL from the migrations to the schema; empty when they agree. */
async function difference(): Promise<string> {
  const server = await startEmbedded({
    dataDir: path.join(env.DATA_DIR, 'test'),
    name: 'npm run migration',
    durable: false,
    say: console.log,
  })
  try {
    const sides = ['--from-migrations', 'prisma/migrations', '--to-schema-datamodel', 'prisma/schema']
    const { code, output, errors } = await runPrisma(['migrate', 'diff', ...sides, '--script'], server.url('postgres'))
    if (code !== 0) throw new StartProblem(errors.trim())
    return output.includes('This is an empty migration') ? '' : output.trim()
  } finally {
    await server.stop()
  }
}

async function write(name: string, sql: string): Promise<string> {
  const time = new Date().toISOString().replace(/\D/g, '').slice(0, 14)
  const folder = path.join('prisma/migrations', `${time}_${name.replaceAll('-', '_')}`)
  const lock = path.join(projectRoot, 'prisma/migrations/migration_lock.toml')
  await mkdir(path.join(projectRoot, folder), { recursive: true })
  await writeFile(path.join(projectRoot, folder, 'migration.sql'), `${sql}\n`)
  if (!existsSync(lock)) await writeFile(lock, 'provider = "postgresql"\n')
  return path.join(folder, 'migration.sql')
}
