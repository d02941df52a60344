import { expect, test } from 'vitest'
import { addDays, localDay } from '#app/domain/migrations/local-days.ts'
import { sql } from '#app/platform/database/sql.server.ts'
import { aPlannedMilestone } from '#tests/makers/modules.ts'
import { aChampion, aLead, aMigration, anAdmin } from '#tests/makers/people.ts'
import { aPlanned, aRoom, change, NOW } from '#tests/makers/sessions.ts'
import { cancelSession } from './cancel-session.server.ts'
import { planSession } from './plan-session.server.ts'

test('a series keeps its local time over a change of the clocks; this and the following move alike', async () => {
  const room = await aRoom(1)
  const year = new Date().getUTCFullYear() + 1
  const { id, count } = await planSession(
    room.tomasz,
    room.cohort.id,
    room.plan({ day: `${year}-03-15`, repeat: 'weekly', times: 4 }),
    NOW,
  )
  expect(count).toBe(4)
  const starts = async () =>
    await sql<{
      at: Date
      place: string
    }>`SELECT starts_at AS at, place FROM cohort_session WHERE cohort_id = ${room.cohort.id}::uuid ORDER BY starts_at`
  const local = async () =>
    (await starts()).map(({ at }) => at.toLocaleTimeString('en-GB', { timeZone: 'Europe/London', timeStyle: 'short' }))
  expect(await local()).toEqual(['10:00', '10:00', '10:00', '10:00'])
  expect(new Set((await starts()).map(({ at }) => at.getUTCHours())).size).toBe(2)

  const second = (
    await sql<{
      id: string
    }>`SELECT id FROM cohort_session WHERE cohort_id = ${room.cohort.id}::uuid ORDER BY starts_at`
  )[1]
  const moved = { day: addDays(`${year}-03-15`, 8), time: '14:30', place: 'Room 9', scope: 'following' } as const
  expect(await change(room, second?.id ?? '', moved)).toMatchObject({ sessions: 3 })
  expect(await local()).toEqual(['10:00', '14:30', '14:30', '14:30'])
  expect((await starts()).map(({ at }) => localDay(at, 'Europe/London'))).toEqual(
    [0, 8, 15, 22].map((days) => addDays(`${year}-03-15`, days)),
  )
  await change(room, id, { day: `${year}-03-15`, place: 'Room 1' })
  expect((await starts()).map(({ place }) => place)).toEqual(['Room 1', 'Room 9', 'Room 9', 'Room 9'])
  await cancelSession(room.tomasz, room.cohort.id, second?.id ?? '', { words: 'No more.', scope: 'following' }, NOW)
  expect(
    await sql`SELECT FROM cohort_session WHERE cohort_id = ${room.cohort.id}::uuid AND cancelled_at IS NULL`,
  ).toHaveLength(1)
})

test('refused: a time that is skipped, one that is not said which, the past, another’s parts; the overlap is a warning', async () => {
  const room = await aRoom()
  const refused = (parts: Record<string, unknown>) => expect(aPlanned(room, parts)).rejects
  await refused({ day: '2199-03-31', time: '01:30' }).toMatchObject({ kind: 'invalid', field: 'time' })
  await refused({ day: '2199-10-27', time: '01:30' }).toMatchObject({ kind: 'invalid', field: 'which' })
  await aPlanned(room, { day: '2199-10-27', time: '01:30', which: 'later' })
  await refused({ day: '2026-01-05' }).toMatchObject({ kind: 'invalid', field: 'time' })
  await refused({ champion: room.learners[0]?.personId }).toMatchObject({ field: 'champion' })
  await refused({ milestone: (await aPlannedMilestone(await aMigration())).id }).toMatchObject({ field: 'milestone' })
  await aPlanned(room)
  await refused({ time: '10:30' }).toMatchObject({ kind: 'conflict', field: 'overlap' })
  const meant = await aPlanned(room, { time: '10:30', overlap: 'yes' })
  expect(await change(room, meant, { time: '10:30', place: 'Room 7' })).toMatchObject({ outcome: 'saved' })
  await expect(change(room, meant, { time: '10:15' })).rejects.toMatchObject({ field: 'overlap' })
  await aPlanned(room, { time: '12:00' })
})

test('only who leads the cohort, or manages every one, plans its sessions', async () => {
  const room = await aRoom()
  const other = await aChampion({ migration: room.migration })
  await expect(planSession(other, room.cohort.id, room.plan(), NOW)).rejects.toMatchObject({ kind: 'missing' })
  await expect(planSession(await anAdmin(), room.cohort.id, room.plan(), NOW)).rejects.toMatchObject({
    kind: 'forbidden',
  })
  expect(await planSession(await aLead({ migration: room.migration }), room.cohort.id, room.plan(), NOW)).toMatchObject(
    { count: 1 },
  )
})
