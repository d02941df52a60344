import ICAL from 'ical.js'
import { expect, test } from 'vitest'
import type { Viewer } from '#app/domain/identity/viewer.ts'
import { sql } from '#app/platform/database/sql.server.ts'
import { newId } from '#app/platform/ids.ts'
import { aLearner } from '#tests/makers/people.ts'
import { aPlaybook } from '#tests/makers/playbooks.ts'
import { anInvited, aPlanned, aRoom, change, DAY, NOW } from '#tests/makers/sessions.ts'
import { cancelSession } from './cancel-session.server.ts'
import { inviteesOf, sendInvitations, settleInvitations } from './invitations.server.ts'
import { remindOfSessions } from './reminders.server.ts'
import { replyTo } from './replies.server.ts'
import { ownSession, plannedSession, repliesTo } from './sessions.server.ts'

/** What a person was sent about sessions, first to last, with the event in each calendar. */
async function mailTo({ personId }: Viewer) {
  const mails = await sql<{ subject: string; calendar: string | null; thread: string | null }>`
    SELECT subject, calendar, thread FROM mail WHERE person_id = ${personId}::uuid ORDER BY id`
  return mails.map((mail) => ({ ...mail, ...(mail.calendar ? eventIn(mail.calendar) : {}) }))
}

function eventIn(text: string) {
  const calendar = new ICAL.Component(ICAL.parse(text))
  const event = new ICAL.Event(calendar.getFirstSubcomponent('vevent') as ICAL.Component)
  for (const zone of calendar.getAllSubcomponents('vtimezone')) ICAL.TimezoneService.register(zone)
  return {
    method: calendar.getFirstPropertyValue('method'),
    uid: event.uid,
    sequence: event.sequence,
    start: event.startDate.toJSDate().toISOString(),
    zone: event.startDate.zone?.tzid,
    location: event.location,
    status: event.component.getFirstPropertyValue('status'),
  }
}

const titlesOf = async ({ personId }: Viewer) =>
  (await sql<{ title: string }>`SELECT title FROM notice WHERE person_id = ${personId}::uuid ORDER BY id`).map(
    ({ title }) => title,
  )

const [coming, notComing] = [{ reply: 'coming', words: null } as const, { reply: 'not coming', words: null } as const]

test('a plan tells nobody; invitations are sent once, and the playbook becomes the cohort’s own copy', async () => {
  const room = await aRoom()
  const playbook = await aPlaybook(room.migration)
  const id = await aPlanned(room, { playbook: playbook.id })
  const [lena] = room.learners as [Viewer]
  expect(await titlesOf(lena)).toEqual([])
  await expect(ownSession(lena, id, NOW)).rejects.toMatchObject({ kind: 'missing' })
  expect((await plannedSession(room.tomasz, room.cohort.id, id, NOW)).playbook).toMatchObject({ slug: playbook.slug })
  expect(await inviteesOf(room.tomasz, room.cohort.id, id, NOW)).toMatchObject([{ mail: true }, { mail: true }])

  const sent = await Promise.all([1, 2, 3].map(() => sendInvitations(room.tomasz, room.cohort.id, id, NOW)))
  expect(sent.toSorted()).toEqual([0, 0, 2])
  expect(await titlesOf(lena)).toEqual(['Invitation: Invoices together'])
  expect(await ownSession(lena, id, NOW)).toMatchObject({ reply: null, place: 'Room 4', toCome: true })
})

test('one event is invited, changed and cancelled: the same UID, a higher number each time, and each told once', async () => {
  const room = await aRoom(1)
  const [lena] = room.learners as [Viewer]
  const id = await anInvited(room)
  expect(await change(room, id, { words: 'Bring an invoice.' })).toEqual({ outcome: 'saved', told: 0, sessions: 1 })
  expect(await change(room, id, { place: 'Room 7' })).toMatchObject({ told: 1 })
  expect(await change(room, id, { place: 'Room 7' })).toMatchObject({ told: 0 })
  const cancel = { words: 'The room is flooded.', scope: 'this' } as const
  await cancelSession(room.tomasz, room.cohort.id, id, cancel, NOW)
  await expect(cancelSession(room.tomasz, room.cohort.id, id, cancel, NOW)).rejects.toMatchObject({ kind: 'conflict' })

  const mails = await mailTo(lena)
  const uid = `${id}@127.0.0.1`
  expect(mails).toMatchObject([
    { method: 'REQUEST', uid, sequence: 0, location: 'Room 4', status: 'CONFIRMED', zone: 'Europe/London' },
    { method: 'REQUEST', uid, sequence: 1, location: 'Room 7', status: 'CONFIRMED' },
    { method: 'CANCEL', uid, sequence: 2, status: 'CANCELLED' },
  ])
  expect(new Set(mails.map(({ thread }) => thread)).size).toBe(1)
  expect(new Set(mails.map(({ start }) => start)).size).toBe(1)
  expect(await ownSession(lena, id, NOW)).toMatchObject({ cancelWords: 'The room is flooded.' })
})

test('who joins later is invited, who leaves is told so, and who comes back is told with a number above that', async () => {
  const room = await aRoom(1)
  const id = await anInvited(room)
  const late = await aLearner({ migration: room.migration })
  const [member] = [newId()]
  await sql`INSERT INTO cohort_member (id, cohort_id, person_id, "from") VALUES (${member}, ${room.cohort.id}, ${late.personId}, '2026-01-05')`
  await Promise.all([settleInvitations(NOW), settleInvitations(NOW)])
  await sql`UPDATE cohort_member SET "to" = '2026-02-01' WHERE id = ${member}`
  await Promise.all([settleInvitations(NOW), settleInvitations(NOW)])
  await expect(replyTo(late, id, coming, NOW)).rejects.toMatchObject({ kind: 'missing' })
  await sql`UPDATE cohort_member SET "to" = NULL WHERE id = ${member}`
  await settleInvitations(NOW)
  await change(room, id, { time: '11:00' })
  expect(await mailTo(late)).toMatchObject([
    { method: 'REQUEST', sequence: 0 },
    { method: 'CANCEL', sequence: 1 },
    { method: 'REQUEST', sequence: 2 },
    { method: 'REQUEST', sequence: 3 },
  ])
})

test('whoever leads the session and is in the cohort need not say that they come', async () => {
  const room = await aRoom(1)
  await sql`INSERT INTO cohort_member (id, cohort_id, person_id, "from") VALUES (${newId()}, ${room.cohort.id}, ${room.tomasz.personId}, '2026-01-05')`
  const id = await anInvited(room, { capacity: 1 })
  expect((await repliesTo({ id })).coming.map(({ name }) => name)).toEqual(['Tomasz Nowak'])
  expect(await replyTo(room.learners[0] as Viewer, id, coming, NOW)).toBe('waiting')
})

test('without mail, by choice, the notice stays', async () => {
  const room = await aRoom(1)
  const [lena] = room.learners as [Viewer]
  await sql`INSERT INTO notice_preference (person_id, kind, mail) VALUES (${lena.personId}, 'session', false)`
  const id = await aPlanned(room)
  expect(await inviteesOf(room.tomasz, room.cohort.id, id, NOW)).toMatchObject([{ mail: false }])
  await sendInvitations(room.tomasz, room.cohort.id, id, NOW)
  expect(await titlesOf(lena)).toEqual(['Invitation: Invoices together'])
  expect(await mailTo(lena)).toEqual([])
})

test('twenty replies at once fill eight places, and each place that is given back goes to the first in line', async () => {
  const room = await aRoom(20)
  const id = await anInvited(room, { capacity: 8 })
  const replies = await Promise.all(room.learners.map((learner) => replyTo(learner, id, coming, NOW)))
  expect(replies.filter((reply) => reply === 'coming')).toHaveLength(8)
  const line = (await repliesTo({ id })).waiting
  expect(line).toHaveLength(12)

  const leaving = room.learners.filter((_, place) => replies[place] === 'coming').slice(0, 3)
  await Promise.all(leaving.map((learner) => replyTo(learner, id, notComing, NOW)))
  const after = await repliesTo({ id })
  expect(after.coming).toHaveLength(8)
  expect(after.waiting.map((one) => one.id)).toEqual(line.slice(3).map((one) => one.id))
  for (const { id: personId } of line.slice(0, 3)) {
    expect((await titlesOf({ personId } as Viewer)).toSorted()).toEqual([
      'Invitation: Invoices together',
      'You have a place: Invoices together',
    ])
  }
  const [fourth] = line.slice(3)
  const waiting = room.learners.find(({ personId }) => personId === fourth?.id) as Viewer
  expect(await ownSession(waiting, id, NOW)).toMatchObject({ reply: 'waiting', inLine: 1, coming: 8 })
  expect(await replyTo(waiting, id, coming, NOW)).toBe('waiting')
})

test('fewer places than are coming is a choice, and more places let the line in', async () => {
  const room = await aRoom(3)
  const id = await anInvited(room)
  for (const learner of room.learners) await replyTo(learner, id, coming, NOW)
  await expect(change(room, id, { capacity: 2 })).rejects.toMatchObject({ kind: 'conflict', field: 'over' })
  expect(await change(room, id, { capacity: 2, over: 'keep' })).toMatchObject({ outcome: 'saved' })
  expect((await repliesTo({ id })).coming).toHaveLength(3)
  await change(room, id, { capacity: 2, over: 'wait' })
  expect((await repliesTo({ id })).waiting.map(({ name }) => name)).toEqual(['Learner 03'])
  await change(room, id, { capacity: 3 })
  expect((await repliesTo({ id })).coming).toHaveLength(3)
})

test('replies close when the session begins, and nothing is changed after it', async () => {
  const room = await aRoom(1)
  const id = await anInvited(room)
  const begun = new Date(`${DAY}T12:00Z`)
  await expect(replyTo(room.learners[0] as Viewer, id, coming, begun)).rejects.toMatchObject({ kind: 'conflict' })
  await expect(change(room, id, { place: 'Room 7' }, begun)).rejects.toMatchObject({ kind: 'conflict' })
})

test('of two who change it from the same form the second is shown the conflict, and nothing is overwritten', async () => {
  const room = await aRoom()
  const id = await anInvited(room)
  const both = await Promise.all(['Room 7', 'Room 8'].map((place) => change(room, id, { place, version: 0 })))
  expect(both.map(({ outcome }) => outcome).toSorted()).toEqual(['conflict', 'saved'])
  const saved = both[0]?.outcome === 'saved' ? 'Room 7' : 'Room 8'
  expect(await plannedSession(room.tomasz, room.cohort.id, id, NOW)).toMatchObject({ place: saved, version: 1 })
})

test('who is coming or silent is reminded on the day before and an hour before, once each', async () => {
  const room = await aRoom(3)
  const id = await anInvited(room)
  const [lena, max, ada] = room.learners as [Viewer, Viewer, Viewer]
  await replyTo(lena, id, coming, NOW)
  await replyTo(max, id, notComing, NOW)
  const [{ at } = { at: NOW }] = await sql<{ at: Date }>`SELECT starts_at AS at FROM cohort_session WHERE id = ${id}`
  const before = (hours: number) => new Date(at.getTime() - hours * 3_600_000)
  const own = () =>
    sql<{
      count: number
    }>`SELECT count(*) FROM notice WHERE key LIKE ${`session:${id}:%-before:%`} AND person_id <> ${room.tomasz.personId}`
  for (const hours of [40, 30]) await remindOfSessions(before(hours))
  expect((await own())[0]?.count).toBe(0)
  await Promise.all([remindOfSessions(before(24)), remindOfSessions(before(24)), remindOfSessions(before(23))])
  expect((await own())[0]?.count).toBe(2)
  await Promise.all([remindOfSessions(before(1)), remindOfSessions(before(0.5))])
  expect((await own())[0]?.count).toBe(4)
  await remindOfSessions(before(-0.1))
  expect((await own())[0]?.count).toBe(4)
  expect((await titlesOf(ada)).slice(1)).toEqual([
    'Tomorrow, 10:00: Invoices together',
    'In an hour, 10:00: Invoices together',
  ])
  expect(await titlesOf(max)).toHaveLength(1)
})
