import type pg from 'pg'
import { connected } from '#app/platform/connected.server.ts'
import { type AdoptionPage, adoptionPages, missingPages, type Narrowed } from './adoption-pages.ts'
import { askRaw } from './adoption-raw.ts'
import type { Work } from './adoption-work.ts'
import { openHistory } from './history/database.ts'
import { startLoadGenerator } from './load.ts'
import type { Ask } from './load-generator.ts'
import { databaseMemory } from './memory.ts'
import { load } from './page-load.ts'
import { startPortal } from './server.ts'

/** How long a page takes, in milliseconds, a value a round. */
export type PageTimes = { path: string; p50: number[]; p95: number[] }
export type SizeMeasured = {
  pages: PageTimes[]
  raw: number[]
  portalMiB: number
  databaseMiB: number | null
  /** of the history that it was asked for */
  work: Work | null
}

const ROUNDS = 3
const SECONDS = 0.5
/** So often a page is asked for before it is measured: what a process keeps is there then. */
const WARM_UPS = 3

// A process of its own for each size, because a process works on one database: `people` and the build are its arguments,
// and whether the work of keeping figures is measured too.
const [people = '', build = '', work = ''] = process.argv.slice(2)
measure(Number(people), build, work !== '').then(
  (measured) => {
    process.send?.(measured)
    process.disconnect?.()
  },
  (error: Error) => {
    console.error(error)
    process.exit(1)
  },
)

async function measure(count: number, from: string, withWork: boolean): Promise<SizeMeasured> {
  const database = await openHistory(count)
  const { enter } = await import('./history/entering.ts')
  const { cookie, token } = await enter()
  const { milestoneId, ...narrowed } = await connected(database.url, typical)
  const all = adoptionPages(narrowed)
  const missing = missingPages(all)
  if (missing.length > 0)
    throw new Error(`Not measured: ${missing.join(', ')}. Add them to tests/bench/adoption-pages.ts.`)
  const [portal, generator] = [await startPortal(from), startLoadGenerator()]
  try {
    const pages = all.map(({ path }): PageTimes => ({ path, p50: [], p95: [] }))
    for (let round = 0; round <= ROUNDS; round++) {
      for (const [place, page] of all.entries()) {
        const asked = load(portal.url, [askFor(page, cookie, token)], 1, SECONDS)
        const { p50, p95 } = await generator.put(round === 0 ? { ...asked, times: WARM_UPS } : asked)
        if (round === 0) continue
        pages[place]?.p50.push(p50)
        pages[place]?.p95.push(p95)
      }
    }
    const raw = await connected(database.url, (client) => askRaw(client, milestoneId, ROUNDS))
    const portalMiB = (await portal.usage()).rss / 2 ** 20
    const databaseMiB = databaseMemory(database.data)
    const { measureWork } = await import('./adoption-work.ts')
    const work = withWork ? await measureWork(portal.url, cookie) : null
    return { pages, raw, portalMiB, databaseMiB, work }
  } finally {
    generator.stop()
    await portal.stop()
    const { closeDatabase } = await import('#app/platform/database/sql.server.ts')
    await closeDatabase()
    await database.close()
  }
}

/** A milestone that everybody has been asked for, the audience with the most people, and a cohort. */
async function typical(client: pg.Client): Promise<Narrowed & { milestoneId: string }> {
  const { rows } = await client.query<{ milestoneId: string; audience: string; cohort: string }>(`
    SELECT (SELECT id FROM milestone WHERE slug = 'step-4') AS "milestoneId",
      (SELECT a.slug FROM audience a ORDER BY (SELECT count(*) FROM membership WHERE audience_id = a.id) DESC LIMIT 1) AS audience,
      (SELECT id FROM cohort ORDER BY name LIMIT 1) AS cohort`)
  if (!rows[0]) throw new Error('This history is empty.')
  return { ...rows[0], milestone: 'step-4', module: 'step-4-part-01', check: 'check', task: 'enter' }
}

function askFor({ path, by }: AdoptionPage, cookie: string, token: string): Ask {
  return by === 'lead' ? { path, cookie } : { path, headers: { Authorization: `Bearer ${token}` } }
}
