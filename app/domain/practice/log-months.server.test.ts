import { mkdtempSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { beforeAll, beforeEach, expect, onTestFinished, test } from 'vitest'
import { backUp } from '#app/platform/backup/backup.server.ts'
import { connected } from '#app/platform/connected.server.ts'
import { inTransaction, sql } from '#app/platform/database/sql.server.ts'
import { newId } from '#app/platform/ids.ts'
import { connectionString } from '#tests/database.ts'
import { Browser } from '#tests/makers/events.ts'
import { aLab, aLesson, aSection, aVideo } from '#tests/makers/lessons.ts'
import { aModule } from '#tests/makers/modules.ts'
import { aLearner, aMigration } from '#tests/makers/people.ts'
import type { ApiClient } from '../identity/api-tokens.server.ts'
import type { ViewerMigration } from '../identity/viewer.ts'
import { repairProgress } from '../progress/repair.server.ts'
import { holdMonths, letGo, monthsOfLog } from './log-months.server.ts'
import { rebuildFromLog } from './rebuild.server.ts'
import { reportAttempts } from './reported.server.ts'

const DAY = 86_400_000
const now = new Date()
/** The first instant of a month, so many months ago. */
const month = (ago: number) => new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() - ago))
/** The tenth of that month, at noon. */
const within = (ago: number) => new Date(month(ago).getTime() + 9.5 * DAY)

type Told = { lena: Awaited<ReturnType<typeof aLearner>>; module: Awaited<ReturnType<typeof aModule>> }
let told: Told

beforeAll(async () => {
  const migration = await aMigration()
  const compiled = aLesson({ blocks: [aSection('start'), aLab('enter'), aVideo('film')] })
  told = { lena: await aLearner({ migration }), module: await aModule(migration, { compiled }) }
})

beforeEach(async () => {
  await sql`SELECT log.ensure_partitions(${month(12)}, ${month(0)})`
})

/** A browser of Lena's as it stood then; it sends when it is told to, and the server's clock is that of then. */
const browserOf = (at: Date) => new Browser(told.lena, told.module.release, at)

const stored = async () => ({
  attempts: await sql`SELECT * FROM attempt ORDER BY id`,
  errors: await sql`SELECT * FROM attempt_error ORDER BY id`,
  blocks: await sql`SELECT * FROM block_seen ORDER BY block_id`,
  films: await sql`SELECT * FROM video_watch`,
  progress: await sql`SELECT * FROM module_progress`,
})

test('an attempt that a program reports from before is refused in words, unless it is known', async () => {
  const { lena, module } = told
  const client: ApiClient = {
    ...{ tokenId: newId(), name: 'Sandbox', scopes: new Set(['attempts:write'] as const), issuedBy: lena.personId },
    migration: lena.migration as ViewerMigration,
  }
  const attempt = (at: Date) => ({
    ...{ id: newId(at), person: lena.personId, task: `${module.slug}/enter`, outcome: 'success', activeMs: 60_000 },
    ...{ startedAt: at.toISOString(), finishedAt: new Date(at.getTime() + 90_000).toISOString() },
  })
  const [known, other] = [attempt(within(9)), attempt(within(9))]
  expect(await reportAttempts(client, { attempts: [known] }, now)).toMatchObject([{ status: 'created' }])
  await letGo(month(8), now)
  const results = await reportAttempts(client, { attempts: [known, other, attempt(within(7))] }, now)
  expect(results).toMatchObject([
    { status: 'duplicate' },
    { status: 'refused', problem: { title: 'Too long ago' } },
    { status: 'created' },
  ])
})

test('months are let go whole; what followed from them stays, and is not held against a log that has gone', async () => {
  const old = browserOf(within(5))
  old.doLab('enter', { gross: true })
  await old.send()
  const newer = browserOf(within(2))
  newer.doLab('enter')
  await newer.send()
  const before = await stored()
  expect((await letGo(month(4), now)).map(({ from }) => from)).toContainEqual(month(5))
  expect((await monthsOfLog())[0]?.from).toEqual(month(4))
  expect(await stored()).toEqual(before)
  expect(await rebuildFromLog({ mend: true })).toEqual([])
  expect(await repairProgress(now, { mend: true })).toEqual([])
  expect(await stored()).toEqual(before)
})

test('nothing from before is taken in again, by id; what is newer in the same batch is', async () => {
  const browser = browserOf(new Date(month(4).getTime() - DAY))
  const late = browser.reach('start')
  browser.wait(2 * DAY)
  const good = browser.reach('start')
  await letGo(month(4), now)
  expect(await browser.send()).toEqual({ accepted: [good.id], refused: [{ id: late.id, reason: 'too-old' }] })
})

test('empty months that come back, as with a restored backup, do not bring back what was let go', async () => {
  await letGo(month(4), now)
  const before = await stored()
  await sql`SELECT log.ensure_partitions(${month(12)}, ${month(0)})`
  expect(await rebuildFromLog({ mend: true })).toEqual([])
  expect(await stored()).toEqual(before)
  const browser = browserOf(within(6))
  const late = browser.reach('start')
  expect(await browser.send()).toEqual({ accepted: [], refused: [{ id: late.id, reason: 'too-old' }] })
})

test('what was watched of a film in a month that was let go stays watched', async () => {
  const watch = async (at: Date, span: [number, number]) => {
    const browser = browserOf(at)
    browser.reach('film')
    browser.wait(60_000)
    browser.say('video-watched', 'film', { watched: [span], position: span[1], duration: 60 })
    await browser.send()
  }
  await watch(within(3), [0, 20])
  await letGo(month(2), now)
  await watch(within(1), [20, 30])
  expect(await sql`SELECT watched FROM video_watch`).toEqual([{ watched: [[0, 30]] }])
  expect(await rebuildFromLog({ mend: false })).toEqual([])
})

test('while somebody takes events in or reads the log for longer, a month is not let go, and nothing has changed', async () => {
  const months = await monthsOfLog()
  await inTransaction(async (tx) => {
    const kept = await holdMonths(tx)
    await expect(letGo(month(1), now)).rejects.toThrow('Nothing was dropped')
    expect(await holdMonths(tx)).toEqual(kept)
  })
  expect((await monthsOfLog()).length).toBe(months.length)
  await letGo(month(1), now)
  expect((await monthsOfLog())[0]?.from).toEqual(month(1))
})

test('a batch that waits behind a letting go is read after it', async () => {
  await connected(connectionString(), async (other) => {
    await other.query(`BEGIN; SELECT pg_advisory_xact_lock(hashtext('log.retirement'))`)
    await other.query('INSERT INTO log.retirement (before, at) VALUES ($1, $2) ON CONFLICT DO NOTHING', [month(0), now])
    const browser = browserOf(within(1))
    const late = browser.reach('start')
    const answer = browser.send()
    await waiting()
    await other.query('COMMIT')
    expect(await answer).toEqual({ accepted: [], refused: [{ id: late.id, reason: 'too-old' }] })
  })
})

test('while a backup is being made, from its first moment on, a month is not let go', async () => {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'gangway-months-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  await connected(connectionString(), async (other) => {
    // What a backup reads first of all, long before the log.
    await other.query('BEGIN; LOCK TABLE public._prisma_migrations')
    const backup = backUp(connectionString(), path.join(folder, 'whole.backup'), now)
    await waiting()
    await expect(letGo(month(0), now)).rejects.toThrow('Nothing was dropped')
    await other.query('COMMIT')
    await backup
  })
})

/** Until somebody waits for a lock in this database. */
async function waiting(): Promise<void> {
  for (;;) {
    const waits = await sql`
      SELECT FROM pg_locks WHERE NOT granted
        AND database = (SELECT oid FROM pg_database WHERE datname = current_database())`
    if (waits.length > 0) return
  }
}
