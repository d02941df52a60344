import { randomUUID } from 'node:crypto'
import { version } from 'uuid'
import { afterAll, expect, test } from 'vitest'
import { answerTrouble } from '#app/domain/confusion/answer.server.ts'
import { sayMeToo } from '#app/domain/confusion/me-too.server.ts'
import { resolveTrouble } from '#app/domain/confusion/resolution.server.ts'
import { troubleDetail } from '#app/domain/confusion/trouble-detail.server.ts'
import type { ApiScope } from '#app/domain/identity/api-scopes.ts'
import { issueToken } from '#app/domain/identity/api-tokens.server.ts'
import { readCursor, writeCursor } from '#app/domain/identity/cursor.ts'
import { inTransaction, sql } from '#app/platform/database/sql.server.ts'
import { newId } from '#app/platform/ids.ts'
import { aBuiltPortal } from './built-portal.ts'
import { aReport, aTaughtModule } from './makers/confusion.ts'
import { Browser } from './makers/events.ts'
import { aLab, aLesson } from './makers/lessons.ts'
import { aModule } from './makers/modules.ts'
import { aLead, aLearner, aMigration, anAdmin, aPerson } from './makers/people.ts'
import { ask } from './portal.ts'

const portal = await aBuiltPortal()
afterAll(portal.stop)

const HOUR = 3_600_000
const now = new Date()
const migration = await aMigration()
const admin = await anAdmin({ migration, roles: ['lead'] })
const lab = await aModule(migration, { compiled: aLesson({ blocks: [aLab('enter')] }) })
const token = async (...scopes: ApiScope[]) => issueToken(admin, { name: randomUUID(), scopes }, now)
const completions = await token('completions:read')
const attempts = await token('attempts:read')
const personal = await token('attempts:read', 'attempts:personal')

type Item = { id: string; person: string; standing?: string; week?: string }

async function page(path: string, bearer: string): Promise<{ status: number; data: Item[]; next: string }> {
  const { status, text } = await ask(`${portal.url}/api/v1${path}`, { headers: { authorization: `Bearer ${bearer}` } })
  return { status, ...JSON.parse(text) }
}

/** Goes on from a cursor until a page is not full, as docs/api.md tells programs to. */
async function follow(list: string, bearer: string, from?: string, limit = 2) {
  const rows: Item[] = []
  for (let after = from; ; ) {
    const { data, next } = await page(
      `/${list}?limit=${limit}${after ? `&after=${encodeURIComponent(after)}` : ''}`,
      bearer,
    )
    rows.push(...data)
    if (data.length < limit) return { rows, next }
    after = next
  }
}

const at = (hoursAgo: number) => new Date(now.getTime() - hoursAgo * HOUR)
const idsOf = (rows: readonly Item[]) => rows.map(({ id }) => id)
const lastCursor = writeCursor('2026-03-02T09:00:00.000000Z', newId())

/** Somebody who does the lab, so many hours ago, and is heard of now. */
async function somebodyDid(hoursAgo: number): Promise<{ person: string; attempt: string }> {
  const learner = await aLearner({ migration })
  const browser = new Browser(learner, lab.release, at(hoursAgo))
  const attempt = browser.doLab('enter')
  await browser.send(now)
  return { person: learner.personId, attempt }
}

test('a list is followed for ever: what came in late, and with an earlier time, is found by the last cursor', async () => {
  const empty = await follow('completions', completions)
  expect(empty).toEqual({ rows: [], next: expect.any(String) })
  const first = [await somebodyDid(3), await somebodyDid(2), await somebodyDid(1)]
  const seen = await follow('completions', completions, empty.next)
  expect(seen.rows.map(({ person }) => person)).toEqual(first.map(({ person }) => person))
  const late = await somebodyDid(48)
  const more = await follow('completions', completions, seen.next)
  expect(more.rows.map(({ person }) => person)).toEqual([late.person])
  expect(await follow('completions', completions, more.next)).toEqual({ rows: [], next: more.next })
})

test('`since` is about when something happened, whenever it came in', async () => {
  const [older, newer] = [await somebodyDid(200), await somebodyDid(4)]
  const { data } = await page(`/completions?limit=500&since=${at(100).toISOString()}`, completions)
  const people = data.map(({ person }) => person)
  expect(people).toContain(newer.person)
  expect(people).not.toContain(older.person)
})

test('what is stored in a transaction that ends later is not passed by', async () => {
  const { next } = await follow('completions', completions)
  const [slow, quick] = [await aPerson({ migration }), await aPerson({ migration })]
  const ended = await inTransaction(async (tx) => {
    await tx`
      INSERT INTO completion (id, person_id, module_id, release_id, completed_at, source, evidence)
      VALUES (${newId()}, ${slow.id}, ${lab.id}, ${lab.release.id}, ${now}, 'confirmed', '[]')`
    await sql`
      INSERT INTO completion (id, person_id, module_id, release_id, completed_at, source, evidence)
      VALUES (${newId()}, ${quick.id}, ${lab.id}, ${lab.release.id}, ${now}, 'confirmed', '[]')`
    return follow('completions', completions, next)
  })
  const after = await follow('completions', completions, ended.next)
  expect([...ended.rows, ...after.rows].map(({ person }) => person)).toEqual([slow.id, quick.id])
})

test.each([
  ['with', personal],
  ['without', attempts],
])('an attempt that ends later is listed again, %s personal times', async (_, bearer) => {
  const learner = await aLearner({ migration })
  const browser = new Browser(learner, lab.release, at(1))
  const attempt = browser.start('enter')
  await browser.send(now)
  const begun = await follow('attempts', bearer)
  const mine = ({ person }: Item) => person === learner.personId
  expect(begun.rows.filter(mine)).toMatchObject([{ standing: 'running' }])
  browser.giveUp('enter', attempt)
  await browser.send(now)
  const ended = await follow('attempts', bearer, begun.next)
  expect(ended.rows.filter(mine)).toMatchObject([{ id: begun.rows.find(mine)?.id, standing: 'gave up' }])
})

test('a report is listed again whenever something was done about it, or about what it was joined with', async () => {
  const bearer = await token('confusion:read')
  const taught = await aTaughtModule(migration)
  const [lead, lena, max] = [await aLead({ migration }), await aLearner({ migration }), await aLearner({ migration })]
  const [one, other] = [await aReport(lena, taught), await aReport(max, taught)]
  let { rows, next } = await follow('confusion-reports', bearer)
  expect(idsOf(rows)).toEqual([one.id, other.id])
  const listed = async (act: () => Promise<unknown>) => {
    await act()
    ;({ rows, next } = await follow('confusion-reports', bearer, next))
    return idsOf(rows).sort()
  }
  const seenOf = async (cluster: string) => (await troubleDetail(lead, cluster)).newestAction
  const both = [one.id, other.id].sort()
  expect(await listed(() => sayMeToo(max, one.id, { words: null }, now))).toEqual([one.id])
  const joined = { kind: 'duplicate' as const, duplicateOf: one.clusterId, words: 'The same.' }
  const join = async () =>
    resolveTrouble(lead, other.clusterId, { seen: await seenOf(other.clusterId), ...joined }, now)
  expect(await listed(join)).toEqual(both)
  const words = { words: 'Always net.', public: false }
  const reply = async () => answerTrouble(lead, one.clusterId, { seen: await seenOf(one.clusterId), ...words }, now)
  expect(await listed(reply)).toEqual(both)
  expect(await listed(async () => {})).toEqual([])
})

test('without personal times nothing of an attempt tells more than its week', async () => {
  for (const hours of [7, 6, 5]) await somebodyDid(hours)
  const full = await follow('attempts', personal)
  const veiled = await follow('attempts', attempts)
  expect(idsOf(veiled.rows).sort()).toEqual([...new Set(idsOf(veiled.rows))].sort())
  expect(veiled.rows).toHaveLength(full.rows.length)
  const known = new Set(idsOf(full.rows))
  expect(veiled.rows.filter(({ id }) => known.has(id) || version(id) !== 8)).toEqual([])
  // Not in the order in which they changed, either; of so many, chance makes it the same once in millions.
  const people = (rows: Item[]) => rows.map(({ person }) => person)
  expect(people(veiled.rows)).not.toEqual(people(full.rows))
  expect(idsOf((await follow('attempts', attempts, undefined, 5)).rows)).toEqual(idsOf(veiled.rows))
  for (let after = ''; ; ) {
    const { data, next } = await page(`/attempts?limit=2&after=${encodeURIComponent(after)}`, attempts)
    const told = readCursor(next).join(' ')
    expect(told).toMatch(/^\d{4}-\d\d-\d\d ([0-9a-f]{32} \d{4}-\d\d-\d\d)?$/)
    for (const day of told.match(/\d{4}-\d\d-\d\d/g) ?? []) expect(new Date(day).getUTCDay()).toBe(1)
    if (data.length < 2) break
    after = next
  }
})

test('without personal times `since` means whole weeks', async () => {
  const monday = new Date('2026-03-02T12:00:00Z')
  const learner = await aLearner({ migration })
  const attempt = newId(monday)
  await sql`
    INSERT INTO attempt (id, person_id, release_id, block_id, module_id, setting, clock, mode, started_at, last_event_at, ordinal)
    VALUES (${attempt}, ${learner.personId}, ${lab.release.id}, 'enter', ${lab.id}, 'lab', 'active', 'assessed', ${monday}, ${monday}, 1)`
  const seen = async (since: string, bearer: string) =>
    (await page(`/attempts?limit=500&since=${since}`, bearer)).data.some(({ person }) => person === learner.personId)
  for (const since of ['2026-03-02T00:00:00Z', '2026-03-02T12:00:01Z', '2026-03-07T00:00:00Z'])
    expect(await seen(since, attempts)).toBe(true)
  expect(await seen('2026-03-10T00:00:00Z', attempts)).toBe(false)
  expect(await seen('2026-03-02T12:00:01Z', personal)).toBe(false)
})

test.each([
  ['an instant', lastCursor],
  ['a day that begins no week', writeCursor('2026-03-04', '')],
  ['an instant in a week', writeCursor('2026-03-02', '2026-03-02T09:00:00Z')],
])('without personal times a cursor with %s is refused', async (_, cursor) => {
  expect(await page(`/attempts?after=${encodeURIComponent(cursor)}`, attempts)).toMatchObject({ status: 400 })
})

test.each([
  ['2026-03-02T09:00:00.000000Z', 'no-id'],
  ['2026-13-45T09:00:00.000Z', newId()],
  ['yesterday', newId()],
])('a cursor of %s and %s is none of ours', async (...last) => {
  const { status } = await page(`/completions?after=${encodeURIComponent(writeCursor(...last))}`, completions)
  expect(status).toBe(400)
})
