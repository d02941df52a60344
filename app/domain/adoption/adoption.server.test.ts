import { expect, test } from 'vitest'
import type { Viewer } from '#app/domain/identity/viewer.ts'
import { sql } from '#app/platform/database/sql.server.ts'
import { newId } from '#app/platform/ids.ts'
import { Browser } from '#tests/makers/events.ts'
import { aGate } from '#tests/makers/gates.ts'
import { aLab, aLesson, aSection } from '#tests/makers/lessons.ts'
import { aModule, anAssignment, aPlannedMilestone, aReleaseOf } from '#tests/makers/modules.ts'
import { aLearner, aMigration, anAdmin, anAudience, aTrainer } from '#tests/makers/people.ts'
import { adoptionOf } from './adoption.server.ts'
import { csvRows } from './export.ts'
import { filtersOf } from './filters.ts'

const NOW = new Date()
const MINUTE = 60_000
const USUAL = filtersOf(new URLSearchParams())

/** A lab that took 3:10 in the old product, asked of everybody who enters invoices every day. */
async function aPlan() {
  const migration = await aMigration()
  const milestone = await aPlannedMilestone(migration)
  const daily = await anAudience(migration, { name: 'Every day', comfort: 'power' })
  const compiled = aLesson({ blocks: [aSection('start'), aLab('enter')] })
  const module = await aModule(migration, { compiled })
  await anAssignment(module, { milestone, audience: daily })
  await sql`
    INSERT INTO baseline (id, module_id, block_id, clock, median_ms, source, n, stated_on)
    VALUES (${newId()}, ${module.id}, 'enter', 'active', 190000, 'measured', 12, '2026-01-05')`
  return { migration, milestone, daily, module, trainer: await aTrainer({ migration }) }
}

type Plan = Awaited<ReturnType<typeof aPlan>>

/** Somebody does the lab in so many minutes. */
async function worked(plan: Plan, minutes: number, { gross = false, claims = minutes * MINUTE } = {}): Promise<Viewer> {
  const learner = await aLearner({ ...plan, audiences: [plan.daily] })
  const browser = new Browser(learner, plan.module.release, new Date(NOW.getTime() - 3_600_000))
  browser.reach('start')
  await browser.send()
  const attempt = browser.start('enter')
  browser.press('enter', attempt, 'list/new')
  if (gross) browser.press('enter', attempt, 'header/submit', { net: '1440', date: '3.3.2026' })
  browser.wait(minutes * MINUTE)
  browser.press('enter', attempt, 'header/submit', { net: '1200', date: '3.3.2026' }, claims)
  browser.finish('enter', attempt, { activeMs: claims, wallMs: claims })
  await browser.send()
  return learner
}

const taskOf = async ({ trainer }: Plan) => (await adoptionOf(trainer, USUAL, NOW)).tasks[0]

test('the times of five people are told against the old product', async () => {
  const plan = await aPlan()
  for (const minutes of [2, 2.5, 3, 3.5, 4]) await worked(plan, minutes)
  const task = await taskOf(plan)
  expect(task).toMatchObject({
    title: 'Practise enter',
    clock: 'active',
    counted: 5,
    baseline: { ms: 190_000, source: 'measured', n: 12 },
    leftOut: { suspect: 0, gaveUp: 0, abandoned: 0 },
  })
  // One audience that holds everybody stands for the total.
  expect(task?.cells).toHaveLength(1)
  expect(task?.cells[0]).toMatchObject({
    audience: plan.daily.id,
    figures: { median: 3 * MINUTE, people: 5, attempts: 5, ratio: (3 * MINUTE) / 190_000, interval: null },
  })
})

test('the times of four people are withheld', async () => {
  const plan = await aPlan()
  for (const minutes of [2, 3, 4, 5]) await worked(plan, minutes)
  const { tasks, errors } = await adoptionOf(plan.trainer, USUAL, NOW)
  expect(tasks[0]?.cells.filter((cell) => 'figures' in cell)).toEqual([])
  expect(errors).toBeNull()
})

test('a time that cannot be right is left out and counted as left out', async () => {
  const plan = await aPlan()
  for (const minutes of [2, 2, 3, 4, 4]) await worked(plan, minutes)
  await worked(plan, 1, { claims: 3 * 3_600_000 })
  const task = await taskOf(plan)
  expect(task).toMatchObject({ counted: 5, leftOut: { suspect: 1 } })
  expect(task?.cells[0]).toMatchObject({ figures: { median: 3 * MINUTE, people: 5 } })
})

test('tries at a task that is another one now are not compared', async () => {
  const plan = await aPlan()
  for (const minutes of [2, 2, 3, 4, 4]) await worked(plan, minutes)
  await aReleaseOf(plan.module, aLesson({ blocks: [aSection('start'), aLab('enter', 'Enter another invoice.')] }))
  expect((await taskOf(plan))?.cells).toEqual([])
})

test('errors are counted by type in what five people did', async () => {
  const plan = await aPlan()
  for (const gross of [true, true, false, false, false]) await worked(plan, 3, { gross })
  const { errors } = await adoptionOf(plan.trainer, USUAL, NOW)
  expect(errors).toEqual({
    attempts: 5,
    types: [{ type: 'gross-as-net', count: 2, perAttempt: 0.4, mostlyIn: { title: 'Practise enter', share: 1 } }],
  })
})

test('page, gate and file tell the same figure', async () => {
  const plan = await aPlan()
  const task = { module: plan.module.id, block: 'enter' }
  await aGate(plan.milestone, { measure: 'task ratio', comparator: '<=', target: 1.2, task })
  await aGate(plan.milestone)
  for (const minutes of [2, 2, 3, 4, 4]) await worked(plan, minutes)
  await aLearner({ ...plan, audiences: [plan.daily] })
  const adoption = await adoptionOf(plan.trainer, USUAL, NOW)
  const ratio = (3 * MINUTE) / 190_000
  expect(adoption.total.completion).toEqual({ part: 5, whole: 6 })
  expect(adoption.readiness.gates.map(({ figure, state }) => [figure.value, figure.n, state])).toEqual([
    [ratio, 5, 'met'],
    [(5 / 6) * 100, 6, 'not met'],
  ])
  const rows = csvRows(adoption)
  const everyone = rows.find(({ metric, audience }) => metric === 'completion rate' && audience === 'everyone')
  expect(everyone).toMatchObject({ value: (5 / 6) * 100, n: 6, unit: '%' })
  expect(rows.map(({ value }) => value)).toContain(ratio)
})

test('filters narrow to an audience or a cohort that exists; others are missing', async () => {
  const plan = await aPlan()
  const other = await anAudience(plan.migration)
  await worked(plan, 3)
  const narrowed = await adoptionOf(plan.trainer, { ...USUAL, audience: other.slug }, NOW)
  expect(narrowed.total.completion.whole).toBe(0)
  for (const filters of [{ audience: 'nobody' }, { cohort: newId() }, { milestone: 'never' }]) {
    await expect(adoptionOf(plan.trainer, { ...USUAL, ...filters }, NOW)).rejects.toMatchObject({ kind: 'missing' })
  }
})

test('adoption is for trainers and leads, never for those whom it is about', async () => {
  const plan = await aPlan()
  for (const stranger of [await aLearner(plan), await anAdmin(plan)]) {
    await expect(adoptionOf(stranger, USUAL, NOW)).rejects.toMatchObject({ kind: 'forbidden' })
  }
})
