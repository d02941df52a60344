import { expect, test } from 'vitest'
import { noticesOf } from '#app/domain/notices/notices.server.ts'
import { choosePreferences } from '#app/domain/notices/preferences.server.ts'
import { sql } from '#app/platform/database/sql.server.ts'
import { aCohort } from '#tests/makers/cohorts.ts'
import { aChampion, aLead, aLearner, aMigration } from '#tests/makers/people.ts'
import { nudge, recipientsIn } from './nudges.server.ts'

const NOW = new Date('2026-03-10T09:00Z')
const VALUES = { 'milestone.name': 'Cutover', 'champion.firstName': 'Tomasz' }

async function aRoom() {
  const migration = await aMigration({ timeZone: 'Europe/Lisbon' })
  const lena = await aLearner({ migration, name: 'Lena Brandt' })
  const max = await aLearner({ migration, name: 'Max Adler' })
  const rosa = await aLearner({ migration, name: 'Rosa Lind' })
  const tomasz = await aChampion({ migration, name: 'Tomasz Nowak' })
  const cohort = await aCohort(migration, { champions: [tomasz], members: [lena, max] })
  return { migration, lena, max, rosa, tomasz, cohort, both: [lena.personId, max.personId] }
}

const told = async (viewer: Parameters<typeof noticesOf>[0]) =>
  (await noticesOf(viewer, { unread: false, before: null })).notices.map(({ title, words }) => ({ title, words }))
const mailsTo = async ({ personId }: { personId: string }) => sql`SELECT FROM mail WHERE person_id = ${personId}`

test('each reads their own name, here and by mail, and by mail only who wants it', async () => {
  const room = await aRoom()
  await choosePreferences(room.max, { mail: [] })
  const input = {
    person: room.both,
    words: 'Hello {{learner.firstName}}, {{milestone.name}} is near. {{champion.firstName}}',
  }
  expect(await nudge(room.tomasz, room.cohort.id, input, VALUES, NOW)).toEqual({
    nudged: ['Lena Brandt', 'Max Adler'],
    left: [],
  })
  expect(await told(room.lena)).toEqual([
    { title: 'A reminder from Tomasz Nowak.', words: 'Hello Lena, Cutover is near. Tomasz' },
  ])
  expect(await told(room.max)).toHaveLength(1)
  expect([(await mailsTo(room.lena)).length, (await mailsTo(room.max)).length]).toEqual([1, 0])
  const { people } = await recipientsIn(room.tomasz, room.cohort.id, room.both, NOW)
  expect(people.map(({ getsMail, nudgedBy }) => [getsMail, nudgedBy])).toEqual([
    [true, 'Tomasz Nowak'],
    [false, 'Tomasz Nowak'],
  ])
})

test('nobody is reminded twice on a day of the migration, also by two at once; the next day they may be', async () => {
  const room = await aRoom()
  const lead = await aLead({ migration: room.migration, name: 'Ines Duarte' })
  const input = { person: [room.lena.personId], words: 'Hello.' }
  const both = await Promise.all([room.tomasz, lead].map((by) => nudge(by, room.cohort.id, input, VALUES, NOW)))
  expect(both.map(({ nudged }) => nudged.length).sort()).toEqual([0, 1])
  const evening = new Date('2026-03-10T23:30Z')
  const [late, next] = [await nudge(lead, room.cohort.id, input, VALUES, evening), new Date('2026-03-11T00:30Z')]
  expect(late.left).toMatchObject([
    { name: 'Lena Brandt', why: expect.stringMatching(/^reminded today by (Tomasz|Ines)/) },
  ])
  expect((await nudge(lead, room.cohort.id, input, VALUES, next)).nudged).toEqual(['Lena Brandt'])
  expect(await told(room.lena)).toHaveLength(2)
})

test('a place that nothing fills is refused with its name, and nobody is told', async () => {
  const room = await aRoom()
  const say = (words: string) => nudge(room.tomasz, room.cohort.id, { person: room.both, words }, VALUES, NOW)
  await expect(say('Hello {{learner.firstNam}}')).rejects.toMatchObject({
    kind: 'invalid',
    field: 'words',
    message: expect.stringContaining('Unknown variable {{learner.firstNam}}. Did you mean'),
  })
  await expect(say('See you on {{session.date}}')).rejects.toMatchObject({
    kind: 'invalid',
    message: 'Nothing fills [date of the next session]: write it out.',
  })
  expect(await told(room.lena)).toEqual([])
})

test('only people of the cohort are reminded, and only by whoever leads or keeps it', async () => {
  const room = await aRoom()
  const input = { person: [room.rosa.personId, room.lena.personId], words: 'Hello.' }
  const stranger = await aChampion({ migration: room.migration })
  await expect(nudge(stranger, room.cohort.id, input, VALUES, NOW)).rejects.toMatchObject({ kind: 'missing' })
  await expect(nudge(room.lena, room.cohort.id, input, VALUES, NOW)).rejects.toMatchObject({ kind: 'forbidden' })
  expect((await nudge(room.tomasz, room.cohort.id, input, VALUES, NOW)).nudged).toEqual(['Lena Brandt'])
  const nobody = { person: [room.rosa.personId], words: 'Hello.' }
  await expect(nudge(room.tomasz, room.cohort.id, nobody, VALUES, NOW)).rejects.toMatchObject({ kind: 'invalid' })
  expect(await told(room.rosa)).toEqual([])
})
