import { beforeAll, expect, test } from 'vitest'
import type { Viewer } from '#app/domain/identity/viewer.ts'
import { addDays, localDay } from '#app/domain/migrations/local-days.ts'
import { rebuildFromLog } from '#app/domain/practice/rebuild.server.ts'
import { sql } from '#app/platform/database/sql.server.ts'
import { newId } from '#app/platform/ids.ts'
import { randomFrom } from '#app/platform/seeded-random.ts'
import { aRelease, aReport, aTaughtModule, type TaughtModule } from '#tests/makers/confusion.ts'
import { Browser } from '#tests/makers/events.ts'
import { anAssignment, aPlannedMilestone } from '#tests/makers/modules.ts'
import { aLearner, aMigration, anAudience } from '#tests/makers/people.ts'
import { confusionOfMilestone } from '../confusion-rate.server.ts'
import { rebuildBlocks, rollUpBlocks } from './block-rollups.server.ts'

const HOUR = 3_600_000
const DAY = 24 * HOUR
const BLOCKS = ['net-or-gross', 'enter-invoice', 'header']
// Where a day begins ten and a half hours before it does in UTC.
const ZONE = 'Australia/Adelaide'

const next = randomFrom(27)
const pick = <T>(list: readonly T[]): T => list[Math.floor(next() * list.length)] as T

let people: Viewer[]
let modules: TaughtModule[]
let milestones: { id: string }[]
let audience: { id: string }

beforeAll(async () => {
  const migration = await aMigration({ timeZone: ZONE })
  audience = await anAudience(migration)
  people = await Promise.all(Array.from({ length: 12 }, () => aLearner({ migration, audiences: [audience] })))
  modules = [await aTaughtModule(migration), await aTaughtModule(migration), await aTaughtModule(migration)]
  milestones = [await aPlannedMilestone(migration), await aPlannedMilestone(migration)]
  const [first, second] = milestones as [{ id: string }, { id: string }]
  const [one, two] = modules as [TaughtModule, TaughtModule]
  await anAssignment(one, { milestone: first, audience })
  await anAssignment(two, { milestone: first, audience })
  await anAssignment(two, { milestone: second, audience })
})

/** Somebody is at a block of some module, some time in the last three weeks; the events come late or twice. */
async function visit(): Promise<void> {
  const module = pick(modules)
  const at = new Date(Date.now() - next() * 21 * DAY)
  const browser = new Browser(pick(people), { id: module.releaseId }, at)
  for (const block of BLOCKS.filter(() => next() < 0.6)) browser.reach(block)
  const events = [...browser.outbox]
  await browser.send(new Date(at.getTime() + next() * DAY))
  if (next() < 0.3) {
    browser.outbox = events
    await browser.send(new Date())
  }
}

async function report(): Promise<void> {
  const at = new Date(Date.now() - next() * 20 * DAY)
  const { id } = await aReport(pick(people), pick(modules), { block: pick(BLOCKS), now: at, id: newId(at) })
  for (const person of new Set([pick(people), pick(people)])) {
    await sql`
      INSERT INTO me_too (report_id, person_id, release_id, at)
      SELECT id, ${person.personId}, release_id, ${new Date(Date.now() - next() * 10 * DAY)} FROM confusion_report
      WHERE id = ${id} ON CONFLICT DO NOTHING`
  }
}

const rollups = async () => ({
  blocks: await sql`SELECT * FROM block_rollup ORDER BY release_id, block_id, day`,
  visitors: await sql`SELECT * FROM milestone_visitor ORDER BY milestone_id, person_id`,
  visits: await sql`SELECT * FROM milestone_visit ORDER BY milestone_id, day`,
})

async function catchUp(): Promise<void> {
  while ((await rollUpBlocks()) > 0);
}

/** What the page asks, of what is stored itself. */
async function plainly(milestone: string, since: string) {
  const [row] = await sql`
    WITH modules AS (SELECT DISTINCT module_id FROM assignment WHERE milestone_id = ${milestone}::uuid AND ended_at IS NULL)
    SELECT (SELECT count(*) FROM confusion_report r JOIN modules USING (module_id)
        WHERE (r.at AT TIME ZONE ${ZONE})::date >= ${since}::date)::int
      + (SELECT count(*) FROM me_too t JOIN confusion_report r ON r.id = t.report_id JOIN modules USING (module_id)
        WHERE (t.at AT TIME ZONE ${ZONE})::date >= ${since}::date)::int AS reports,
      count(s.person_id)::int AS reached, count(DISTINCT s.person_id)::int AS people
    FROM block_seen s JOIN release l ON l.id = s.release_id JOIN modules USING (module_id)
    WHERE (s.last_at AT TIME ZONE ${ZONE})::date >= ${since}::date`
  return row
}

async function expectEqual(): Promise<void> {
  for (const { id } of milestones) {
    for (const days of [0, 1, 5, 14, 40]) {
      const since = addDays(localDay(new Date(), ZONE), -days)
      expect(await confusionOfMilestone(id, since)).toEqual(await plainly(id, since))
    }
  }
}

test('counted as it comes, late and twice, in any order, it is what is stored, and what a rebuild counts', async () => {
  for (let turn = 0; turn < 60; turn++) {
    await visit()
    if (turn % 4 === 0) await report()
    if (turn % 7 === 0) await Promise.all([rollUpBlocks(), visit(), rollUpBlocks()])
  }
  await catchUp()
  const counted = await rollups()
  expect(counted.blocks.length).toBeGreaterThan(20)
  expect(counted.visits.length).toBeGreaterThan(5)
  await expectEqual()
  await rebuildBlocks()
  expect(await rollups()).toEqual(counted)
  expect(await rollUpBlocks()).toBe(0)
})

test('a second visit on the same day tells nothing, and one on another day moves the last', async () => {
  await catchUp()
  const [module] = modules as [TaughtModule]
  const noon = new Date(Date.now() - 4 * DAY)
  noon.setUTCHours(2, 0, 0, 0)
  const browser = new Browser(people[0] as Viewer, { id: module.releaseId }, noon)
  await sql`DELETE FROM block_seen WHERE person_id = ${browser.viewer.personId}`
  browser.reach('header')
  await browser.send()
  await catchUp()
  browser.wait(HOUR).reach('header')
  await browser.send()
  expect(await rollUpBlocks()).toBe(0)
  browser.wait(DAY).reach('header')
  await browser.send()
  expect(await rollUpBlocks()).toBeGreaterThan(0)
  await expectEqual()
})

test('corrections count: what is mended by the log, taken back, assigned otherwise or no more', async () => {
  await catchUp()
  await sql`UPDATE block_seen SET first_at = first_at - interval '3 days', last_at = last_at + interval '1 day'`
  await sql`DELETE FROM me_too WHERE report_id IN (SELECT id FROM confusion_report LIMIT 3)`
  await sql`UPDATE confusion_report SET at = at - interval '2 days' WHERE block_id = 'header'`
  await catchUp()
  await expectEqual()
  await rebuildFromLog({ mend: true })
  await catchUp()
  await expectEqual()
  const [first, second] = milestones as [{ id: string }, { id: string }]
  await sql`UPDATE assignment SET ended_at = now(), ended_by_id = ${people[0]?.personId ?? null}
    WHERE milestone_id = ${first.id} AND module_id = ${modules[0]?.id ?? null}`
  await anAssignment(modules[2] as TaughtModule, { milestone: second, audience })
  await catchUp()
  await expectEqual()
  const counted = await rollups()
  await rebuildBlocks()
  expect(await rollups()).toEqual(counted)
})

test('what somebody does while it is counted anew is counted once', async () => {
  for (let turn = 0; turn < 6; turn++) await Promise.all([rebuildBlocks(), visit(), visit(), rollUpBlocks(), report()])
  await catchUp()
  const counted = await rollups()
  await expectEqual()
  await rebuildBlocks()
  expect(await rollups()).toEqual(counted)
})

test('a further release counts for itself', async () => {
  const [module] = modules as [TaughtModule]
  const release = await aRelease(module)
  const browser = new Browser(people[1] as Viewer, { id: release.releaseId }, new Date(Date.now() - HOUR))
  browser.reach('header')
  await browser.send()
  await catchUp()
  expect(
    await sql`SELECT block_id, reached, last_seen FROM block_rollup WHERE release_id = ${release.releaseId}`,
  ).toEqual([{ block_id: 'header', reached: 1, last_seen: 1 }])
})
