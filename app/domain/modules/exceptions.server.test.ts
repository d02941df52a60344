import { expect, test } from 'vitest'
import type { Viewer } from '#app/domain/identity/viewer.ts'
import { sql } from '#app/platform/database/sql.server.ts'
import { aLesson } from '#tests/makers/lessons.ts'
import { aModule, anAssignment, aPlannedMilestone } from '#tests/makers/modules.ts'
import { aLead, aLearner, aMigration, anAudience, aTrainer } from '#tests/makers/people.ts'
import { addDays, dayInWords, localDay } from '../migrations/local-days.ts'
import { homeOf } from '../progress/home.server.ts'
import { modulePageOf } from '../progress/module-page.server.ts'
import { exceptPerson, withdrawException } from './exceptions.server.ts'

const NOW = new Date()
const TODAY = localDay(NOW, 'Europe/London')
const WAIVED = { kind: 'waived', reason: 'You taught this in the old product.' } as const
const more = (days: number) =>
  ({ kind: 'extended', reason: 'On leave until May.', dueOn: addDays(TODAY, days) }) as const

async function anAsked() {
  const migration = await aMigration()
  const lead = await aLead({ migration, name: 'Ingrid' })
  const audience = await anAudience(migration)
  const milestone = await aPlannedMilestone(migration, { date: addDays(TODAY, 21) })
  const lena = await aLearner({ migration, audiences: [audience] })
  const module = await aModule(migration, { compiled: aLesson({ title: 'Approve' }) })
  const assignment = await anAssignment(module, { milestone, audience })
  return { migration, lead, audience, milestone, lena, module, assignment }
}

const noticesOf = ({ personId }: Viewer) =>
  sql`SELECT title, words FROM notice WHERE person_id = ${personId} ORDER BY id`

test('a waived module leaves the list, and the learner reads by whom and why', async () => {
  const { lead, lena, module, assignment } = await anAsked()
  await exceptPerson(lead, lena.personId, assignment.id, WAIVED, NOW)
  const home = await homeOf(lena, NOW)
  expect(home).toMatchObject({ todo: [], assigned: 0 })
  expect(home.exceptions).toMatchObject([
    { slug: module.slug, dueOn: null, reason: WAIVED.reason, by: 'Ingrid', on: TODAY },
  ])
  expect(await modulePageOf(lena, module.slug, NOW)).toMatchObject({ exceptions: [{ reason: WAIVED.reason }] })
  expect(await noticesOf(lena)).toEqual([{ title: 'You need not do Approve.', words: `Ingrid: ${WAIVED.reason}` }])
})

test('more time moves the day for one person, and says so', async () => {
  const { migration, lead, audience, lena, assignment } = await anAsked()
  const max = await aLearner({ migration, audiences: [audience] })
  await exceptPerson(lead, lena.personId, assignment.id, more(60), NOW)
  expect((await homeOf(lena, NOW)).todo[0]?.due).toMatchObject({ daysLeft: 60, why: 'extended' })
  expect((await homeOf(max, NOW)).todo[0]?.due).toMatchObject({ daysLeft: 21, why: 'milestone' })
  expect(await noticesOf(lena)).toEqual([
    {
      title: 'You have more time for Approve.',
      words: `Until ${dayInWords(addDays(TODAY, 60))}. Ingrid: On leave until May.`,
    },
  ])
})

test('it holds for every audience through which the person is asked', async () => {
  const { migration, lead, milestone, lena, module, assignment } = await anAsked()
  const second = await anAudience(migration)
  await sql`
    INSERT INTO membership (id, person_id, audience_id, "from")
    VALUES (gen_random_uuid(), ${lena.personId}, ${second.id}, '2026-01-01')`
  await anAssignment(module, { milestone, audience: second })
  await exceptPerson(lead, lena.personId, assignment.id, WAIVED, NOW)
  expect((await homeOf(lena, NOW)).todo).toEqual([])
})

test('an exception is replaced by the next, and taken back once', async () => {
  const { lead, lena, assignment } = await anAsked()
  await exceptPerson(lead, lena.personId, assignment.id, WAIVED, NOW)
  await exceptPerson(lead, lena.personId, assignment.id, more(30), NOW)
  expect((await homeOf(lena, NOW)).exceptions).toMatchObject([{ dueOn: addDays(TODAY, 30) }])
  await withdrawException(lead, lena.personId, assignment.id, NOW)
  await withdrawException(lead, lena.personId, assignment.id, NOW)
  const home = await homeOf(lena, NOW)
  expect(home.exceptions).toEqual([])
  expect(home.todo[0]?.due).toMatchObject({ daysLeft: 21 })
  expect(await noticesOf(lena)).toHaveLength(3)
  const kept = await sql`
    SELECT withdrawn_by_id AS by FROM assignment_exception WHERE person_id = ${lena.personId} AND withdrawn_at IS NOT NULL`
  expect(kept).toEqual([{ by: lead.personId }, { by: lead.personId }])
})

test('the audit log names the person, the act and the day, and no reason', async () => {
  const { lead, lena, module, assignment } = await anAsked()
  await exceptPerson(lead, lena.personId, assignment.id, more(30), NOW)
  await withdrawException(lead, lena.personId, assignment.id, new Date(NOW.getTime() + 1_000))
  const entries = await sql`
    SELECT action, before, after FROM audit_entry WHERE subject_id = ${lena.personId} ORDER BY at`
  expect(entries).toMatchObject([
    {
      action: 'assignment.extended',
      before: null,
      after: { module: module.slug, waived: false, dueOn: addDays(TODAY, 30), reason: '…' },
    },
    { action: 'assignment.asked-again', before: { dueOn: addDays(TODAY, 30) }, after: null },
  ])
})

test('more time is later than the day that they have, and not in the past', async () => {
  const { lead, lena, assignment } = await anAsked()
  const give = (days: number) => exceptPerson(lead, lena.personId, assignment.id, more(days), NOW)
  await expect(give(20)).rejects.toMatchObject({ kind: 'invalid', field: 'dueOn' })
  await expect(give(-1)).rejects.toMatchObject({ kind: 'invalid', field: 'dueOn' })
})

test('only a lead makes exceptions, of people who are asked', async () => {
  const { migration, lead, lena, assignment } = await anAsked()
  const trainer = await aTrainer({ migration })
  await expect(exceptPerson(trainer, lena.personId, assignment.id, WAIVED, NOW)).rejects.toMatchObject({
    kind: 'forbidden',
  })
  const stranger = await aLearner({ migration })
  await expect(exceptPerson(lead, stranger.personId, assignment.id, WAIVED, NOW)).rejects.toMatchObject({
    kind: 'missing',
  })
  await expect(exceptPerson(await aLead(), lena.personId, assignment.id, WAIVED, NOW)).rejects.toMatchObject({
    kind: 'missing',
  })
  await expect(exceptPerson(lead, 'nobody', 'nothing', WAIVED, NOW)).rejects.toMatchObject({ kind: 'missing' })
})
