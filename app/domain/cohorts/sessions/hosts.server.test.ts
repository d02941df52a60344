import ICAL from 'ical.js'
import { expect, test } from 'vitest'
import type { Viewer } from '#app/domain/identity/viewer.ts'
import { sql } from '#app/platform/database/sql.server.ts'
import { newId } from '#app/platform/ids.ts'
import { aChampion } from '#tests/makers/people.ts'
import { anInvited, aPlanned, aRoom, change, NOW } from '#tests/makers/sessions.ts'
import { nextSessionsOf } from '../next-session.server.ts'
import { calendarAt, makeFeed } from './calendar-feed.server.ts'
import { cancelSession } from './cancel-session.server.ts'
import { hostsOf } from './hosts.server.ts'
import { inviteesOf, sendInvitations, settleInvitations } from './invitations.server.ts'
import { remindOfSessions } from './reminders.server.ts'
import { replyTo } from './replies.server.ts'
import { plannedSession } from './sessions.server.ts'

/** What somebody was mailed about sessions, first to last, with what a calendar makes of it. */
async function mailTo({ personId }: Viewer) {
  const mails = await sql<{ subject: string; text: string; calendar: string }>`
    SELECT subject, text, calendar FROM mail WHERE person_id = ${personId}::uuid ORDER BY id`
  return mails.map(({ subject, text, calendar }) => {
    if (!calendar) return { subject, text, description: null }
    const root = new ICAL.Component(ICAL.parse(calendar))
    const event = new ICAL.Event(root.getFirstSubcomponent('vevent') as ICAL.Component)
    const [attendee] = event.attendees
    return {
      ...{ subject, text, method: root.getFirstPropertyValue('method'), uid: event.uid, sequence: event.sequence },
      ...{ description: event.description, role: attendee?.getParameter('role'), asks: attendee?.getParameter('rsvp') },
    }
  })
}

test('whoever runs a session and is not in the cohort gets a copy of it, of its change and of its end, and takes no place', async () => {
  const room = await aRoom(1)
  const id = await aPlanned(room, { capacity: 1 })
  expect(await hostsOf(room.tomasz, room.cohort.id, id, NOW)).toEqual(['Tomasz Nowak'])
  expect(await inviteesOf(room.tomasz, room.cohort.id, id, NOW)).toHaveLength(1)
  expect(await nextSessionsOf(room.tomasz, NOW)).toEqual([])
  expect(await sendInvitations(room.tomasz, room.cohort.id, id, NOW)).toBe(1)
  await Promise.all([settleInvitations(NOW), settleInvitations(NOW)])
  expect(await replyTo(room.learners[0] as Viewer, id, { reply: 'coming', words: null }, NOW)).toBe('coming')
  expect(await plannedSession(room.tomasz, room.cohort.id, id, NOW)).toMatchObject({ coming: 1, silent: 0, waiting: 0 })
  expect(await nextSessionsOf(room.tomasz, NOW)).toMatchObject([{ id, runs: room.cohort.id, reply: null }])

  expect(await change(room, id, { place: 'Room 7', capacity: 1 })).toMatchObject({ told: 1 })
  await cancelSession(room.tomasz, room.cohort.id, id, { words: 'Flooded.', scope: 'this' }, NOW)
  expect(await nextSessionsOf(room.tomasz, NOW)).toEqual([])
  const uid = `${id}@127.0.0.1`
  const mails = await mailTo(room.tomasz)
  expect(mails).toMatchObject([
    { subject: 'You run: Invoices together', method: 'REQUEST', uid, sequence: 0, role: 'CHAIR', asks: 'FALSE' },
    { subject: 'Changed: Invoices together', method: 'REQUEST', uid, sequence: 1 },
    { subject: 'Cancelled: Invoices together', method: 'CANCEL', uid, sequence: 2 },
  ])
  const page = `/cohorts/${room.cohort.id}/sessions/${id}`
  expect(mails[0]?.text).toContain(page)
  expect(mails[0]?.text).toContain('You run this session')
  expect(mails[0]?.description).toMatch(new RegExp(`You run this session: \\S+${page}`))
})

test('another champion gets the session from the one who had it, who is told so', async () => {
  const room = await aRoom(1)
  const priya = await aChampion({ migration: room.migration, name: 'Priya Shah' })
  await sql`INSERT INTO cohort_champion (id, cohort_id, person_id, "from") VALUES (${newId()}, ${room.cohort.id}, ${priya.personId}, '2026-01-05')`
  const id = await anInvited(room)
  expect(await mailTo(priya)).toEqual([])
  await change(room, id, { champion: priya.personId })
  expect(await mailTo(room.tomasz)).toMatchObject([
    { method: 'REQUEST', sequence: 0 },
    { method: 'CANCEL', sequence: 1, subject: 'You no longer run: Invoices together' },
  ])
  await change(room, id, { champion: priya.personId, place: 'Room 7' })
  await change(room, id, { place: 'Room 7' })
  expect(await mailTo(priya)).toMatchObject([
    { method: 'REQUEST', sequence: 0, subject: 'You run: Invoices together' },
    { method: 'REQUEST', sequence: 2, subject: 'Changed: Invoices together' },
    { method: 'CANCEL', sequence: 3 },
  ])
  expect((await mailTo(room.tomasz)).slice(2)).toMatchObject([{ method: 'REQUEST', sequence: 2 }])
})

test('a session that names nobody is everybody’s who leads the cohort', async () => {
  const room = await aRoom(1)
  const id = await anInvited(room, { champion: undefined })
  expect(await mailTo(room.tomasz)).toMatchObject([{ subject: 'You run: Invoices together' }])
  await sql`UPDATE cohort_champion SET "to" = '2026-02-01' WHERE cohort_id = ${room.cohort.id}`
  await Promise.all([settleInvitations(NOW), settleInvitations(NOW)])
  expect((await mailTo(room.tomasz)).slice(1)).toMatchObject([{ method: 'CANCEL', sequence: 1 }])
  expect(await nextSessionsOf(room.tomasz, NOW)).toEqual([])
  expect(await sql`SELECT FROM session_host WHERE session_id = ${id} AND withdrawn_at IS NULL`).toEqual([])
})

test('a champion who joins the cohort is invited in place of their copy, with a number above it, and the other way round', async () => {
  const room = await aRoom(1)
  const id = await anInvited(room)
  const member = newId()
  await sql`INSERT INTO cohort_member (id, cohort_id, person_id, "from") VALUES (${member}, ${room.cohort.id}, ${room.tomasz.personId}, '2026-01-05')`
  await settleInvitations(NOW)
  expect(await nextSessionsOf(room.tomasz, NOW)).toMatchObject([{ id, runs: null, reply: 'coming' }])
  await sql`UPDATE cohort_member SET "to" = '2026-02-01' WHERE id = ${member}`
  await settleInvitations(NOW)
  expect(await mailTo(room.tomasz)).toMatchObject([
    { method: 'REQUEST', sequence: 0, subject: 'You run: Invoices together' },
    { method: 'REQUEST', sequence: 1, subject: 'Invitation: Invoices together' },
    { method: 'CANCEL', sequence: 2 },
    { method: 'REQUEST', sequence: 3, subject: 'You run: Invoices together' },
  ])
})

test('whoever runs it is reminded once, and their calendar address leads to the page by which they do', async () => {
  const room = await aRoom(1)
  const id = await anInvited(room)
  const [{ at } = { at: NOW }] = await sql<{ at: Date }>`SELECT starts_at AS at FROM cohort_session WHERE id = ${id}`
  const soon = new Date(at.getTime() - 1_800_000)
  await Promise.all([remindOfSessions(soon), remindOfSessions(soon)])
  const [, reminder, ...more] = await mailTo(room.tomasz)
  expect(reminder?.subject).toBe('In an hour, 10:00: Invoices together')
  expect(reminder?.text).toContain('You run this session.')
  expect(more).toEqual([])
  const found = await calendarAt(await makeFeed(room.tomasz, NOW), '203.0.113.10', NOW)
  const feed = found.outcome === 'calendar' ? found.calendar.replace(/\r\n[ \t]/g, '') : ''
  expect(feed).toContain(`/cohorts/${room.cohort.id}/sessions/${id}`)
  expect(feed).not.toContain('Say here whether you come')
})
