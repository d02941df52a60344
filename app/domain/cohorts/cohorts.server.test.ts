import { expect, test } from 'vitest'
import type { Viewer } from '#app/domain/identity/viewer.ts'
import { addDays, localDay } from '#app/domain/migrations/local-days.ts'
import { confirmModule } from '#app/domain/progress/confirmation.server.ts'
import { sql } from '#app/platform/database/sql.server.ts'
import { newId } from '#app/platform/ids.ts'
import { aCohort, aSession } from '#tests/makers/cohorts.ts'
import { Browser } from '#tests/makers/events.ts'
import { aLab, aLesson, aSection } from '#tests/makers/lessons.ts'
import { aModule, anAssignment, aPlannedMilestone } from '#tests/makers/modules.ts'
import { aChampion, aLead, aLearner, aMigration, anAdmin, anAudience, aTrainer } from '#tests/makers/people.ts'
import { cohortPageOf } from './cohort-page.server.ts'
import { cohortChoices, findCohorts } from './cohorts.server.ts'
import { answerHelp, askForHelp } from './help.server.ts'
import { nextSessionsOf } from './next-session.server.ts'

const NOW = new Date()
const TODAY = localDay(NOW, 'Europe/London')
const hours = (count: number) => new Date(NOW.getTime() + count * 3_600_000)

/** A cohort of Lena and Max under Tomasz; both are late with a lab and a lesson. */
async function aRoom() {
  const migration = await aMigration()
  const milestone = await aPlannedMilestone(migration, { name: 'Cutover: payments', date: TODAY })
  const audience = await anAudience(migration)
  const lab = await aModule(migration, { compiled: aLesson({ blocks: [aSection('start'), aLab('enter')] }) })
  const lesson = await aModule(migration)
  for (const module of [lab, lesson]) await anAssignment(module, { milestone, audience, dueDays: 1, strict: true })
  const lena = await aLearner({ migration, name: 'Lena', audiences: [audience] })
  const max = await aLearner({ migration, name: 'Max', audiences: [audience] })
  const tomasz = await aChampion({ migration, name: 'Tomasz' })
  const cohort = await aCohort(migration, { name: 'Leeds', champions: [tomasz], members: [max, lena] })
  return { migration, milestone, audience, lab, lesson, lena, max, tomasz, cohort }
}

const ask = (room: Awaited<ReturnType<typeof aRoom>>, learner: Viewer, words = '', block = 'enter') =>
  askForHelp(learner, room.lab.slug, { release: room.lab.release.id, block, words }, NOW)

const leave = ({ personId }: Viewer) => sql`UPDATE person SET left_on = ${addDays(TODAY, -1)} WHERE id = ${personId}`

test('a champion sees their own cohorts, and no other', async () => {
  const room = await aRoom()
  const other = await aChampion(room)
  const foreign = await aCohort(room.migration, { name: 'Hull', champions: [other] })
  await aCohort(room.migration, { name: 'Closed', champions: [room.tomasz], closedAt: NOW })
  expect((await findCohorts(room.tomasz, '', NOW)).cohorts.map(({ name }) => name)).toEqual(['Leeds'])
  await expect(cohortPageOf(room.tomasz, foreign.id, NOW)).rejects.toMatchObject({ kind: 'missing' })
  await expect(cohortPageOf(room.tomasz, 'not-an-id', NOW)).rejects.toMatchObject({ kind: 'missing' })
  await sql`UPDATE cohort_champion SET "to" = ${TODAY} WHERE person_id = ${room.tomasz.personId}`
  expect((await findCohorts(room.tomasz, '', NOW)).cohorts).toEqual([])
})

test('trainers and leads see every cohort of their migration; learners and admins none', async () => {
  const room = await aRoom()
  await aCohort(await aMigration(), { name: 'Elsewhere' })
  for (const reader of [await aTrainer(room), await aLead(room)]) {
    expect((await findCohorts(reader, '', NOW)).cohorts.map(({ name }) => name)).toEqual(['Leeds'])
  }
  for (const stranger of [room.lena, await anAdmin(room)]) {
    await expect(findCohorts(stranger, '', NOW)).rejects.toMatchObject({ kind: 'forbidden' })
  }
})

test('of many cohorts the first fifty by name are listed, and the others are found by name or site', async () => {
  const room = await aRoom()
  const lead = await aLead(room)
  for (let number = 10; number < 62; number++) await aCohort(room.migration, { name: `Number ${number}` })
  await sql`UPDATE cohort SET site = 'Brühl' WHERE name = 'Number 61'`
  const all = await findCohorts(lead, '', NOW)
  expect([all.cohorts.length, all.total, all.cohorts[0]?.name]).toEqual([50, 53, 'Leeds'])
  expect((await findCohorts(lead, 'bruhl num', NOW)).cohorts.map(({ name }) => name)).toEqual(['Number 61'])
  expect(await findCohorts(lead, '100%', NOW)).toEqual({ cohorts: [], total: 0 })
})

test('a cohort is told in counts: who is on time, who asks for help, when it meets', async () => {
  const room = await aRoom()
  await confirmModule(room.max, room.lesson.slug, room.lesson.release.id, NOW)
  await sql`UPDATE assignment SET optional = true WHERE module_id = ${room.lab.id}`
  await ask(room, room.lena)
  await aSession(room.cohort, { milestone: room.milestone, startsAt: hours(-3) })
  await aSession(room.cohort, { milestone: room.milestone, startsAt: hours(30) })
  const [summary] = (await findCohorts(room.tomasz, '', NOW)).cohorts
  expect(summary).toMatchObject({ champions: ['Tomasz'], members: 2, onTime: 1, overdue: 1, helpAsked: 1 })
  expect(new Date(summary?.nextSession?.startsAt ?? 0)).toEqual(hours(30))
})

test('who asks for help at two places is one person who asks', async () => {
  const room = await aRoom()
  await ask(room, room.lena)
  await ask(room, room.lena, 'And where do I begin?', 'start')
  expect((await findCohorts(room.tomasz, '', NOW)).cohorts).toMatchObject([{ helpAsked: 1 }])
  await ask(room, room.max)
  expect((await findCohorts(room.tomasz, '', NOW)).cohorts).toMatchObject([{ helpAsked: 2 }])
})

test('who has left is no member any more: not on time, not asking, not on the list; and back with a return', async () => {
  const room = await aRoom()
  await confirmModule(room.max, room.lesson.slug, room.lesson.release.id, NOW)
  await ask(room, room.max)
  const seen = async () => {
    const { cohort, members } = await cohortPageOf(room.tomasz, room.cohort.id, NOW)
    return { ...cohort, names: members.map(({ name }) => name) }
  }
  await leave(room.max)
  expect(await seen()).toMatchObject({ members: 1, onTime: 0, overdue: 1, helpAsked: 0, names: ['Lena'] })
  await sql`UPDATE person SET left_on = ${TODAY} WHERE id = ${room.max.personId}`
  expect(await seen()).toMatchObject({ members: 2, helpAsked: 1, names: ['Lena', 'Max'] })
})

test('a champion who has left is not promised to anybody', async () => {
  const room = await aRoom()
  await leave(room.tomasz)
  expect(await ask(room, room.lena)).toEqual({ seenBy: [], inCohort: true })
  expect((await findCohorts(await aLead(room), '', NOW)).cohorts).toMatchObject([{ champions: [] }])
})

test('members stand by name, with what they completed and where they stopped, and without any time', async () => {
  const room = await aRoom()
  await confirmModule(room.lena, room.lesson.slug, room.lesson.release.id, NOW)
  const browser = new Browser(room.max, room.lab.release, hours(-1))
  const attempt = browser.start('enter')
  browser.press('enter', attempt, 'list/new')
  browser.giveUp('enter', attempt)
  await browser.send()
  const { members, milestones } = await cohortPageOf(room.tomasz, room.cohort.id, NOW)
  expect(milestones).toEqual([{ slug: room.milestone.slug, name: 'Cutover' }])
  expect(members.map(({ name }) => name)).toEqual(['Lena', 'Max'])
  const [lena, max] = members
  expect(lena).toMatchObject({ milestones: { [room.milestone.slug]: { asked: 2, done: 1 } }, overdue: 1, begun: [] })
  expect(max).toMatchObject({ overdue: 2, begun: [{ slug: room.lab.slug, sign: 'tried and stopped' }] })
  expect(JSON.stringify(members)).not.toMatch(/\d:\d\d|Ms\b/)
})

test('a request for help reaches the champion, and is asked only once at a place', async () => {
  const room = await aRoom()
  expect(await ask(room, room.lena, 'Which amount?')).toEqual({ seenBy: ['Tomasz'], inCohort: true })
  await ask(room, room.lena)
  const [lena] = (await cohortPageOf(room.tomasz, room.cohort.id, NOW)).members
  expect(lena?.help).toMatchObject([{ slug: room.lab.slug, blockId: 'enter', words: 'Which amount?' }])
})

test('once somebody has helped, it is off the list and may be asked again', async () => {
  const room = await aRoom()
  await ask(room, room.lena)
  const help = async () => (await cohortPageOf(room.tomasz, room.cohort.id, NOW)).members[0]?.help ?? []
  const [asked] = await help()
  await answerHelp(room.tomasz, asked?.id ?? '', NOW)
  expect(await help()).toEqual([])
  await answerHelp(room.tomasz, asked?.id ?? '', hours(1))
  const [row] = await sql<{ answered_at: Date }>`SELECT answered_at FROM help_request WHERE id = ${asked?.id}`
  expect(row?.answered_at).toEqual(NOW)
  await ask(room, room.lena)
  expect(await help()).toHaveLength(1)
})

test('nobody answers for another champion’s cohort, and nobody asks at a place that is not there', async () => {
  const room = await aRoom()
  await ask(room, room.lena)
  const [request] = await sql<{ id: string }>`SELECT id FROM help_request WHERE person_id = ${room.lena.personId}`
  const stranger = await aChampion(room)
  await expect(answerHelp(stranger, request?.id ?? '', NOW)).rejects.toMatchObject({ kind: 'missing' })
  await expect(answerHelp(room.lena, request?.id ?? '', NOW)).rejects.toMatchObject({ kind: 'forbidden' })
  const nowhere = { release: newId(), block: 'enter', words: '' }
  await expect(askForHelp(room.lena, room.lab.slug, nowhere, NOW)).rejects.toMatchObject({ kind: 'missing' })
  const elsewhere = await aModule(await aMigration())
  const foreign = { release: elsewhere.release.id, block: 'start', words: '' }
  await expect(askForHelp(room.lena, elsewhere.slug, foreign, NOW)).rejects.toMatchObject({ kind: 'missing' })
})

test('a learner without a cohort is told that no champion sees it', async () => {
  const room = await aRoom()
  const alone = await aLearner({ ...room, audiences: [room.audience] })
  expect(await ask(room, alone)).toEqual({ seenBy: [], inCohort: false })
})

test('the next sessions are those that one is invited to, a running one included, with one’s reply', async () => {
  const room = await aRoom()
  const { milestone, lena, max } = room
  const session = (parts: Omit<Parameters<typeof aSession>[1], 'milestone'>) =>
    aSession(room.cohort, { milestone, ...parts })
  await session({ startsAt: hours(1) })
  await session({ startsAt: hours(1), invited: [max] })
  await session({ startsAt: hours(2), invited: [lena], cancelled: true })
  expect(await nextSessionsOf(lena, NOW)).toEqual([])
  const running = await session({ startsAt: hours(-0.5), invited: [lena] })
  const later = await session({ startsAt: hours(24), invited: [lena] })
  await sql`UPDATE session_invitation SET reply = 'coming' WHERE session_id = ${later.id} AND person_id = ${lena.personId}`
  expect(await nextSessionsOf(lena, NOW)).toMatchObject([
    { id: running.id, cohort: 'Leeds', reply: null },
    { id: later.id, reply: 'coming' },
  ])
  expect(await nextSessionsOf(room.tomasz, NOW)).toEqual([])
})

test('of many cohorts the first hundred can be chosen, others by words of their name or site, never the one they leave', async () => {
  const migration = await aMigration()
  const lead = await aLead({ migration })
  const from = await aCohort(migration, { name: 'Wave 000' })
  await aCohort(migration, {
    name: 'Zürich',
    champions: [await aChampion({ migration, name: 'Uma' })],
    members: [lead],
  })
  await sql`
    INSERT INTO cohort (id, migration_id, name, site, time_zone)
    SELECT gen_random_uuid(), ${migration.id}, 'Wave ' || lpad(n::text, 3, '0'), 'Hall ' || n, 'Europe/London'
    FROM generate_series(1, 110) n`
  const choose = (words: string) => cohortChoices(lead, words, from.id, NOW)
  const first = await choose('')
  expect(first.total).toBe(111)
  expect(first.choices.map(({ name }) => name)).toEqual(
    Array.from({ length: 100 }, (_, index) => `Wave ${String(index + 1).padStart(3, '0')}`),
  )
  expect(await choose('zur')).toEqual({
    choices: [{ id: expect.any(String), name: 'Zürich', champions: ['Uma'], members: 1 }],
    total: 1,
  })
  expect((await choose('hall 110')).choices.map(({ name }) => name)).toEqual(['Wave 110'])
  expect(await choose('wave 000')).toEqual({ choices: [], total: 0 })
})
