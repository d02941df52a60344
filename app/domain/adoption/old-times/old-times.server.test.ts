import { beforeAll, expect, test } from 'vitest'
import type { Viewer } from '#app/domain/identity/viewer.ts'
import { askedOldTime, askedOldTimesOf } from '#app/domain/practice/asked-old-times.server.ts'
import { homeOf } from '#app/domain/progress/home.server.ts'
import { sql } from '#app/platform/database/sql.server.ts'
import { Browser } from '#tests/makers/events.ts'
import { aLab, aLesson, anOutsideTask, aSection } from '#tests/makers/lessons.ts'
import { aMeasuring } from '#tests/makers/measurings.ts'
import { aModule, type MadeModule } from '#tests/makers/modules.ts'
import { aLearner, aMigration, anAudience, aTrainer, type MadeMigration } from '#tests/makers/people.ts'
import { tasksOf } from '../measured-tasks.server.ts'
import { rollUpBaselines } from './measured-baselines.server.ts'
import { measuringOf, measuringsOf } from './measurings.server.ts'
import { endMeasuring, openMeasuring } from './open-measuring.server.ts'

let migration: MadeMigration
let trainer: Viewer

beforeAll(async () => {
  migration = await aMigration()
  trainer = await aTrainer({ migration })
})

const tasks = () => aLesson({ blocks: [aSection('start'), anOutsideTask('pay'), aLab('enter')] })
const someLearners = (n: number): Promise<Viewer[]> =>
  Promise.all(Array.from({ length: n }, () => aLearner({ migration })))

/** Does it once in the old product. */
async function does(
  who: Viewer,
  module: MadeModule,
  measuring: { id: string },
  ms: number,
  block = 'pay',
): Promise<void> {
  const browser = new Browser(who, module.release, new Date(Date.now() - 3_600_000))
  browser.reach('start')
  await browser.send()
  browser.outbox = []
  browser.doInOldProduct(block, measuring, { ms })
  await browser.send()
}

const toldOf = async (id: string) => (await measuringOf(trainer, id, new Date())).measuring.told

test('from five people on the median is the baseline that the ratio of an outside task uses', async () => {
  const module = await aModule(migration, { compiled: tasks() })
  const people = await someLearners(6)
  const measuring = await aMeasuring(migration, module, 'pay', people)
  for (const [nth, who] of people.slice(0, 4).entries()) await does(who, module, measuring, (nth + 1) * 60_000)
  await rollUpBaselines(new Date())
  expect(await toldOf(measuring.id)).toBeNull()

  await does(people[4] as Viewer, module, measuring, 5 * 60_000)
  expect(await rollUpBaselines(new Date())).toBe(1)
  expect(await toldOf(measuring.id)).toMatchObject({ ms: 180_000, n: 5, low: null })
  const [pay, enter] = await tasksOf([module.id])
  expect(pay?.baseline).toMatchObject({ ms: 180_000, source: 'measured', n: 5 })
  expect(enter).toMatchObject({ baseline: null, otherClock: null })
  expect(await rollUpBaselines(new Date())).toBe(0)
})

test('one more person changes nothing until five are new or the measuring ends', async () => {
  const module = await aModule(migration, { compiled: tasks() })
  const people = await someLearners(6)
  const measuring = await aMeasuring(migration, module, 'pay', people)
  for (const who of people.slice(0, 5)) await does(who, module, measuring, 60_000)
  await rollUpBaselines(new Date())
  await does(people[5] as Viewer, module, measuring, 30 * 60_000)
  expect(await rollUpBaselines(new Date())).toBe(0)
  expect(await toldOf(measuring.id)).toMatchObject({ n: 5 })

  await endMeasuring(trainer, measuring.id, new Date(Date.now() + 3_600_000))
  const after = new Date(Date.now() + 7_200_000)
  expect(await rollUpBaselines(after)).toBe(1)
  expect(await rollUpBaselines(after)).toBe(0)
  expect(await toldOf(measuring.id)).toMatchObject({ ms: 60_000, n: 6, low: 60_000, high: 1_800_000 })
})

test('each person counts by their first success; failed, given up and incredible tries do not', async () => {
  const module = await aModule(migration, { compiled: tasks() })
  const people = await someLearners(5)
  const measuring = await aMeasuring(migration, module, 'pay', people)
  for (const who of people) {
    const browser = new Browser(who, module.release, new Date(Date.now() - 3_600_000))
    browser.reach('start')
    await browser.send()
    browser.doInOldProduct('pay', measuring, { ms: 10_000, outcome: 'failure' })
    browser.doInOldProduct('pay', measuring, { ms: 10_000, outcome: 'gave up' })
    browser.doInOldProduct('pay', measuring, { ms: 90_000, pausedMs: 600_000 })
    browser.doInOldProduct('pay', measuring, { ms: 20_000 })
    await browser.send()
  }
  const liar = new Browser(people[0] as Viewer, module.release, new Date(Date.now() - 10_000_000))
  liar.reach('start')
  await liar.send()
  const begun = liar.doInOldProduct('pay', measuring, { ms: 1_000 })
  const finish = liar.outbox.find(({ type }) => type === 'old-time-finished')
  Object.assign(finish?.data ?? {}, { wallMs: 9_000_000 })
  await liar.send()
  const [row] = await sql`SELECT suspect_reason FROM old_attempt WHERE id = ${begun}`
  expect(row).toEqual({ suspect_reason: 'more-than-passed' })
  await rollUpBaselines(new Date())
  expect(await toldOf(measuring.id)).toMatchObject({ ms: 90_000, n: 5 })
})

test('nothing of the new product hears of it, whatever the task: no attempt, no reached block, no progress', async () => {
  const audience = await anAudience(migration)
  const lena = await aLearner({ migration, audiences: [audience] })
  const module = await aModule(migration, { compiled: tasks() })
  const measuring = await aMeasuring(migration, module, 'enter', [lena])
  const browser = new Browser(lena, module.release, new Date(Date.now() - 3_600_000))
  browser.doInOldProduct('enter', measuring)
  const events = browser.outbox
  expect((await browser.send()).refused).toEqual([])
  browser.outbox = [...events]
  expect((await browser.send()).accepted).toHaveLength(2)
  const [{ oldTimes, ...learnt } = { oldTimes: 0 }] = await sql<Record<string, number> & { oldTimes: number }>`
    SELECT (SELECT count(*) FROM old_attempt WHERE person_id = ${lena.personId})::int AS "oldTimes",
      (SELECT count(*) FROM attempt WHERE person_id = ${lena.personId})::int AS attempts,
      (SELECT count(*) FROM block_seen WHERE person_id = ${lena.personId})::int AS reached,
      (SELECT count(*) FROM completion WHERE person_id = ${lena.personId})::int AS completions,
      (SELECT count(*) FROM module_progress WHERE person_id = ${lena.personId})::int AS progress`
  expect(oldTimes).toBe(1)
  expect(learnt).toEqual({ attempts: 0, reached: 0, completions: 0, progress: 0 })
  expect((await homeOf(lena, new Date())).complete).toBe(0)
})

test('who was not asked leaves no time, and another task than the one asked for neither', async () => {
  const module = await aModule(migration, { compiled: tasks() })
  const [asked, other] = (await someLearners(2)) as [Viewer, Viewer]
  const measuring = await aMeasuring(migration, module, 'pay', [asked])
  await does(other, module, measuring, 60_000)
  await does(asked, module, measuring, 60_000, 'enter')
  expect(await sql`SELECT FROM old_attempt WHERE measuring_id = ${measuring.id}`).toEqual([])
  await expect(askedOldTime(other, measuring.id, new Date())).rejects.toMatchObject({ kind: 'missing' })
})

test('a lab’s measured time stands beside its baseline and divides nothing', async () => {
  const module = await aModule(migration, { compiled: tasks() })
  const people = await someLearners(5)
  const measuring = await aMeasuring(migration, module, 'enter', people)
  for (const who of people) await does(who, module, measuring, 240_000, 'enter')
  await rollUpBaselines(new Date())
  const enter = (await tasksOf([module.id])).find(({ blockId }) => blockId === 'enter')
  expect(enter).toMatchObject({
    clock: 'active',
    baseline: null,
    otherClock: { ms: 240_000, source: 'measured', n: 5 },
  })
})

test('a trainer asks a group: each finds it at home, and the trainer sees who did it, never how long it took', async () => {
  const audience = await anAudience(migration, { name: 'Paying' })
  const people = await Promise.all(
    ['Ada', 'Bo', 'Cy', 'Di', 'Ed'].map((name) => aLearner({ migration, name, audiences: [audience] })),
  )
  const module = await aModule(migration, { compiled: tasks() })
  const until = '2199-01-01'
  const input = {
    task: `${module.slug}/pay`,
    group: `audience ${audience.id}`,
    who: '',
    until,
    words: 'Use client 100.',
  }
  const now = new Date()
  const { id, asked } = await openMeasuring(trainer, input, now)
  expect(asked).toBe(5)
  await expect(openMeasuring(trainer, input, now)).rejects.toMatchObject({ kind: 'conflict' })
  const [ada, bo] = people as [Viewer, Viewer]
  expect(await askedOldTimesOf(ada, now)).toEqual([{ id, title: 'Do pay', until, done: false }])
  expect(await askedOldTime(ada, id, now)).toMatchObject({ words: 'Use client 100.', over: false, tries: { tries: 0 } })

  await does(ada, module, { id }, 60_000)
  const browser = new Browser(bo, module.release, new Date(Date.now() - 60_000))
  browser.doInOldProduct('pay', { id }, { ms: 1_000, outcome: 'gave up' })
  await browser.send()
  const page = await measuringOf(trainer, id, now)
  expect(page.people.map(({ name, state }) => [name, state])).toEqual([
    ...[
      ['Ada', 'done'],
      ['Bo', 'tried'],
    ],
    ...['Cy', 'Di', 'Ed'].map((name) => [name, 'not yet']),
  ])
  expect(page.measuring).toMatchObject({ asked: 5, done: 1, told: null, whom: 'Paying' })
  expect(JSON.stringify(page)).not.toMatch(/60000|wallMs|finishedAt/)

  await endMeasuring(trainer, id, now)
  expect(await askedOldTimesOf(ada, now)).toEqual([])
  expect(await askedOldTime(ada, id, now)).toMatchObject({ over: true, done: true })
  await expect(measuringsOf(ada, now)).rejects.toMatchObject({ kind: 'forbidden' })
})

test('fewer than five are not asked, and nobody for a day that is over', async () => {
  const audience = await anAudience(migration)
  await aLearner({ migration, audiences: [audience] })
  const module = await aModule(migration, { compiled: tasks() })
  const input = {
    task: `${module.slug}/pay`,
    group: `audience ${audience.id}`,
    who: '',
    until: '2199-01-01',
    words: null,
  }
  await expect(openMeasuring(trainer, input, new Date())).rejects.toMatchObject({ kind: 'invalid', field: 'group' })
  const past = { ...input, until: '2020-01-01' }
  await expect(openMeasuring(trainer, past, new Date())).rejects.toMatchObject({ kind: 'invalid', field: 'until' })
})
