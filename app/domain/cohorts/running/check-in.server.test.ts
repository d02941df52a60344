import { expect, test } from 'vitest'
import { standingsHold } from '#app/domain/adoption/standings/roll-up.server.ts'
import { sql } from '#app/platform/database/sql.server.ts'
import { anAssignment } from '#tests/makers/modules.ts'
import { aLearner, anAudience } from '#tests/makers/people.ts'
import { anOpenRoom, aRoom, codeOf, endOf } from '#tests/makers/running.ts'
import { keptStandings } from '#tests/makers/standings.ts'
import { actIn } from './acting.server.ts'
import { correctAttendance } from './attendance.server.ts'
import { checkIn, doorOf } from './check-in.server.ts'
import { newCode, readCode } from './code.server.ts'
import { openSessionRun } from './opening.server.ts'
import { peopleIn } from './practice.server.ts'

let places = 0
/** A network address of its own, so that nobody is counted with others. */
const somewhere = () => `198.51.100.${++places}`
const now = () => new Date()
const member = () => ({ asGuest: false, from: somewhere() })
const attendance = (session: string) =>
  sql<{ person: string; source: string; by: string | null }>`
    SELECT person_id AS person, source, by_id AS by FROM attendance WHERE session_id = ${session}`

test('a code has six signs without look-alikes, and is read however it is typed', () => {
  const codes = Array.from({ length: 200 }, newCode)
  expect(codes.filter((code) => !/^[34679ACDEFGHJKMNPQRTVWXY]{6}$/.test(code))).toEqual([])
  expect(new Set(codes).size).toBe(200)
  expect(readCode(' m4k-7qa ')).toBe('M4K7QA')
  for (const none of ['M4K7Q', 'M4K7QAA', 'M4K7QO', '']) expect(readCode(none)).toBeNull()
})

test('a member checks in once, and is told since when the second time', async () => {
  const { code, members, address } = await anOpenRoom()
  const [ada] = members
  if (!ada) throw new Error('nobody')
  const first = await checkIn(ada, code.toLowerCase(), member(), now())
  expect(first).toMatchObject({ isIn: true, asGuest: false })
  const second = await checkIn(ada, code, member(), new Date(Date.now() + 60_000))
  expect(second.since).toEqual(first.since)
  expect(await attendance(address.session)).toEqual([{ person: ada.personId, source: 'check-in', by: null }])
})

test('who is not of the cohort is asked first, and counts for coverage as a guest', async () => {
  const { code, migration, milestone, module } = await anOpenRoom()
  const audience = await anAudience(migration)
  await anAssignment(module, { milestone, audience })
  const guest = await aLearner({ migration, audiences: [audience] })
  expect(await checkIn(guest, code, member(), now())).toMatchObject({ isIn: false, asGuest: true, since: null })
  const attended = async () => {
    await standingsHold(now())
    const all = await keptStandings({ milestoneId: milestone.id })
    return all.find(({ person }) => person === guest.personId)?.attended
  }
  expect(await attended()).toBe(false)
  expect(await checkIn(guest, code, { ...member(), asGuest: true }, now())).toMatchObject({ isIn: true })
  expect(await attended()).toBe(true)
})

test('a code of another migration is no code', async () => {
  const { code } = await anOpenRoom()
  await expect(checkIn(await aLearner(), code, member(), now())).rejects.toMatchObject({ kind: 'invalid' })
})

test('a code that was changed is none any more', async () => {
  const room = await anOpenRoom()
  await actIn(room.champion, room.address, { kind: 'new-code', ...sent() }, now())
  const [ada] = room.members
  if (!ada) throw new Error('nobody')
  await expect(doorOf(ada, room.code, somewhere())).rejects.toMatchObject({ kind: 'invalid', field: 'code' })
  expect(await doorOf(ada, await codeOf(room), somewhere())).toMatchObject({ id: room.address.session })
})

const sent = () => ({ id: crypto.randomUUID(), at: now().toISOString() })

test('before the start there is no code, and after the end it says so', async () => {
  const room = await aRoom()
  expect(await codeOf(room)).toBe('')
  await openSessionRun(room.champion, room.address, now())
  const code = await codeOf(room)
  await endOf(room)
  const [ada] = room.members
  if (!ada) throw new Error('nobody')
  await expect(checkIn(ada, code, member(), now())).rejects.toMatchObject({
    kind: 'conflict',
    message: expect.stringContaining('This session is over.'),
  })
})

test('whoever guesses has to wait, and a right code does not count', async () => {
  const { code, members } = await anOpenRoom()
  const [ada, bo] = members
  if (!ada || !bo) throw new Error('nobody')
  const from = somewhere()
  for (let time = 0; time < 20; time++) await doorOf(bo, code, from)
  for (let time = 0; time < 8; time++) {
    await expect(doorOf(ada, 'M4K7QA', from)).rejects.toMatchObject({ kind: 'invalid' })
  }
  await expect(doorOf(ada, code, from)).rejects.toMatchObject({
    kind: 'limited',
    message: expect.stringContaining('let your champion tick you off'),
  })
  expect(await doorOf(bo, code, from)).toMatchObject({ code })
})

test('the champion ticks off by hand, after the end too, and takes it back with a record', async () => {
  const room = await anOpenRoom()
  await endOf(room)
  const [ada] = room.members
  const person = ada?.personId ?? ''
  await correctAttendance(room.champion, room.address, { person, present: true }, now())
  await correctAttendance(room.champion, room.address, { person, present: true }, now())
  expect(await attendance(room.address.session)).toEqual([{ person, source: 'champion', by: room.champion.personId }])
  await correctAttendance(room.champion, room.address, { person, present: false }, now())
  expect(await attendance(room.address.session)).toEqual([])
  const log = await sql`SELECT action FROM audit_entry WHERE subject_id = ${room.address.session} ORDER BY id`
  expect(log.map(({ action }) => action)).toEqual([
    ...['session.opened', 'session.closed', 'attendance.added', 'attendance.removed'],
  ])
})

test('a stranger cannot be ticked off, nor by whoever leads another cohort', async () => {
  const [room, another] = [await anOpenRoom(), await anOpenRoom()]
  const stranger = await aLearner({ migration: room.migration })
  const tick = (viewer: typeof stranger) =>
    correctAttendance(viewer, room.address, { person: stranger.personId, present: true }, now())
  await expect(tick(room.champion)).rejects.toMatchObject({ kind: 'missing' })
  await expect(tick(another.champion)).rejects.toMatchObject({ kind: 'missing' })
  await expect(tick(stranger)).rejects.toMatchObject({ kind: 'forbidden' })
})

test('people are in order of name, guests among them', async () => {
  const { code, champion, cohort, address, migration } = await anOpenRoom({ members: ['bo', 'Ada', 'Zoe'] })
  const guest = await aLearner({ migration, name: 'Mia' })
  await checkIn(guest, code, { ...member(), asGuest: true }, now())
  const room = { sessionId: address.session, cohortId: cohort.id, openedAt: now(), today: '2026-06-01' }
  const people = await peopleIn({ ...room, viewerId: champion.personId }, null, now())
  expect(people.map(({ name, here, guest: isGuest }) => [name, here, isGuest])).toEqual([
    ...[
      ['Ada', false, false],
      ['bo', false, false],
      ['Mia', true, true],
      ['Zoe', false, false],
    ],
  ])
})
