import { expect, test } from 'vitest'
import { sql } from '#app/platform/database/sql.server.ts'
import { Browser } from '#tests/makers/events.ts'
import { aCheck, aLab, aLesson, aSection } from '#tests/makers/lessons.ts'
import { aModule, anAssignment, aPlannedMilestone, aReleaseOf } from '#tests/makers/modules.ts'
import { aLearner, aMigration, anAudience } from '#tests/makers/people.ts'
import { addDays, localDay } from '../migrations/local-days.ts'
import { pin } from '../modules/pins.server.ts'
import { homeOf } from './home.server.ts'

const NOW = new Date()
const TODAY = localDay(NOW, 'Europe/London')

async function aWorld() {
  const migration = await aMigration()
  const audience = await anAudience(migration)
  const milestone = await aPlannedMilestone(migration, { date: addDays(TODAY, 21) })
  const lena = await aLearner({ migration, audiences: [audience] })
  return { migration, audience, milestone, lena }
}

test('home of a person whom nobody asks for anything says so without failing', async () => {
  const { lena } = await aWorld()
  expect(await homeOf(lena, NOW)).toMatchObject({ next: null, todo: [], assigned: 0, complete: 0, quickReferences: [] })
  expect(await homeOf({ ...lena, migration: null }, NOW)).toMatchObject({ next: null, milestones: [] })
})

test('what is left stands by due day, with what is missing in words', async () => {
  const { migration, audience, milestone, lena } = await aWorld()
  const compiled = aLesson({ title: 'First', blocks: [aSection('start'), aLab('enter'), aCheck('check')] })
  const first = await aModule(migration, { compiled, position: 2 })
  const second = await aModule(migration, { compiled: aLesson({ title: 'Second', minutes: 4 }), position: 1 })
  const done = await aModule(migration, { compiled: aLesson({ title: 'Done' }), position: 3 })
  await anAssignment(first, { milestone, audience, dueDays: 7 })
  await anAssignment(second, { milestone, audience })
  await anAssignment(done, { milestone, audience })
  const browser = new Browser(lena, done.release, NOW)
  browser.say('module-confirmed', 'start', {})
  browser.release = first.release
  const attempt = browser.start('enter')
  browser.press('enter', attempt, 'list/new')
  browser.giveUp('enter', attempt)
  await browser.send()
  const home = await homeOf(lena, new Date(browser.clock))
  expect(home).toMatchObject({ assigned: 3, complete: 1, minutesLeft: 10, next: { title: 'First' } })
  expect(home.milestones).toMatchObject([{ slug: milestone.slug, assigned: 3, complete: 1, refreshersDue: 0 }])
  expect(home.todo.map(({ title, standing, due }) => [title, standing, due?.daysLeft])).toEqual([
    ['First', 'started', 14],
    ['Second', 'not started', 21],
  ])
  expect(home.next?.asked.map(({ words, short }) => [short, words])).toEqual([
    ['Task', 'The task succeeds once. You have tried once and stopped at step 2 of 2.'],
    ['Check', 'At least 80% of the check is right. Not answered yet.'],
  ])
  expect(home.next?.resume).toMatchObject({ block: 'enter' })
})

test('a refresher is due ten days after its release at the earliest, and never takes a completion away', async () => {
  const { migration, audience, lena } = await aWorld()
  const past = await aPlannedMilestone(migration, { date: addDays(TODAY, -30) })
  const module = await aModule(migration, { compiled: aLesson({ blocks: [aSection('start'), aSection('more')] }) })
  await anAssignment(module, { milestone: past, audience })
  const browser = new Browser(lena, module.release, NOW)
  browser.say('module-confirmed', 'start', {})
  await browser.send()
  await aReleaseOf(module, aLesson({ minutes: 6, blocks: [aSection('start'), aSection('more', 'New words.')] }))
  browser.reach('start')
  await browser.send()
  const home = await homeOf(lena, new Date(browser.clock))
  expect(home).toMatchObject({ assigned: 1, complete: 1, milestones: [{ complete: 1, refreshersDue: 1 }, {}] })
  expect(home.next).toMatchObject({
    standing: 'refresher due',
    minutes: 3,
    refresher: { from: '1', blocks: [{ id: 'more', title: 'About more' }] },
    due: { daysLeft: 10, isLate: false },
    asked: [{ words: '“About more” is read again, and confirmed with “Done, next”. Not confirmed yet.' }],
  })
})

test('optional modules are offered apart and never due; quick references are no step', async () => {
  const { migration, audience, milestone, lena } = await aWorld()
  const extra = await aModule(migration, { compiled: aLesson({ title: 'Extra' }) })
  const sheet = await aModule(migration, { compiled: aLesson({ title: 'Codes', kind: 'quick reference' }) })
  const other = await aModule(migration, { compiled: aLesson({ title: 'Keys', kind: 'quick reference' }) })
  await anAssignment(extra, { milestone, audience, optional: true })
  await anAssignment(sheet, { milestone, audience })
  await pin(lena, other.slug, NOW)
  const home = await homeOf(lena, NOW)
  expect(home).toMatchObject({ todo: [], assigned: 0, optional: [{ title: 'Extra', due: null }] })
  expect(home.quickReferences.map(({ title, pinned }) => [title, pinned])).toEqual([
    ['Keys', true],
    ['Codes', false],
  ])
})

test('asked through two audiences and two milestones is asked once, for the earlier day', async () => {
  const { migration, audience, milestone, lena } = await aWorld()
  const second = await anAudience(migration)
  await sql`
    INSERT INTO membership (id, person_id, audience_id, "from")
    VALUES (gen_random_uuid(), ${lena.personId}, ${second.id}, '2026-01-01')`
  const later = await aPlannedMilestone(migration, { date: addDays(TODAY, 50) })
  const module = await aModule(migration)
  await anAssignment(module, { milestone, audience, dueDays: 2 })
  await anAssignment(module, { milestone, audience: second, dueDays: 5 })
  await anAssignment(module, { milestone: later, audience })
  const home = await homeOf(lena, NOW)
  expect(home.todo.map(({ due }) => due?.daysLeft)).toEqual([16])
  expect(home.milestones.map(({ assigned }) => assigned)).toEqual([1, 1])
  expect(home.assigned).toBe(1)
})

test('a late joiner has ten days, also when the milestone is over; strict assignments hold', async () => {
  const { migration, audience } = await aWorld()
  const past = await aPlannedMilestone(migration, { date: addDays(TODAY, -3) })
  const module = await aModule(migration)
  const strict = await aModule(migration)
  await anAssignment(module, { milestone: past, audience })
  await anAssignment(strict, { milestone: past, audience, strict: true })
  const joined = await aLearner({ migration, audiences: [audience], since: addDays(TODAY, -1) })
  const home = await homeOf(joined, NOW)
  const dueOf = (slug: string) => home.todo.find((step) => step.slug === slug)?.due
  expect(dueOf(module.slug)).toMatchObject({ daysLeft: 9, isLate: false })
  expect(dueOf(strict.slug)).toMatchObject({ daysLeft: -3, isLate: true })
})

test('moving a milestone moves what is due, but never nearer than ten days', async () => {
  const { migration, audience, milestone, lena } = await aWorld()
  const module = await aModule(migration)
  await anAssignment(module, { milestone, audience })
  await sql`UPDATE milestone SET date = ${addDays(TODAY, 4)}, moved_on = ${TODAY} WHERE id = ${milestone.id}`
  expect((await homeOf(lena, NOW)).next?.due?.daysLeft).toBe(10)
})

test('an exception gives one person more time, or takes the module off their list', async () => {
  const { migration, audience, milestone, lena } = await aWorld()
  const module = await aModule(migration)
  await anAssignment(module, { milestone, audience })
  const except = (dueOn: string | null) => sql`
    INSERT INTO assignment_exception (id, module_id, milestone_id, person_id, due_on, reason, at, by_id)
    VALUES (gen_random_uuid(), ${module.id}, ${milestone.id}, ${lena.personId}, ${dueOn}, 'On leave', now(), ${lena.personId})`
  await except(addDays(TODAY, 60))
  expect((await homeOf(lena, NOW)).next?.due).toMatchObject({ daysLeft: 60, why: 'extended' })
  await sql`UPDATE milestone SET date = ${addDays(TODAY, 90)} WHERE id = ${milestone.id}`
  await sql`UPDATE assignment SET due_days = 5 WHERE module_id = ${module.id}`
  expect((await homeOf(lena, NOW)).next?.due?.daysLeft).toBe(85)
  const other = await anAudience(migration)
  await sql`UPDATE membership SET audience_id = ${other.id} WHERE person_id = ${lena.personId}`
  await anAssignment(module, { milestone, audience: other, dueDays: 80 })
  expect((await homeOf(lena, NOW)).next?.due).toMatchObject({ daysLeft: 60, why: 'extended' })
  await sql`UPDATE assignment_exception SET withdrawn_at = now(), withdrawn_by_id = by_id`
  await except(null)
  expect((await homeOf(lena, NOW)).todo).toEqual([])
})

test.each(['Pacific/Auckland', 'America/Los_Angeles', 'Europe/London'])(
  'a day is over when it is over in %s',
  async (timeZone) => {
    const migration = await aMigration({ timeZone })
    const audience = await anAudience(migration)
    const lena = await aLearner({ migration, audiences: [audience] })
    const module = await aModule(migration)
    const milestone = await aPlannedMilestone(migration, { date: '2026-03-29' })
    await anAssignment(module, { milestone, audience, strict: true })
    const { endOfDay } = await import('../migrations/local-days.ts')
    const end = endOfDay('2026-03-29', timeZone).getTime()
    expect((await homeOf(lena, new Date(end - 1))).next?.due).toMatchObject({ daysLeft: 0, isLate: false })
    expect((await homeOf(lena, new Date(end))).next?.due).toMatchObject({ daysLeft: -1, isLate: true })
  },
)

test('a module that is not offered any more asks nobody', async () => {
  const { migration, audience, milestone, lena } = await aWorld()
  const module = await aModule(migration)
  await anAssignment(module, { milestone, audience })
  await sql`UPDATE module SET current_release_id = NULL WHERE id = ${module.id}`
  expect(await homeOf(lena, NOW)).toMatchObject({ todo: [], assigned: 0 })
})
