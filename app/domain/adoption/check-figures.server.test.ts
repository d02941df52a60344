import { expect, test } from 'vitest'
import type { Viewer } from '#app/domain/identity/viewer.ts'
import { aCohort } from '#tests/makers/cohorts.ts'
import { Browser } from '#tests/makers/events.ts'
import { aCheck, aLesson, aSection, HALF_RIGHT_ANSWERS, RIGHT_ANSWERS } from '#tests/makers/lessons.ts'
import { aModule, anAssignment, aPlannedMilestone, aReleaseOf } from '#tests/makers/modules.ts'
import { aLearner, aMigration, anAudience, aTrainer } from '#tests/makers/people.ts'
import { checkRows } from './check-export.ts'
import { checkLookedAt, checksLookedAt as checksAsCounted } from './check-figures.server.ts'
import { type AdoptionFilters, filtersOf } from './filters.ts'
import { rollUp } from './roll-up.server.ts'

const NOW = new Date()
const USUAL = filtersOf(new URLSearchParams())
const WEEK = 7 * 24 * 3_600_000

/** Checks once everything that is stored has been counted. */
async function checksLookedAt(viewer: Viewer, filters: AdoptionFilters, now: Date) {
  await rollUp(now)
  return checksAsCounted(viewer, filters, now)
}

/** A check of two questions, asked of everybody who enters invoices every day. */
async function aPlan() {
  const migration = await aMigration()
  const milestone = await aPlannedMilestone(migration)
  const daily = await anAudience(migration, { name: 'Every day' })
  const compiled = aLesson({ blocks: [aSection('start'), aCheck('check')] })
  const module = await aModule(migration, { compiled })
  await anAssignment(module, { milestone, audience: daily })
  return { migration, milestone, daily, module, trainer: await aTrainer({ migration }) }
}

type Plan = Awaited<ReturnType<typeof aPlan>>
type Answered = { weeksAgo?: number; audiences?: { id: string }[]; release?: { id: string } }

/** Somebody answers the check once for each of these, first things first. */
async function answered(plan: Plan, given: Record<string, string[]>[], parts: Answered = {}): Promise<Viewer> {
  const learner = await aLearner({ ...plan, audiences: parts.audiences ?? [plan.daily] })
  const start = new Date(NOW.getTime() - 3_600_000 - (parts.weeksAgo ?? 0) * WEEK)
  const browser = new Browser(learner, parts.release ?? plan.module.release, start)
  for (const [nth, answers] of given.entries()) browser.wait(60_000).answer('check', answers, nth)
  await browser.send()
  return learner
}

const figuresOf = async ({ trainer }: Plan, query = '') =>
  (await checksLookedAt(trainer, filtersOf(new URLSearchParams(query)), NOW)).checks[0]?.figures

test('what five people gave at first is told, and nothing that they gave later', async () => {
  const plan = await aPlan()
  for (const given of [
    [RIGHT_ANSWERS],
    [RIGHT_ANSWERS],
    [RIGHT_ANSWERS],
    [HALF_RIGHT_ANSWERS, RIGHT_ANSWERS],
    [{ q1: ['2'] }],
  ]) {
    await answered(plan, given, { weeksAgo: 1 })
  }
  expect(await figuresOf(plan)).toMatchObject({
    told: 'figures',
    people: 5,
    score: 0.7,
    passed: 3,
    questions: [
      { question: { id: 'q1' }, people: 5, right: 4, facility: 0.8 },
      { question: { id: 'q2' }, people: 5, right: 3, facility: 0.6 },
    ],
  })
})

test('four people are withheld, on the page and in the file; nobody is nothing', async () => {
  const plan = await aPlan()
  expect(await figuresOf(plan)).toEqual({ told: 'none' })
  for (let person = 0; person < 4; person++) await answered(plan, [RIGHT_ANSWERS], { weeksAgo: 1 })
  expect(await figuresOf(plan)).toEqual({ told: 'withheld' })
  const rows = checkRows(await checksLookedAt(plan.trainer, USUAL, NOW))
  expect(rows).toMatchObject([{ figure: 'score', value: null, n: null, note: 'withheld: fewer than five people' }])
})

test('who would show in the difference to everybody is withheld as an audience and as a cohort', async () => {
  const plan = await aPlan()
  const other = await anAudience(plan.migration, { name: 'Now and then' })
  const members: { personId: string }[] = []
  for (let person = 0; person < 6; person++) members.push(await answered(plan, [RIGHT_ANSWERS], { weeksAgo: 1 }))
  for (let person = 0; person < 2; person++) {
    await answered(plan, [HALF_RIGHT_ANSWERS], { weeksAgo: 1, audiences: [other] })
  }
  expect(await figuresOf(plan)).toMatchObject({ told: 'figures', people: 8 })
  expect(await figuresOf(plan, `audience=${plan.daily.slug}`)).toEqual({ told: 'withheld' })
  expect(await figuresOf(plan, `audience=${other.slug}`)).toEqual({ told: 'withheld' })
  const cohort = await aCohort(plan.migration, { members: members.slice(0, 3) })
  expect(await figuresOf(plan, `cohort=${cohort.id}`)).toEqual({ told: 'withheld' })
})

test('the running week is told once five people of it are new', async () => {
  const plan = await aPlan()
  for (let person = 0; person < 5; person++) await answered(plan, [RIGHT_ANSWERS], { weeksAgo: 1 })
  for (let person = 0; person < 4; person++) await answered(plan, [{}])
  expect(await figuresOf(plan)).toMatchObject({ people: 5, score: 1 })
  await answered(plan, [{}])
  expect(await figuresOf(plan)).toMatchObject({ people: 10, score: 0.5 })
})

test('a check that is another one now is not compared, and one that is the same is', async () => {
  const plan = await aPlan()
  const before = plan.module.release
  for (let person = 0; person < 5; person++) await answered(plan, [RIGHT_ANSWERS], { weeksAgo: 1 })
  const same = aLesson({ blocks: [aSection('start', 'Other words.'), aCheck('check')] })
  await aReleaseOf(plan.module, same)
  expect(await figuresOf(plan)).toMatchObject({ people: 5 })
  await aReleaseOf(plan.module, aLesson({ blocks: [aSection('start'), aCheck('check', 'Another question?')] }))
  await answered(plan, [RIGHT_ANSWERS], { weeksAgo: 1, release: before })
  expect(await figuresOf(plan)).toEqual({ told: 'none' })
})

test('only the period counts, and in it who answered first then', async () => {
  const plan = await aPlan()
  for (let person = 0; person < 5; person++) await answered(plan, [RIGHT_ANSWERS], { weeksAgo: 7 })
  expect(await figuresOf(plan)).toEqual({ told: 'none' })
  expect(await figuresOf(plan, 'weeks=8')).toMatchObject({ people: 5 })
})

test('the file has a line for each figure of the page', async () => {
  const plan = await aPlan()
  for (let person = 0; person < 5; person++) await answered(plan, [HALF_RIGHT_ANSWERS], { weeksAgo: 1 })
  const rows = checkRows(await checksLookedAt(plan.trainer, USUAL, NOW))
  expect(
    rows.map(({ question, answer, right, figure, value, n }) => [question, answer, right, figure, value, n]),
  ).toEqual([
    ['', '', '', 'score', 50, 5],
    ['', '', '', 'passed', 0, 5],
    ['q1', '', '', 'facility', 100, 5],
    ['q1', '', '', 'discrimination', null, 5],
    ['q1', 'Choice 1', 'yes', 'answered', 5, 5],
    ['q1', 'Choice 2', 'no', 'answered', 0, 5],
    ['q1', 'Choice 3', 'no', 'answered', 0, 5],
    ['q2', '', '', 'facility', 0, 5],
    ['q2', '', '', 'discrimination', null, 5],
    ['q2', 'Choice 1', 'yes', 'answered', 0, 5],
    ['q2', 'Choice 2', 'yes', 'answered', 5, 5],
    ['q2', 'Choice 3', 'no', 'answered', 0, 5],
  ])
})

test('checks are for trainers and leads, and a check that the milestone does not have is missing', async () => {
  const plan = await aPlan()
  const learner = await aLearner(plan)
  await expect(checksLookedAt(learner, USUAL, NOW)).rejects.toMatchObject({ kind: 'forbidden' })
  const named = { module: plan.module.slug, block: 'check' }
  expect((await checkLookedAt(plan.trainer, named, USUAL, NOW)).check.title).toBe('Check check')
  await expect(checkLookedAt(plan.trainer, { ...named, block: 'start' }, USUAL, NOW)).rejects.toMatchObject({
    kind: 'missing',
  })
})
