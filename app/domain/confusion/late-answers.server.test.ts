import { beforeEach, expect, test } from 'vitest'
import type { Viewer } from '#app/domain/identity/viewer.ts'
import { sql } from '#app/platform/database/sql.server.ts'
import { aReport, aTaughtModule, type TaughtModule } from '#tests/makers/confusion.ts'
import { aLead, aLearner, aMigration, aTrainer, type MadeMigration } from '#tests/makers/people.ts'
import { setTargets, targetsFor } from './answer-targets.server.ts'
import { boardOf } from './board.server.ts'
import { boardFilterOf } from './board.ts'
import { tellOfLateAnswers } from './late-answers.server.ts'
import { setOwner } from './owner.server.ts'
import { reopenTrouble } from './reopening.server.ts'
import { resolveTrouble } from './resolution.server.ts'
import { troubleDetail } from './trouble-detail.server.ts'

// A Monday; nobody works on the Tuesday after it.
const at = (day: number, hour: number) => new Date(Date.UTC(2026, 2, 1 + day, hour))
const input = {
  ...{ version: 0, days: [1, 2, 3, 4, 5], opensAt: 480, closesAt: 1020, holidays: ['2026-03-03'] },
  ...{ blocking: 4, major: 16, minor: 40 },
}

let migration: MadeMigration
let module: TaughtModule
let jonas: Viewer
let ines: Viewer

beforeEach(async () => {
  migration = await aMigration()
  await sql`UPDATE migration SET time_zone = 'UTC' WHERE id = ${migration.id}`
  module = await aTaughtModule(migration)
  const viewers = [await aLead({ migration, name: 'Jonas' }), await aLead({ migration, name: 'Ines' })]
  ;[jonas, ines] = viewers.map((lead) => ({ ...lead, migration: { ...lead.migration, timeZone: 'UTC' } })) as [
    Viewer,
    Viewer,
  ]
  await setTargets(jonas, input, at(1, 8))
})

const toldTo = async ({ personId }: Viewer) =>
  await sql<{ title: string; words: string; mails: number }>`
    SELECT title, words, (SELECT count(*) FROM mail m WHERE m.notice_id = n.id) AS mails FROM notice n
    WHERE person_id = ${personId} AND key ~ '^confusion:(near|over)' ORDER BY at, id`
const stuck = async (now: Date) =>
  await aReport(await aLearner({ migration }), module, { blocking: true, words: 'Post stays grey.', now })

test('every lead is told once when the time is nearly over, and once when it is', async () => {
  await stuck(at(1, 14))
  await tellOfLateAnswers(at(1, 16))
  expect(await toldTo(jonas)).toEqual([])
  await Promise.all([tellOfLateAnswers(at(2, 12)), tellOfLateAnswers(at(2, 12))])
  await tellOfLateAnswers(at(3, 8))
  await Promise.all([tellOfLateAnswers(at(3, 10)), tellOfLateAnswers(at(3, 10))])
  await tellOfLateAnswers(at(5, 10))
  for (const lead of [jonas, ines]) {
    expect(await toldTo(lead)).toEqual([
      { title: 'A question has to be answered soon.', words: '“Post stays grey.” (blocking)', mails: 1 },
      { title: 'A question waits longer than agreed.', words: '“Post stays grey.” (blocking)', mails: 1 },
    ])
  }
  const [row] = (await boardOf(jonas, boardFilterOf(new URLSearchParams()), at(3, 10))).rows
  expect(row?.clock).toEqual({ state: 'over', ms: 3_600_000, dayMs: 9 * 3_600_000 })
})

test('the owner alone is told; without one who is here, the leads; and again when it is open again', async () => {
  const { clusterId } = await stuck(at(1, 8))
  await setOwner(ines, clusterId, { seen: 'none', severity: 'blocking', assigneeId: ines.personId }, at(1, 8))
  await tellOfLateAnswers(at(1, 15))
  expect([(await toldTo(jonas)).length, (await toldTo(ines)).length]).toEqual([0, 1])
  const seen = async () => (await troubleDetail(jonas, clusterId)).newestAction
  await resolveTrouble(jonas, clusterId, { seen: await seen(), kind: 'explanation', words: 'So.' }, at(1, 16))
  await reopenTrouble(jonas, clusterId, { seen: await seen() }, at(3, 8))
  await sql`UPDATE person SET left_on = '2026-03-04' WHERE id = ${ines.personId}`
  expect(await troubleDetail(jonas, clusterId)).toMatchObject({ owner: 'Ines', ownerLeft: true })
  await tellOfLateAnswers(at(3, 13))
  expect([(await toldTo(jonas)).length, (await toldTo(ines)).length]).toEqual([1, 1])
  await setOwner(jonas, clusterId, { seen: await seen(), severity: 'major', assigneeId: ines.personId }, at(3, 13))
  const taken = { seen: await seen(), severity: 'major', assigneeId: jonas.personId } as const
  await setOwner(jonas, clusterId, taken, at(3, 14))
  expect(await troubleDetail(jonas, clusterId)).toMatchObject({ owner: 'Jonas', ownerLeft: false })
})

test('many at once are one notice', async () => {
  for (let count = 0; count < 7; count++) await stuck(at(1, 8))
  expect(await tellOfLateAnswers(at(1, 13))).toBe(7)
  expect(await toldTo(jonas)).toMatchObject([
    { title: '7 questions wait longer than agreed.', words: expect.stringMatching(/\n\nAnd 2 more\.$/) },
  ])
})

test('targets are set by leads, one after the other', async () => {
  await expect(setTargets(ines, input, at(1, 9))).rejects.toMatchObject({ kind: 'conflict' })
  await setTargets(ines, { ...input, version: 1, blocking: 2 }, at(1, 9))
  expect(await targetsFor(jonas)).toMatchObject({ version: 2, hours: { blocking: 2 }, holidays: ['2026-03-03'] })
  const trainer = await aTrainer({ migration })
  await expect(setTargets(trainer, { ...input, version: 2 }, at(1, 9))).rejects.toMatchObject({ kind: 'forbidden' })
  expect(await targetsFor(trainer)).toMatchObject({ opensAt: 480 })
})
