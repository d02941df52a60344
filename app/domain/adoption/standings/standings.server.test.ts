import { expect, test } from 'vitest'
import { addDays, localDay } from '#app/domain/migrations/local-days.ts'
import { confirmModule } from '#app/domain/progress/confirmation.server.ts'
import { restand } from '#app/domain/progress/restanding.server.ts'
import { inTransaction, sql } from '#app/platform/database/sql.server.ts'
import { aCohort, aSession } from '#tests/makers/cohorts.ts'
import { aLesson, aSection } from '#tests/makers/lessons.ts'
import { aModule, anAssignment, aPlannedMilestone, aReleaseOf } from '#tests/makers/modules.ts'
import { aChampion, aLearner, aMigration, anAudience } from '#tests/makers/people.ts'
import { keptStandings } from '#tests/makers/standings.ts'
import { EVERYONE } from '../slices.ts'
import { completionFigures } from '../standing.ts'
import { progressOf } from './progress.server.ts'
import { standingsHold } from './roll-up.server.ts'

const NOW = new Date()
const ZONE = 'Europe/London'
const TODAY = localDay(NOW, ZONE)

/** Two modules that everybody in `daily` completes by yesterday, and whatever nobody has to. */
async function aPlan() {
  const migration = await aMigration({ timeZone: ZONE })
  const milestone = await aPlannedMilestone(migration, { date: addDays(TODAY, 20) })
  const daily = await anAudience(migration, { name: 'Every day' })
  const invoices = await aModule(migration)
  const approvals = await aModule(migration)
  for (const module of [invoices, approvals]) {
    await anAssignment(module, { milestone, audience: daily, dueDays: 21, strict: true })
  }
  await anAssignment(await aModule(migration), { milestone, audience: daily, optional: true })
  const reference = aLesson({ kind: 'quick reference' })
  await anAssignment(await aModule(migration, { compiled: reference }), { milestone, audience: daily })
  return { migration, milestone, daily, invoices, approvals }
}

type Plan = Awaited<ReturnType<typeof aPlan>>

const complete = async (person: Parameters<typeof confirmModule>[0], ...modules: Plan['invoices'][]) => {
  for (const { slug, release } of modules) await confirmModule(person, slug, release.id, NOW)
}

async function standings({ milestone }: Plan, scope: { audienceId?: string; cohortId?: string } = {}) {
  await standingsHold(NOW)
  const all = await keptStandings({ milestoneId: milestone.id, ...scope })
  return new Map(all.map((standing) => [standing.person, standing]))
}

test('everybody who is asked stands once, with what they completed of what they must', async () => {
  const plan = await aPlan()
  const [lena, max, rosa] = await Promise.all(
    ['Lena', 'Max', 'Rosa'].map((name) => aLearner({ ...plan, name, audiences: [plan.daily] })),
  )
  if (!lena || !max || !rosa) throw new Error('three people')
  await complete(lena, plan.invoices, plan.approvals)
  await complete(max, plan.invoices)
  const found = await standings(plan)
  expect(found.size).toBe(3)
  expect(found.get(lena.personId)).toMatchObject({ asked: 2, done: 2, doneOn: TODAY, overdue: false })
  expect(found.get(max.personId)).toMatchObject({ asked: 2, done: 1, doneOn: null, overdue: true })
  expect(found.get(rosa.personId)).toMatchObject({ asked: 2, done: 0, doneOn: null, overdue: true, toRefresh: 0 })
  expect(completionFigures(await progressOf(plan.milestone.id, EVERYONE), addDays(TODAY, -7))).toMatchObject({
    completion: { part: 1, whole: 3 },
    upToDate: { part: 2, whole: 2 },
    thisWeek: 1,
    overdue: 2,
  })
})

test('who left, whose membership is over, and for whom it was waived, is not asked', async () => {
  const plan = await aPlan()
  const parts = { ...plan, audiences: [plan.daily] }
  const [left, moved, waived, asked] = [
    await aLearner(parts),
    await aLearner(parts),
    await aLearner(parts),
    await aLearner(parts),
  ]
  await sql`UPDATE person SET left_on = ${addDays(TODAY, -1)} WHERE id = ${left.personId}`
  await sql`UPDATE membership SET "to" = ${TODAY} WHERE person_id = ${moved.personId}`
  await sql`
    INSERT INTO assignment_exception (id, module_id, milestone_id, person_id, due_on, reason, at, by_id)
    SELECT gen_random_uuid(), module_id, milestone_id, ${waived.personId}, NULL, 'On leave.', ${NOW}, ${asked.personId}
    FROM (SELECT DISTINCT module_id, milestone_id FROM assignment) a
    WHERE milestone_id = ${plan.milestone.id}`
  expect([...(await standings(plan)).keys()]).toEqual([asked.personId])
})

test('a new release lowers who is up to date, never who is complete', async () => {
  const plan = await aPlan()
  const lena = await aLearner({ ...plan, audiences: [plan.daily] })
  await complete(lena, plan.invoices, plan.approvals)
  const changed = aLesson({ blocks: [aSection('start', 'It is another text now.')] })
  await aReleaseOf(plan.invoices, changed)
  await inTransaction((tx) => restand(tx, [plan.invoices.id], NOW))
  await standingsHold(NOW)
  const { completion, upToDate } = completionFigures(await progressOf(plan.milestone.id, EVERYONE), TODAY)
  expect(completion).toEqual({ part: 1, whole: 1 })
  expect(upToDate).toEqual({ part: 0, whole: 1 })
})

test('who attended a session of the milestone is covered, unless it was cancelled', async () => {
  const plan = await aPlan()
  const parts = { ...plan, audiences: [plan.daily] }
  const [there, elsewhere, cancelled] = [await aLearner(parts), await aLearner(parts), await aLearner(parts)]
  const cohort = await aCohort(plan.migration, { members: [there, elsewhere, cancelled] })
  const other = await aPlannedMilestone(plan.migration)
  await aSession(cohort, { milestone: plan.milestone, startsAt: NOW, attended: [there] })
  await aSession(cohort, { milestone: other, startsAt: NOW, attended: [elsewhere] })
  await aSession(cohort, { milestone: plan.milestone, startsAt: NOW, attended: [cancelled], cancelled: true })
  const found = await standings(plan)
  expect([there, elsewhere, cancelled].map(({ personId }) => found.get(personId)?.attended)).toEqual([
    true,
    false,
    false,
  ])
})

test('a scope holds those of one audience or one cohort today, and a person in two audiences stands once', async () => {
  const plan = await aPlan()
  const monthly = await anAudience(plan.migration, { name: 'Now and then' })
  await anAssignment(plan.invoices, { milestone: plan.milestone, audience: monthly })
  const both = await aLearner({ ...plan, audiences: [plan.daily, monthly] })
  const one = await aLearner({ ...plan, audiences: [plan.daily] })
  const cohort = await aCohort(plan.migration, { members: [one] })
  await aCohort(plan.migration, { champions: [await aChampion(plan)], members: [both] })
  expect([...(await standings(plan)).keys()].sort()).toEqual([both.personId, one.personId].sort())
  expect([...(await standings(plan, { audienceId: monthly.id })).keys()]).toEqual([both.personId])
  expect([...(await standings(plan, { cohortId: cohort.id })).keys()]).toEqual([one.personId])
})
