import { expect, test } from 'vitest'
import { addDays } from '#app/domain/migrations/local-days.ts'
import { moveMilestone } from '#app/domain/migrations/milestone-changes.server.ts'
import { aCohort, aSession } from '#tests/makers/cohorts.ts'
import { aGate } from '#tests/makers/gates.ts'
import { aLesson } from '#tests/makers/lessons.ts'
import { aModule, anAssignment, aPlannedMilestone, aReleaseOf } from '#tests/makers/modules.ts'
import { aLead, aLearner, aMigration, anAudience, aTrainer } from '#tests/makers/people.ts'
import { annotationsOf } from '../annotations.server.ts'
import { overviewRows } from '../export.ts'
import { filtersOf } from '../filters.ts'
import { rollUp } from '../roll-up.server.ts'
import { overviewOf } from './overview.server.ts'

const NOW = new Date()
const DAY = 24 * 3_600_000
const USUAL = filtersOf(new URLSearchParams())

/** Four people who should have completed a module long ago, in a cohort; the milestone is three weeks away. */
async function aPlan() {
  const migration = await aMigration()
  const milestone = await aPlannedMilestone(migration)
  const daily = await anAudience(migration, { name: 'Every day' })
  const module = await aModule(migration)
  await anAssignment(module, { milestone, audience: daily, dueDays: 100, strict: true })
  const people = await Promise.all([1, 2, 3, 4].map(() => aLearner({ migration, audiences: [daily] })))
  const leeds = await aCohort(migration, { name: 'Leeds', members: people })
  return { migration, milestone, daily, module, people, leeds, trainer: await aTrainer({ migration }) }
}

test('the overview names what is amiss: the gate, those who are overdue, the cohorts without a session', async () => {
  const plan = await aPlan()
  await aGate(plan.milestone)
  await aCohort(plan.migration, { name: 'Nobody in it' })
  await rollUp(NOW)
  const { first, readiness } = await overviewOf(plan.trainer, USUAL, NOW)
  expect(readiness.words).toBe('Cutover is not ready: its gate is unmet')
  expect(first).toMatchObject([
    { about: 'audience', audience: { name: 'Every day', overdue: 4, people: 4 }, weight: 1 },
    { about: 'gate', gate: { measure: 'completion', figure: { value: 0 } }, weight: 1 / 3 },
    { about: 'cohorts', cohorts: { named: [{ id: plan.leeds.id, name: 'Leeds' }], waiting: 1, all: 1 }, weight: 1 / 3 },
  ])
})

test('a cohort with a session of this milestone does not wait; a cancelled one, or one of another milestone, is none', async () => {
  const plan = await aPlan()
  const isWaiting = async () => {
    const { first } = await overviewOf(plan.trainer, { ...USUAL, milestone: plan.milestone.slug }, NOW)
    return first.some(({ about }) => about === 'cohorts')
  }
  const startsAt = new Date(NOW.getTime() + 3 * DAY)
  const other = await aPlannedMilestone(plan.migration, { name: 'Later', inDays: 60 })
  await aSession(plan.leeds, { milestone: plan.milestone, startsAt, cancelled: true })
  await aSession(plan.leeds, { milestone: other, startsAt })
  expect(await isWaiting()).toBe(true)
  await aSession(plan.leeds, { milestone: plan.milestone, startsAt })
  expect(await isWaiting()).toBe(false)
})

test('the week tells who came, what was published and which milestone moved; the file says the same', async () => {
  const plan = await aPlan()
  const lead = await aLead({ migration: plan.migration })
  const [first, second, third] = plan.people as [(typeof plan.people)[0], ...typeof plan.people]
  const ago = (days: number) => new Date(NOW.getTime() - days * DAY)
  await aSession(plan.leeds, { milestone: plan.milestone, startsAt: ago(30), attended: third ? [third] : [] })
  await aSession(plan.leeds, { milestone: plan.milestone, startsAt: ago(1), attended: second ? [first, second] : [] })
  await aReleaseOf(plan.module, aLesson(), { label: '2026.2', at: ago(2) })
  const to = addDays(plan.milestone.date, 7)
  await moveMilestone(lead, plan.milestone.slug, { date: to, reason: 'The bank is late.' }, NOW)
  const overview = await overviewOf(plan.trainer, USUAL, NOW)
  expect(overview.week).toMatchObject({
    attended: 2,
    reports: 0,
    releases: [{ moduleSlug: plan.module.slug, label: '2026.2' }],
    moved: [{ slug: plan.milestone.slug, from: plan.milestone.date, to }],
  })
  const came = overviewRows(overview).find(({ metric }) => metric === 'came to a session')
  expect(came).toMatchObject({ value: 2, unit: 'people', until: overview.today })
})

test('charts are annotated with releases after the first, and with milestones of the days shown', async () => {
  const plan = await aPlan()
  await aReleaseOf(plan.module, aLesson({ title: 'Enter an invoice' }), {
    label: '2026.2',
    at: new Date('2026-02-03T23:30Z'),
  })
  await aPlannedMilestone(plan.migration, { name: 'Pilot: one site', date: '2026-02-10' })
  const between = (from: string, to: string) => annotationsOf(plan.trainer, plan.milestone, from, to)
  expect(await between('2026-01-01', '2026-02-28')).toEqual([
    { day: '2026-02-03', words: 'Enter an invoice 2026.2' },
    { day: '2026-02-10', words: 'Pilot' },
  ])
  expect(await between('2026-02-04', '2026-02-09')).toEqual([])
})
