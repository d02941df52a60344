import { expect, test } from 'vitest'
import type { Viewer } from '#app/domain/identity/viewer.ts'
import { sql } from '#app/platform/database/sql.server.ts'
import { newId } from '#app/platform/ids.ts'
import { aLearner } from '#tests/makers/people.ts'
import { anInvited, aPlanned, aRoom, NOW } from '#tests/makers/sessions.ts'
import { summaryOf } from '../running/summary.server.ts'
import { followUp } from './follow-up.server.ts'
import { inviteesOf, inviteWholeCohort, sendInvitations, settleInvitations } from './invitations.server.ts'
import { replyTo } from './replies.server.ts'
import { SessionInput } from './session-input.ts'
import { plannedSession, repliesTo } from './sessions.server.ts'

/** A session that is over, from which two of three were absent, and whoever leads the cohort. */
async function aMissed() {
  const room = await aRoom(3)
  const [there, lena, max] = room.learners as [Viewer, Viewer, Viewer]
  await sql`INSERT INTO cohort_member (id, cohort_id, person_id, "from") VALUES (${newId()}, ${room.cohort.id}, ${room.tomasz.personId}, '2026-01-05')`
  const id = await aPlanned(room, { title: 'The missed one' })
  const [opened, closed] = [new Date(NOW.getTime() - 7_200_000), new Date(NOW.getTime() - 3_600_000)]
  await sql`UPDATE cohort_session SET starts_at = ${opened}, opened_at = ${opened} WHERE id = ${id}`
  await sql`INSERT INTO attendance (session_id, person_id, at, source) VALUES (${id}, ${there.personId}, ${opened}, 'check-in')`
  const address = { cohort: room.cohort.id, session: id }
  await expect(followUp(room.tomasz, address, NOW)).rejects.toMatchObject({ kind: 'conflict' })
  await sql`UPDATE cohort_session SET closed_at = ${closed} WHERE id = ${id}`
  return { ...room, room, there, lena, max, address, follow: () => followUp(room.tomasz, address, NOW) }
}

const titlesOf = async ({ personId }: Viewer) =>
  (await sql<{ title: string }>`SELECT title FROM notice WHERE person_id = ${personId} ORDER BY id`).map(
    ({ title }) => title,
  )

test('nothing is planned: it answers for whom to plan, and such a session invites them and nobody else', async () => {
  const { room, lena, max, there, cohort, tomasz, follow } = await aMissed()
  expect(await follow()).toEqual({ outcome: 'none', people: [lena.personId, max.personId] })
  const id = await aPlanned(room, { only: 'some', people: [lena.personId, max.personId] })
  expect((await plannedSession(tomasz, cohort.id, id, NOW)).chosen).toEqual(['Learner 02', 'Learner 03'])
  expect((await inviteesOf(tomasz, cohort.id, id, NOW)).map(({ name }) => name)).toEqual(['Learner 02', 'Learner 03'])
  expect(await sendInvitations(tomasz, cohort.id, id, NOW)).toBe(2)
  await settleInvitations(NOW)
  expect((await repliesTo({ id })).silent.map(({ name }) => name)).toEqual(['Learner 02', 'Learner 03'])
  await sql`UPDATE cohort_session SET opened_at = ${NOW} WHERE id = ${id}`
  const { people } = await summaryOf(tomasz, { cohort: cohort.id, session: id }, NOW)
  expect(people.map(({ name }) => name)).toEqual(['Learner 02', 'Learner 03'])
  await sql`UPDATE cohort_session SET opened_at = NULL WHERE id = ${id}`
  // Its leader is in the cohort too.
  expect(await inviteWholeCohort(tomasz, cohort.id, id, NOW)).toBe(2)
  expect(await titlesOf(there)).toEqual(['Invitation: Invoices together'])
})

test('the next session has invited nobody: those who were absent are invited, once, and the others when all are', async () => {
  const { room, lena, max, there, cohort, tomasz, follow } = await aMissed()
  const id = await aPlanned(room)
  const answers = await Promise.all([follow(), follow()])
  expect(answers.map((one) => 'told' in one && one.told).toSorted()).toEqual([0, 2])
  await settleInvitations(NOW)
  for (const absent of [lena, max]) expect(await titlesOf(absent)).toEqual(['Invitation: Invoices together'])
  expect(await titlesOf(there)).toEqual([])
  expect(await inviteWholeCohort(tomasz, cohort.id, id, NOW)).toBe(2)
  expect(await titlesOf(there)).toEqual(['Invitation: Invoices together'])
  expect(await titlesOf(lena)).toHaveLength(1)
})

test('everybody was invited long before: whoever has not said that they come is asked again, once', async () => {
  const { room, lena, max, there, follow } = await aMissed()
  const id = await anInvited(room)
  await sql`UPDATE session_invitation SET invited_at = ${new Date(NOW.getTime() - 86_400_000)} WHERE session_id = ${id}`
  await replyTo(max, id, { reply: 'coming', words: null }, NOW)
  expect(await follow()).toEqual({ outcome: 'invited', told: 1, title: 'Invoices together' })
  expect(await follow()).toMatchObject({ told: 0 })
  expect((await titlesOf(lena)).toSorted()).toEqual(['Do you come? Invoices together', 'Invitation: Invoices together'])
  for (const other of [max, there]) expect(await titlesOf(other)).toHaveLength(1)
})

test('a session for some is for people of the cohort, and for at least one', async () => {
  const { room } = await aMissed()
  const stranger = await aLearner({ migration: room.migration })
  await expect(aPlanned(room, { only: 'some', people: [stranger.personId] })).rejects.toMatchObject({ field: 'people' })
  expect(SessionInput.safeParse({ ...room.plan(), only: 'some', people: [] }).success).toBe(false)
})
