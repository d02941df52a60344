import { beforeAll, describe, expect, test } from 'vitest'
import { sayMeToo } from '#app/domain/confusion/me-too.server.ts'
import { reopenTrouble } from '#app/domain/confusion/reopening.server.ts'
import { resolveTrouble } from '#app/domain/confusion/resolution.server.ts'
import { troubleDetail } from '#app/domain/confusion/trouble-detail.server.ts'
import type { Viewer } from '#app/domain/identity/viewer.ts'
import { addDays, localDay, startOfDay, weekOf } from '#app/domain/migrations/local-days.ts'
import { sql } from '#app/platform/database/sql.server.ts'
import { aRelease, aReport, aTaughtModule, type TaughtModule } from '#tests/makers/confusion.ts'
import { Browser } from '#tests/makers/events.ts'
import { aLead, aLearner, aMigration, type MadeMigration } from '#tests/makers/people.ts'
import { effectOf } from './effect.server.ts'
import { measureEffects } from './measured-effects.server.ts'

const ZONE = 'Europe/London'
const DAY = 86_400_000
/** A Wednesday: weeks are counted, so the day of the week must not be today's. */
const now = new Date(startOfDay(addDays(weekOf(localDay(new Date(), ZONE)), -5), ZONE).getTime() + DAY / 2)
const ago = (days: number) => new Date(now.getTime() - days * DAY)
const FIXED = ago(16)

type Case = { module: TaughtModule; clusterId: string; newer: string }

let migration: MadeMigration
let lead: Viewer

/** Somebody comes to the block and does its lab, with a mistake or without. */
async function learns(module: { releaseId: string }, at: Date, gross: boolean): Promise<Viewer> {
  const person = await aLearner({ migration })
  const browser = new Browser(person, { id: module.releaseId }, at)
  browser.reach('net-or-gross')
  await browser.send()
  browser.doLab('enter-invoice', { gross })
  const { refused } = await browser.send()
  expect(refused).toEqual([])
  return person
}

/** Ten people in the old release, of whom four report and six say "me too", and nine in the new one, of whom one does. */
async function aFixedBlock(): Promise<Case> {
  const module = await aTaughtModule(migration)
  const people: Viewer[] = []
  for (let nth = 0; nth < 10; nth++) people.push(await learns(module, ago(28 - nth), nth < 8))
  const [first, ...others] = people
  const { id, clusterId } = await aReport(first as Viewer, module, { now: ago(20) })
  for (const other of others.slice(0, 3)) await aReport(other, module, { now: ago(19) })
  for (const other of others.slice(3)) await sayMeToo(other, id, { words: null }, ago(18))
  // Too long ago to be compared.
  const early = await learns(module, ago(60), true)
  await aReport(early, module, { now: ago(60) })
  const { releaseId: newer } = await aRelease(module)
  await sql`UPDATE module SET current_release_id = ${newer} WHERE id = ${module.id}`
  const later: Viewer[] = []
  for (let nth = 0; nth < 9; nth++) later.push(await learns({ releaseId: newer }, ago(15 - nth), nth < 1))
  await aReport(later[0] as Viewer, { ...module, releaseId: newer }, { now: ago(5) })
  return { module, clusterId, newer }
}

beforeAll(async () => {
  migration = await aMigration({ timeZone: ZONE })
  lead = await aLead({ migration })
})

async function resolve({ clusterId, newer }: Case, kind: 'release' | 'product' | 'explanation') {
  const changedOn = localDay(FIXED, ZONE)
  const named = { release: { releaseId: newer }, product: { url: 'https://example.org', changedOn }, explanation: {} }
  const seen = (await troubleDetail(lead, clusterId)).newestAction
  await resolveTrouble(lead, clusterId, { seen, kind, words: 'Net is marked.', ...named[kind] }, FIXED)
}

type LoggedEvent = { person: string; release: string; at: Date; type: string; attempt: string | null; block: string }
type Said = { release: string; at: Date }

/** Everything that happened, as it was logged. */
async function logged(module: TaughtModule) {
  const events = await sql<LoggedEvent>`
    SELECT e.person_id AS person, e.release_id AS release, e.at, e.type, e.attempt_id AS attempt, e.block_id AS block
    FROM log.event e JOIN release l ON l.id = e.release_id WHERE l.module_id = ${module.id} ORDER BY e.at`
  const said = await sql<Said>`
    SELECT release_id AS release, at FROM confusion_report WHERE module_id = ${module.id}
    UNION ALL SELECT t.release_id, t.at FROM me_too t JOIN confusion_report r ON r.id = t.report_id WHERE r.module_id = ${module.id}`
  const erred = await sql<{ attempt: string }>`SELECT DISTINCT attempt_id AS attempt FROM attempt_error`
  return { events, said, erred: new Set(erred.map((one) => one.attempt)) }
}

const people = (events: readonly LoggedEvent[]) => new Set(events.map(({ person }) => person)).size

describe('the effect of a release', () => {
  test('is what the events come to, counted by hand', async () => {
    const fixed = await aFixedBlock()
    // Published when it was: before its own people came.
    await sql`ALTER TABLE release DISABLE TRIGGER USER`
    await sql`UPDATE release SET published_at = ${FIXED} WHERE id = ${fixed.newer}`
    await sql`ALTER TABLE release ENABLE TRIGGER USER`
    await resolve(fixed, 'release')
    const effect = await effectOf(lead, fixed.clusterId, now)

    const { events, said, erred } = await logged(fixed.module)
    const since = new Date(FIXED.getTime() - (now.getTime() - FIXED.getTime()))
    const isNewer = ({ release }: { release: string }) => release === fixed.newer
    const earlier = <T extends Said>(all: readonly T[]) => all.filter((one) => !isNewer(one) && one.at >= since)
    const reached = events.filter(({ type, block }) => type === 'block-reached' && block === 'net-or-gross')
    const saidBefore = earlier(said).length
    const saidAfter = said.filter(isNewer).length
    expect([saidBefore, people(earlier(reached)), saidAfter, people(reached.filter(isNewer))]).toEqual([10, 10, 1, 9])
    expect(effect).toMatchObject({ kind: 'release', release: '2026.2', fixedAt: FIXED })
    expect(effect?.said).toMatchObject({
      before: { part: saidBefore, of: people(earlier(reached)), value: 1 },
      after: { part: saidAfter, of: people(reached.filter(isNewer)) },
      outcome: 'helped',
    })

    // Tries of whole weeks: from as many before the fix as there are since, up to this Monday.
    const monday = startOfDay(weekOf(localDay(now, ZONE)), ZONE)
    const finished = events.filter(({ type, at }) => type === 'attempt-finished' && at < monday)
    const older = finished.filter(
      (one) => !isNewer(one) && one.at >= startOfDay(addDays(weekOf(localDay(FIXED, ZONE)), -14), ZONE),
    )
    const wrong = (all: LoggedEvent[]) => people(all.filter(({ attempt }) => erred.has(attempt ?? '')))
    const newer = finished.filter(isNewer)
    expect([wrong(older), people(older), wrong(newer), people(newer)]).toEqual([8, 10, 1, 9])
    expect(effect?.lab?.errors).toMatchObject({
      before: { part: wrong(older), of: people(older) },
      after: { part: wrong(newer), of: people(newer) },
      outcome: 'helped',
    })
    expect(effect?.lab?.hints.before).toMatchObject({ part: 0 })
  })
})

describe('the effect of something else than a release', () => {
  test('compares times, whatever release people had', async () => {
    const fixed = await aFixedBlock()
    await resolve(fixed, 'explanation')
    const effect = await effectOf(lead, fixed.clusterId, now)
    expect(effect).toMatchObject({ kind: 'explanation', fixedAt: FIXED, release: null })
    expect(effect?.said).toMatchObject({ before: { part: 10, of: 10 }, after: { part: 1, of: 9 }, outcome: 'helped' })
  })
  test('counts from the day on which the product changed', async () => {
    const fixed = await aFixedBlock()
    await resolve(fixed, 'product')
    const effect = await effectOf(lead, fixed.clusterId, now)
    expect(effect?.fixedAt).toEqual(startOfDay(localDay(FIXED, ZONE), ZONE))
  })
})

test('what is open has no effect yet, and neither has what was opened again or is somebody else’s', async () => {
  const module = await aTaughtModule(migration)
  const { clusterId } = await aReport(await aLearner({ migration }), module, { now: ago(10) })
  expect(await effectOf(lead, clusterId, now)).toBeNull()
  await resolve({ module, clusterId, newer: '' }, 'explanation')
  // One person reported, whom nobody saw come: there is nothing to tell.
  expect((await effectOf(lead, clusterId, now))?.said).toMatchObject({
    before: { told: 'nobody' },
    outcome: 'not enough data',
  })
  expect(await effectOf(await aLead(), clusterId, now)).toBeNull()
  const seen = (await troubleDetail(lead, clusterId)).newestAction
  await reopenTrouble(lead, clusterId, { seen }, ago(1))
  expect(await effectOf(lead, clusterId, now)).toBeNull()
  await expect(effectOf(await aLearner({ migration }), clusterId, now)).rejects.toMatchObject({ kind: 'forbidden' })
})

test('effects are kept once a day, and say what a question’s own page says', async () => {
  const fixed = await aFixedBlock()
  await resolve(fixed, 'explanation')
  const effectKept = () => sql`
    SELECT e.* FROM confusion_effect e JOIN resolution s ON s.id = e.resolution_id WHERE s.cluster_id = ${fixed.clusterId}`
  await measureEffects(now)
  expect(await measureEffects(now)).toBe(0)
  expect(await effectKept()).toMatchObject([
    { said_before: 10, people_before: 10, said_after: 1, people_after: 9, outcome: 'helped', measured_at: now },
  ])
  expect(await measureEffects(ago(-1))).toBeGreaterThan(0)
  expect(await effectKept()).toMatchObject([{ measured_at: ago(-1) }])
})
