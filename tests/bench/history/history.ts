import { readFile } from 'node:fs/promises'
import path from 'node:path'
import type pg from 'pg'
import { rebuildRollUps } from '#app/domain/adoption/roll-up.server.ts'
import { connected } from '#app/platform/connected.server.ts'
import { type Timed, withoutRules } from './bulk.ts'
import { publishHistoryContent } from './content.ts'

/** How long the history is. */
const DAYS = 180
const DAY = 86_400_000

/** What each step of writing a history took, and whatever else there is to say of it. */
export type Told = (line: string) => void

/**
 * Writes half a year of an organisation's learning into the migrated, empty database that is open: `people`, their
 * audiences, cohorts and sessions, and at each about fifty tries of two tasks in each of sixty modules. The same number of
 * people and the same day make the same history, and everything in it follows from its evidence. `url` is that database's;
 * `folder` is for content files.
 */
export async function writeHistory(url: string, people: number, folder: string, now: Date, told: Told): Promise<void> {
  const timed: Timed = async (what, step) => {
    const began = performance.now()
    await step()
    told(`${what.padEnd(24)} ${((performance.now() - began) / 1000).toFixed(1).padStart(6)} s`)
  }
  const began = new Date(now.getTime() - DAYS * DAY)
  await timed('content', () => publishHistoryContent(folder, now.toISOString().slice(0, 10), began))
  await connected(url, async (client) => {
    await client.query(
      `BEGIN; SET LOCAL work_mem = '128MB'; SET LOCAL maintenance_work_mem = '512MB'; SET LOCAL synchronous_commit = off`,
    )
    await client.query(`SET LOCAL TIME ZONE 'UTC'`)
    const step = (name: string) => timed(name, () => runFile(client, name, { people, now, began }))
    await step('1-frame')
    await withoutRules(
      client,
      async () => {
        await step('2-people')
        await step('3-ways')
        await step('4-learning')
        await step('5-reading')
      },
      timed,
    )
    await client.query('DROP SCHEMA bench CASCADE')
    await timed('commit', () => client.query('COMMIT'))
    await timed('analyze', () => client.query('VACUUM ANALYZE'))
    await timed('figures', () => rebuildRollUps(now))
    await timed('analyze again', () => client.query('VACUUM ANALYZE'))
  })
}

type Given = { people: number; now: Date; began: Date }

async function runFile(client: pg.Client, name: string, { people, now, began }: Given): Promise<void> {
  const text = await readFile(path.join(import.meta.dirname, `${name}.sql`), 'utf8')
  const given = { people: String(people), now: `'${now.toISOString()}'`, began: `'${began.toISOString()}'` }
  await client.query(text.replace(/\$(people|now|began)\b/g, (_, key: keyof typeof given) => given[key]))
}
