import { expect, test } from 'vitest'
import { sql } from '#app/platform/database/sql.server.ts'
import { aCohort } from '#tests/makers/cohorts.ts'
import { Browser } from '#tests/makers/events.ts'
import { aCheck, aLab, aLesson, aSection } from '#tests/makers/lessons.ts'
import { aModule, anAssignment, aPlannedMilestone } from '#tests/makers/modules.ts'
import { aChampion, aLead, aLearner, aMigration, anAdmin, anAudience, aTrainer } from '#tests/makers/people.ts'
import { homeOf } from '../progress/home.server.ts'
import { findPeople } from './people-search.server.ts'
import { personPageOf } from './person-page.server.ts'

const NOW = new Date()

/** Lena and Max in Tomasz's cohort, and Rosa in nobody's; all of them are asked for a lab with a check. */
async function aRoom() {
  const migration = await aMigration()
  const audience = await anAudience(migration, { name: 'Approvers' })
  const milestone = await aPlannedMilestone(migration)
  const compiled = aLesson({ title: 'Approve', blocks: [aSection('start'), aLab('enter'), aCheck('check')] })
  const module = await aModule(migration, { compiled })
  await anAssignment(module, { milestone, audience })
  const learner = (name: string) => aLearner({ migration, audiences: [audience], name })
  const [lena, max, rosa] = [await learner('Lena Brandt'), await learner('Max Öber'), await learner('Rosa Lind')]
  const tomasz = await aChampion({ migration, name: 'Tomasz' })
  const cohort = await aCohort(migration, { champions: [tomasz], members: [lena, max] })
  return { migration, module, lena, max, rosa, tomasz, cohort }
}

test('champion, trainer and lead read of a person what the person reads, in the words for staff', async () => {
  const room = await aRoom()
  const browser = new Browser(room.lena, room.module.release, NOW)
  const attempt = browser.start('enter')
  browser.press('enter', attempt, 'list/new')
  browser.giveUp('enter', attempt)
  await browser.send()
  const now = new Date(browser.clock)
  for (const viewer of [room.tomasz, await aTrainer(room), await aLead(room)]) {
    const { person, steps } = await personPageOf(viewer, room.lena.personId, now)
    expect(person).toMatchObject({ name: 'Lena Brandt', audiences: ['Approvers'], cohorts: [{ id: room.cohort.id }] })
    expect(steps).toMatchObject([
      {
        slug: room.module.slug,
        standing: 'started',
        needs: [
          { met: false, rule: 'The task succeeds once.', state: 'Tried once, stopped at step 2 of 2.', block: 'enter' },
          { met: false, rule: 'At least 80% of the check is right.', state: 'Not answered yet.', block: 'check' },
        ],
      },
    ])
  }
  const own = (await homeOf(room.lena, now)).todo[0]?.asked.map(({ met, rule }) => ({ met, rule }))
  const [step] = (await personPageOf(room.tomasz, room.lena.personId, now)).steps
  expect(step?.needs.map(({ met, rule }) => ({ met, rule }))).toEqual(own)
})

test('what is complete stands there too, and nothing says how long it took or when it was', async () => {
  const room = await aRoom()
  const browser = new Browser(room.lena, room.module.release, NOW)
  browser.doLab('enter')
  browser.answer('check', { q1: ['1'], q2: ['1', '2'] })
  await browser.send()
  const page = await personPageOf(room.tomasz, room.lena.personId, new Date(browser.clock))
  expect(page.steps).toMatchObject([{ standing: 'complete', needs: [{ met: true, state: 'Done.' }, { met: true }] }])
  expect(JSON.stringify(page.steps)).not.toMatch(/metAt|Ms"|completedAt|T\d\d:\d\d/)
})

test('a champion sees their own cohorts’ people, others everybody of their migration, learners and admins nobody', async () => {
  const room = await aRoom()
  await expect(personPageOf(room.tomasz, room.rosa.personId, NOW)).rejects.toMatchObject({ kind: 'missing' })
  expect((await personPageOf(await aTrainer(room), room.rosa.personId, NOW)).person.name).toBe('Rosa Lind')
  await expect(personPageOf(await aTrainer(), room.rosa.personId, NOW)).rejects.toMatchObject({ kind: 'missing' })
  await expect(personPageOf(await aLead(room), 'not-an-id', NOW)).rejects.toMatchObject({ kind: 'missing' })
  for (const stranger of [room.max, await anAdmin(room)]) {
    await expect(personPageOf(stranger, room.lena.personId, NOW)).rejects.toMatchObject({ kind: 'forbidden' })
  }
  await sql`UPDATE cohort_champion SET "to" = current_date WHERE person_id = ${room.tomasz.personId}`
  await expect(personPageOf(room.tomasz, room.lena.personId, NOW)).rejects.toMatchObject({ kind: 'missing' })
})

test('people are found by words of their name, with or without accents, as far as the viewer sees them', async () => {
  const room = await aRoom()
  const names = async (viewer: Parameters<typeof findPeople>[0], words: string) =>
    (await findPeople(viewer, words, NOW)).people.map(({ name }) => name)
  expect(await names(room.tomasz, '')).toEqual(['Lena Brandt', 'Max Öber'])
  expect(await names(room.tomasz, 'ober max')).toEqual(['Max Öber'])
  expect(await names(room.tomasz, 'rosa')).toEqual([])
  expect(await names(await aTrainer(room), 'rosa')).toEqual(['Rosa Lind'])
  expect(await names(room.tomasz, '%')).toEqual([])
  await sql`UPDATE person SET left_on = '2026-01-01' WHERE id = ${room.max.personId}`
  expect(await findPeople(room.tomasz, '', NOW)).toMatchObject({ total: 1, people: [{ name: 'Lena Brandt' }] })
})
