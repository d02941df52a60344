import { beforeEach, expect, test } from 'vitest'
import type { Viewer } from '#app/domain/identity/viewer.ts'
import { sql } from '#app/platform/database/sql.server.ts'
import { aReport, aTaughtModule, type TaughtModule } from '#tests/makers/confusion.ts'
import { aLead, aLearner, aMigration, aTrainer, type MadeMigration } from '#tests/makers/people.ts'
import { answerTrouble } from './answer.server.ts'
import { actOnSeveral } from './several.server.ts'
import { SeveralInput } from './several-input.ts'
import { troubleDetail } from './trouble-detail.server.ts'

const asOf = new Date('2026-03-02T08:00:00Z')
const now = new Date('2026-03-02T09:00:00Z')

let migration: MadeMigration
let module: TaughtModule
let jonas: Viewer
let ines: Viewer
let ids: string[]
let people: Viewer[]

beforeEach(async () => {
  migration = await aMigration()
  module = await aTaughtModule(migration)
  jonas = await aLead({ migration, name: 'Jonas' })
  ines = await aLead({ migration, name: 'Ines' })
  people = [await aLearner({ migration }), await aLearner({ migration }), await aLearner({ migration })]
  const words = ['First?', 'Second?', 'Third?']
  const reports = people.map((person, place) => aReport(person, module, { words: words[place] ?? '', now: asOf }))
  ids = (await Promise.all(reports)).map(({ clusterId }) => clusterId)
})

const done = async (parts: object, by = jonas) => {
  const input = SeveralInput.parse({ id: ids, asOf: asOf.toISOString(), ...parts })
  return await actOnSeveral(by, input, now)
}
const details = async () => await Promise.all(ids.map((id) => troubleDetail(jonas, id)))

test('several are given to somebody, who is told of all of them once', async () => {
  expect(await done({ act: 'assign', assigneeId: ines.personId })).toEqual({ count: 3, leftOut: [] })
  expect((await details()).map(({ owner, steps }) => [owner, steps.length])).toEqual(Array(3).fill(['Ines', 1]))
  const notices = await sql`SELECT title, link FROM notice WHERE person_id = ${ines.personId}`
  expect(notices).toEqual([{ title: 'Jonas gave you 3 questions to answer.', link: '/confusion?view=mine' }])
  expect(await done({ act: 'assign', assigneeId: ines.personId })).toMatchObject({ count: 3 })
  expect((await details())[0]?.steps).toHaveLength(1)
  await expect(done({ act: 'assign', assigneeId: people[0]?.personId })).rejects.toMatchObject({ kind: 'invalid' })
})

test('what is resolved, or was acted on meanwhile, is named and left alone', async () => {
  const [first, second] = ids as [string, string]
  await answerTrouble(ines, first, { seen: 'none', words: 'So.', public: false }, new Date(asOf.getTime() + 60_000))
  await done({ id: [second, second], act: 'explanation', words: 'Net.' })
  expect(await done({ act: 'severity', severity: 'major' })).toEqual({
    count: 1,
    leftOut: expect.arrayContaining([
      { question: 'First?', why: 'was left alone: Ines answered this meanwhile' },
      { question: 'Second?', why: 'is resolved' },
    ]),
  })
  expect((await details()).map(({ severity }) => severity)).toEqual(['minor', 'minor', 'major'])
  await expect(done({ id: [first], act: 'will not change', words: 'No.' })).rejects.toMatchObject({
    kind: 'conflict',
    message: '“First?” was left alone: Ines answered this meanwhile.',
  })
})

test('several are resolved in the same words, and everyone in them is told', async () => {
  expect(await done({ act: 'will not change', words: 'It has to stay.' })).toMatchObject({ count: 3 })
  expect((await details()).map(({ resolved }) => resolved?.outcome.kind)).toEqual(Array(3).fill('will not change'))
  for (const { personId } of people) {
    const told = await sql`SELECT FROM notice WHERE person_id = ${personId} AND words LIKE '%It has to stay.%'`
    expect(told).toHaveLength(1)
  }
})

test('several become one; two leads who join them differently at once get one as well', async () => {
  const [first, , third] = ids as [string, string, string]
  const both = await Promise.all([done({ act: 'merge', into: first }), done({ act: 'merge', into: third }, ines)])
  expect(both.map(({ count }) => count).sort()).toEqual([0, 2])
  const roots = await sql`SELECT FROM confusion_cluster WHERE migration_id = ${migration.id} AND merged_into_id IS NULL`
  expect(roots).toHaveLength(1)
})

test('nothing at all is done where one is of another migration, or the viewer does not triage', async () => {
  const other = await aMigration()
  const foreign = await aReport(await aLearner({ migration: other }), await aTaughtModule(other))
  const asked = { id: [...ids, foreign.clusterId], act: 'severity', severity: 'blocking' }
  await expect(done(asked)).rejects.toMatchObject({ kind: 'missing' })
  expect((await details()).map(({ severity }) => severity)).toEqual(['minor', 'minor', 'minor'])
  const trainer = await aTrainer({ migration })
  await expect(done({ act: 'severity', severity: 'major' }, trainer)).rejects.toMatchObject({ kind: 'forbidden' })
})

test.each([
  ['severity', { act: 'severity' }],
  ['words', { act: 'explanation' }],
  ['into', { act: 'merge' }],
  ['id', { act: 'assign', id: [] }],
  ['act', { act: 'forget' }],
])('what is missing is said beside %s', (field, parts) => {
  const { error } = SeveralInput.safeParse({ id: ids, asOf: asOf.toISOString(), ...parts })
  expect(error?.issues.map(({ path }) => path[0])).toContain(field)
})
