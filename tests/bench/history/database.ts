import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { say } from '#app/commands/command.ts'
import { connected } from '#app/platform/connected.server.ts'
import { settleDatabase } from '#app/platform/database/url.server.ts'
import { env } from '#app/platform/env.server.ts'
import { type EmbeddedServer, startEmbedded } from '#app/platform/postgres/embedded.server.ts'
import { projectRoot } from '#app/platform/project.server.ts'

/** A history grows old: what happened last week in it was longer ago then. */
const FRESH_DAYS = 7
const DAY = 86_400_000

/** `data`: the folder of the server's data. */
export type HistoryDatabase = { url: string; data: string; close: () => Promise<void> }

/**
 * A database with the history of so many people, on the benches' PostgreSQL. It is made where there is none of this
 * release, not older than a week, and kept. Modules that use the database may be imported from then on.
 */
export async function openHistory(people: number): Promise<HistoryDatabase> {
  const server = await startEmbedded({ dataDir: path.join(env.DATA_DIR, 'bench'), name: 'npm run bench' })
  const prefix = `gangway_history_${people}_`
  const name = `${prefix}${version()}`
  const url = server.url(name)
  settleDatabase(url)
  if (await isFresh(server, name)) say(`The history of ${people.toLocaleString('en')} people is there.`)
  else {
    await dropAll(server, prefix)
    await server.ensureDatabase(name)
    await make(url, people)
    await connected(url, (client) => client.query(`COMMENT ON DATABASE ${name} IS '${new Date().toISOString()}'`))
  }
  return { url, data: server.data, close: server.stop }
}

async function make(url: string, people: number): Promise<void> {
  say(`Making the history of ${people.toLocaleString('en')} people`)
  const began = performance.now()
  const now = new Date()
  const { migrate } = await import('#app/platform/database/migrate.server.ts')
  const { writeHistory } = await import('./history.ts')
  await migrate()
  await writeHistory(url, people, path.join(env.DATA_DIR, 'bench/content/history'), now, say)
  await tellSizes(url)
  say(`Made in ${((performance.now() - began) / 1000).toFixed(0)} s.`)
}

/** What is there, by table: rows, and what they weigh with their indexes. */
async function tellSizes(url: string): Promise<void> {
  await connected(url, async (client) => {
    const { rows } = await client.query<{ name: string; rows: string; mib: string }>(`
      SELECT c.relname AS name, c.reltuples::bigint AS rows, round(pg_total_relation_size(c.oid) / 1048576.0) AS mib
      FROM pg_class c WHERE c.relkind = 'r' AND c.relnamespace = 'public'::regnamespace AND pg_total_relation_size(c.oid) > 4000000
      ORDER BY pg_total_relation_size(c.oid) DESC LIMIT 20`)
    for (const { name, rows: count, mib } of rows) {
      say(`${name.padEnd(24)} ${Number(count).toLocaleString('en').padStart(11)} rows ${mib.padStart(6)} MiB`)
    }
  })
}

/** Changes with the schema and with what histories are made of. */
function version(): string {
  const hash = createHash('sha256')
  for (const folder of ['prisma/migrations', 'tests/bench/history']) {
    const files = readdirSync(path.join(projectRoot, folder), { recursive: true, encoding: 'utf8' }).sort()
    for (const file of files.filter((one) => /\.(sql|mdx)$|content\.ts$/.test(one))) {
      hash.update(file).update(readFileSync(path.join(projectRoot, folder, file)))
    }
  }
  return hash.digest('hex').slice(0, 8)
}

/** The comment says when it was whole. */
async function isFresh(server: EmbeddedServer, name: string): Promise<boolean> {
  const rows = await databases(server, name)
  const whole = rows[0]?.comment
  return whole !== null && whole !== undefined && Date.now() - Date.parse(whole) < FRESH_DAYS * DAY
}

async function dropAll(server: EmbeddedServer, prefix: string): Promise<void> {
  for (const { name } of await databases(server, prefix)) await server.dropDatabase(name)
}

function databases(server: EmbeddedServer, prefix: string): Promise<{ name: string; comment: string | null }[]> {
  return connected(server.url('postgres'), async (client) => {
    const { rows } = await client.query<{ name: string; comment: string | null }>(
      `SELECT datname AS name, shobj_description(oid, 'pg_database') AS comment FROM pg_database WHERE starts_with(datname, $1)`,
      [prefix],
    )
    return rows
  })
}
