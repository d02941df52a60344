import { expect, test } from 'vitest'
import { type ApiClient, clientOfToken, issueToken } from '#app/domain/identity/api-tokens.server.ts'
import type { Viewer } from '#app/domain/identity/viewer.ts'
import { reportAttempts } from '#app/domain/practice/reported.server.ts'
import { sql } from '#app/platform/database/sql.server.ts'
import { newId } from '#app/platform/ids.ts'
import { about, adoptionOf } from '#tests/makers/adoption.ts'
import { aCohort } from '#tests/makers/cohorts.ts'
import { Browser } from '#tests/makers/events.ts'
import { aGate } from '#tests/makers/gates.ts'
import { aLab, aLesson, aSection } from '#tests/makers/lessons.ts'
import { aModule, anAssignment, aPlannedMilestone, aReleaseOf } from '#tests/makers/modules.ts'
import { aLearner, aMigration, anAdmin, anAudience, aTrainer } from '#tests/makers/people.ts'
import { csvRows } from './export.ts'
import { filtersOf } from './filters.ts'
import { overviewOf } from './overview/overview.server.ts'
import { rollUp } from './roll-up.server.ts'
import { standingsHold } from './standings/roll-up.server.ts'

const NOW = new Date()
const MINUTE = 60_000
const WEEK = 7 * 24 * 60 * MINUTE
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

type Work = {
  gross?: boolean
  claims?: number
  audiences?: { id: string }[]
  module?: Pick<Plan['module'], 'release'>
  weeksAgo?: number
}

/** Somebody does a lab in so many minutes; that of the plan, today, unless told otherwise. */
async function worked(plan: Plan, minutes: number, work: Work = {}): Promise<Viewer> {
  const { gross = false, claims = minutes * MINUTE, audiences = [plan.daily], module = plan.module } = work
  const learner = await aLearner({ ...plan, audiences })
  await doLab(learner, module.release, minutes, { gross, claims, weeksAgo: work.weeksAgo ?? 0 })
  return learner
}

async function doLab(
  learner: Viewer,
  release: { id: string },
  minutes: number,
  { gross, claims, weeksAgo }: { gross: boolean; claims: number; weeksAgo: number },
): Promise<void> {
  const browser = new Browser(learner, release, new Date(NOW.getTime() - 3_600_000 - weeksAgo * WEEK))
  browser.reach('start')
  await browser.send()
  const attempt = browser.start('enter')
  browser.press('enter', attempt, 'list/new')
  if (gross) browser.press('enter', attempt, 'header/submit', { net: '1440', date: '3.3.2026' })
  browser.wait(minutes * MINUTE)
  browser.press('enter', attempt, 'header/submit', { net: '1200', date: '3.3.2026' }, claims)
  browser.finish('enter', attempt, { activeMs: claims, wallMs: claims })
  await browser.send()
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
    group: plan.daily.id,
    figures: {
      median: about(3 * MINUTE),
      people: 5,
      attempts: 5,
      ratio: about((3 * MINUTE) / 190_000),
      interval: null,
    },
  })
})

test('the times of four people are withheld', async () => {
  const plan = await aPlan()
  for (const minutes of [2, 3, 4, 5]) await worked(plan, minutes)
  const { tasks, errors } = await adoptionOf(plan.trainer, USUAL, NOW)
  expect(tasks[0]?.cells.filter((cell) => 'figures' in cell)).toEqual([])
  expect(errors).toEqual({ attempts: 0, types: [], withheld: [`${plan.module.slug}/enter`] })
})

test('a time that cannot be right is left out and counted as left out', async () => {
  const plan = await aPlan()
  for (const minutes of [2, 2, 3, 4, 4]) await worked(plan, minutes)
  await worked(plan, 1, { claims: 3 * 3_600_000 })
  const task = await taskOf(plan)
  expect(task).toMatchObject({ counted: 5, leftOut: { suspect: 1 } })
  expect(task?.cells[0]).toMatchObject({ figures: { median: about(3 * MINUTE), people: 5 } })
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
    withheld: [],
  })
})

test('errors at a task that one person did are not told beside those at a task that five did', async () => {
  const plan = await aPlan()
  const rare = await aModule(plan.migration, { compiled: aLesson({ blocks: [aSection('start'), aLab('enter')] }) })
  await anAssignment(rare, { milestone: plan.milestone, audience: plan.daily })
  expect((await adoptionOf(plan.trainer, USUAL, NOW)).errors).toEqual({ attempts: 0, types: [], withheld: [] })
  for (const minutes of [2, 2, 3, 4, 4]) await worked(plan, minutes)
  await worked(plan, 3, { module: rare, gross: true })
  const adoption = await adoptionOf(plan.trainer, USUAL, NOW)
  expect(adoption.errors).toEqual({ attempts: 5, types: [], withheld: [`${rare.slug}/enter`] })
  const rows = csvRows(adoption).filter(({ metric }) => metric.startsWith('errors'))
  expect(rows).toMatchObject([{ task: `${rare.slug}/enter`, value: null, note: 'withheld: fewer than five people' }])
})

test('what the page withholds of an audience, its filter and its gate withhold as well', async () => {
  const plan = await aPlan()
  const monthly = await anAudience(plan.migration, { name: 'Now and then' })
  const task = { module: plan.module.id, block: 'enter' }
  for (const audience of [plan.daily, monthly]) {
    await aGate(plan.milestone, { measure: 'task ratio', comparator: '<=', target: 1.2, task, audience })
  }
  for (const minutes of [2, 2, 3, 4, 4, 5]) await worked(plan, minutes, { weeksAgo: 1 })
  for (const minutes of [7, 8]) await worked(plan, minutes, { audiences: [monthly], weeksAgo: 1 })
  const { tasks, readiness } = await adoptionOf(plan.trainer, USUAL, NOW)
  expect(tasks[0]?.cells).toMatchObject([
    { group: null, figures: { people: 8 } },
    { group: plan.daily.id, withheld: true },
    { group: monthly.id, withheld: true },
  ])
  expect(readiness.gates.map(({ figure }) => figure)).toMatchObject([
    { value: null, why: 'fewer than five people' },
    { value: null, why: 'fewer than five people' },
  ])
  for (const audience of [plan.daily, monthly]) {
    const narrowed = await adoptionOf(plan.trainer, { ...USUAL, audience: audience.slug }, NOW)
    expect(narrowed.tasks[0]).toMatchObject({
      cells: [{ group: audience.id, withheld: true }],
      counted: 0,
      leftOut: { suspect: 0 },
    })
    expect(narrowed.errors).toMatchObject({ attempts: 0, types: [] })
  }
})

test('of a cohort there is one row, withheld where the other cohorts would tell of it, and no audience beside it', async () => {
  const plan = await aPlan()
  const leeds = await aCohort(plan.migration, { name: 'Leeds', since: '2020-01-01' })
  const porto = await aCohort(plan.migration, { name: 'Porto', since: '2020-01-01' })
  const many = async (cohort: { id: string }, people: number) => {
    for (let person = 0; person < people; person++) {
      const learner = await aLearner({ ...plan, audiences: [plan.daily] })
      await sql`INSERT INTO cohort_member (id, cohort_id, person_id, "from")
        VALUES (${newId()}, ${cohort.id}, ${learner.personId}, '2020-01-01')`
      const work = { gross: true, claims: 3 * MINUTE, weeksAgo: 1 }
      await doLab(learner, plan.module.release, 3, work)
    }
  }
  const of = (cohort: { id: string }) => adoptionOf(plan.trainer, { ...USUAL, cohort: cohort.id }, NOW)
  await many(leeds, 6)
  expect((await of(leeds)).tasks[0]?.cells).toMatchObject([{ group: leeds.id, figures: { people: 6 } }])
  await many(porto, 1)
  for (const cohort of [leeds, porto]) {
    const { tasks, errors } = await of(cohort)
    expect(tasks[0]?.cells).toEqual([{ group: cohort.id, withheld: true }])
    expect(errors.types).toEqual([])
  }
  const both = { ...USUAL, cohort: leeds.id, audience: plan.daily.slug }
  await expect(adoptionOf(plan.trainer, both, NOW)).rejects.toMatchObject({ kind: 'invalid' })
})

test('the file says of whom and of which days each figure is', async () => {
  const plan = await aPlan()
  const leeds = await aCohort(plan.migration, { name: 'Leeds' })
  for (const minutes of [2, 2, 3, 4, 4]) await worked(plan, minutes)
  const rowsOf = async (filters: Partial<typeof USUAL>) => {
    const adoption = await adoptionOf(plan.trainer, { ...USUAL, ...filters }, NOW)
    return { ...adoption, rows: csvRows(adoption) }
  }
  const { rows, since, today } = await rowsOf({ audience: plan.daily.slug })
  expect(new Set(rows.map(({ audience, cohort }) => `${audience} ${cohort}`))).toEqual(new Set([`${plan.daily.slug} `]))
  expect(rows.filter(({ metric }) => metric === 'completion rate')).toMatchObject([{ since: '', until: today }])
  expect(rows.find(({ metric }) => metric === 'task time')).toMatchObject({ since, until: today, n: 5 })
  expect(rows.find(({ metric }) => metric === `complete on ${since}`)).toMatchObject({ until: since })
  const cohort = await rowsOf({ cohort: leeds.id, weeks: null })
  expect(cohort.rows.every((row) => row.cohort === 'Leeds' && row.audience === 'everyone')).toBe(true)
})

test('page, gate and file tell the same figure', async () => {
  const plan = await aPlan()
  const task = { module: plan.module.id, block: 'enter' }
  await aGate(plan.milestone, { measure: 'task ratio', comparator: '<=', target: 1.2, task })
  await aGate(plan.milestone)
  for (const minutes of [2, 2, 3, 4, 4]) await worked(plan, minutes)
  await aLearner({ ...plan, audiences: [plan.daily] })
  await standingsHold(NOW)
  const adoption = await adoptionOf(plan.trainer, USUAL, NOW)
  const ratio = (3 * MINUTE) / 190_000
  expect(adoption.total.completion).toEqual({ part: 5, whole: 6 })
  expect(adoption.readiness.gates.map(({ figure, state }) => [figure.value, figure.n, state])).toEqual([
    [about(ratio), 5, 'met'],
    [(5 / 6) * 100, 6, 'not met'],
  ])
  const rows = csvRows(adoption)
  const everyone = rows.find(({ metric, audience }) => metric === 'completion rate' && audience === 'everyone')
  expect(everyone).toMatchObject({ value: (5 / 6) * 100, n: 6, unit: '%' })
  expect(rows.map(({ value }) => value)).toContain(adoption.readiness.gates[0]?.figure.value)
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

test('what was measured elsewhere counts beside labs where it ran on the same clock, and nowhere else', async () => {
  const plan = await aPlan()
  for (let n = 0; n < 5; n++) await worked(plan, 3)
  const people = await Promise.all([1, 2, 3, 4, 5].map(() => aLearner({ ...plan, audiences: [plan.daily] })))
  const admin = await anAdmin({ migration: plan.migration })
  const client = await clientOfToken(
    await issueToken(admin, { name: 'Meridian', scopes: ['attempts:write'] }, NOW),
    NOW,
  )
  const startedAt = new Date(NOW.getTime() - 40 * MINUTE).toISOString()
  const finishedAt = new Date(NOW.getTime() - 30 * MINUTE).toISOString()
  const task = `${plan.module.slug}/enter`
  const attempts = people.flatMap(({ personId: person }) => [
    { id: newId(), person, task, startedAt, finishedAt, activeMs: 5 * MINUTE, outcome: 'success' },
    { id: newId(), person, task, startedAt, finishedAt, outcome: 'success' },
  ])
  await reportAttempts(client as ApiClient, { attempts }, NOW)
  const { tasks } = await adoptionOf(plan.trainer, USUAL, NOW)
  expect(tasks[0]?.cells[0]).toMatchObject({ figures: { people: 10, attempts: 10 } })
})

test('a task that became slower than in the four weeks before is told as moved, once its intervals lie apart', async () => {
  const plan = await aPlan()
  const movesOf = async (weeks: 4 | 8 | null) => {
    await rollUp(NOW)
    return (await overviewOf(plan.trainer, { ...USUAL, weeks }, NOW)).moves
  }
  for (const minutes of [2, 2, 2, 2, 2, 2.5]) await worked(plan, minutes, { weeksAgo: 6 })
  expect(await movesOf(4)).toEqual([])
  for (const minutes of [5, 5, 5, 5, 5, 5.5]) await worked(plan, minutes, { weeksAgo: 1 })
  const [was, now] = [about((2 * MINUTE) / 190_000), about((5 * MINUTE) / 190_000)]
  // Whatever the period looked at.
  for (const weeks of [4, 8, null] as const)
    expect(await movesOf(weeks)).toMatchObject([{ moduleSlug: plan.module.slug, blockId: 'enter', was, now }])
})
