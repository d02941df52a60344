import { expect, test } from 'vitest'
import { sql } from '#app/platform/database/sql.server.ts'
import { newId } from '#app/platform/ids.ts'
import { aChampion, aLead } from '#tests/makers/people.ts'
import { anOpenRoom, aRoom, endOf } from '#tests/makers/running.ts'
import type { ActInput } from './act-input.server.ts'
import { actIn } from './acting.server.ts'
import { closeForgotten } from './closing.server.ts'
import { openSessionRun } from './opening.server.ts'
import { runPageOf } from './run-page.server.ts'
import { roomViewOf, runViewOf } from './run-view.server.ts'
import { summaryOf } from './summary.server.ts'

const now = () => new Date()
const sent = (at = now()) => ({ id: newId(), at: at.toISOString() })
const next = (version: number, at = now()): ActInput => ({ ...sent(at), kind: 'next', version })

test('opening keeps the agenda as it is then, once', async () => {
  const { champion, address, module } = await aRoom()
  expect((await runPageOf(champion, address, now())).view).toBeNull()
  await openSessionRun(champion, address, now())
  const first = await runPageOf(champion, address, now())
  await openSessionRun(champion, address, new Date(Date.now() + 60_000))
  await sql`UPDATE cohort_session SET copy_id = NULL WHERE id = ${address.session}`
  const again = await runPageOf(champion, address, now())
  expect(again.agenda.map(({ id, module: on }) => [id, on])).toEqual([
    ...[
      ['welcome', null],
      ['practice', module.slug],
    ],
  ])
  expect(again.view).toEqual(first.view)
  expect(Object.keys(again.modules)).toEqual([module.slug])
})

test('without a playbook the session is one part, as long as itself', async () => {
  const { champion, address } = await aRoom()
  await sql`UPDATE cohort_session SET copy_id = NULL WHERE id = ${address.session}`
  await openSessionRun(champion, address, now())
  const { agenda } = await runPageOf(champion, address, now())
  expect(agenda).toMatchObject([{ title: 'Your first cohort session', minutes: 45 }])
})

test('a cancelled session is not started', async () => {
  const { champion, address } = await aRoom()
  await sql`UPDATE cohort_session SET cancelled_at = now() WHERE id = ${address.session}`
  await expect(openSessionRun(champion, address, now())).rejects.toMatchObject({ kind: 'conflict' })
})

test('of two champions at once one moves the clock, and the other is told who did', async () => {
  const { champion, address, cohort, migration } = await anOpenRoom()
  const second = await aChampion({ migration, name: 'Ines Duarte' })
  await sql`INSERT INTO cohort_champion (id, cohort_id, person_id, "from") VALUES (${newId()}, ${cohort.id}, ${second.personId}, '2026-01-05')`
  const both = await Promise.allSettled([
    actIn(champion, address, next(0), now()),
    actIn(second, address, next(0), now()),
  ])
  expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
  const refused = both.find(({ status }) => status === 'rejected') as PromiseRejectedResult
  expect(refused.reason.message).toMatch(
    /^(Tomasz Nowak|Ines Duarte) did something else meanwhile. It is “Part practice” now/,
  )
  expect((await runViewOf(champion, address, now())).state).toMatchObject({ at: 1, version: 1 })
})

test('an act that is sent again is done once', async () => {
  const { champion, address } = await anOpenRoom()
  const act: ActInput = { ...sent(), kind: 'more', version: 0 }
  await actIn(champion, address, act, now())
  await actIn(champion, address, act, now())
  expect((await runViewOf(champion, address, now())).state.minutes).toEqual([7, 20])
})

test('what was kept without a network counts from when it was done, never from the future', async () => {
  const opened = new Date(Date.now() - 600_000)
  const { champion, address } = await aRoom({ startsAt: opened })
  await openSessionRun(champion, address, opened)
  await actIn(champion, address, next(0, new Date(opened.getTime() + 240_000)), now())
  expect((await runViewOf(champion, address, now())).state.usedMs[0]).toBe(240_000)
  const later = now()
  await actIn(champion, address, { ...sent(new Date(Date.now() + 9_000_000)), kind: 'back', version: 1 }, later)
  expect((await runViewOf(champion, address, now())).state.startedAt).toBe(later.toISOString())
})

test('a lead runs any session of the migration, a champion only of their own cohort', async () => {
  const { address, migration } = await anOpenRoom()
  await actIn(await aLead({ migration }), address, next(0), now())
  await expect(actIn(await aChampion({ migration }), address, next(1), now())).rejects.toMatchObject({
    kind: 'missing',
  })
  await expect(runViewOf(await aLead(), address, now())).rejects.toMatchObject({ kind: 'missing' })
})

test('a champion who is removed in the middle is told so, and the session stays as it stands', async () => {
  const { champion, address, cohort } = await anOpenRoom()
  await sql`UPDATE cohort_champion SET "to" = current_date WHERE cohort_id = ${cohort.id}`
  await expect(actIn(champion, address, next(0), now())).rejects.toMatchObject({ kind: 'missing' })
  await sql`UPDATE cohort_champion SET "to" = NULL WHERE cohort_id = ${cohort.id}`
  expect((await runViewOf(champion, address, now())).state.at).toBe(0)
})

test('after the end the clock is not moved, and what was used is kept', async () => {
  const room = await anOpenRoom()
  const { champion, address } = room
  await actIn(champion, address, next(0), now())
  await endOf(room)
  await expect(actIn(champion, address, next(2), now())).rejects.toMatchObject({ kind: 'conflict' })
  const { parts, session } = await summaryOf(champion, address, now())
  expect(parts.map(({ id, planned }) => [id, planned])).toEqual([
    ['welcome', 5],
    ['practice', 20],
  ])
  expect(parts.every(({ usedMs }) => usedMs !== null && usedMs >= 0)).toBe(true)
  expect(session.closedAt).not.toBeNull()
})

test('a note becomes one report at its block, however often it is pressed', async () => {
  const { champion, address, module } = await anOpenRoom()
  const note = newId()
  await actIn(
    champion,
    address,
    { ...sent(), id: note, kind: 'note', words: 'Net or gross?', module: module.slug, block: 'lab' },
    now(),
  )
  const report: ActInput = { ...sent(), kind: 'report', note, module: module.slug, block: 'lab' }
  await Promise.all([actIn(champion, address, report, now()), actIn(champion, address, report, now())])
  const reports =
    await sql`SELECT id, person_id AS by, block_id AS block, words FROM confusion_report WHERE module_id = ${module.id}`
  expect(reports).toEqual([{ id: note, by: champion.personId, block: 'lab', words: 'Net or gross?' }])
  const { notes } = await runViewOf(champion, address, now())
  expect(notes).toMatchObject([{ report: note, block: { title: 'Enter invoice 4711' } }])
})

test('a question is parked once, is on the wall until it was talked about, and carries no name there', async () => {
  const { champion, address } = await anOpenRoom()
  const parked: ActInput = { ...sent(), kind: 'park', words: 'Per line or per invoice?' }
  await actIn(champion, address, parked, now())
  await actIn(champion, address, parked, now())
  const wall = await roomViewOf(champion, address, now())
  expect(wall.parked).toEqual(['Per line or per invoice?'])
  expect(JSON.stringify(wall)).not.toContain('Tomasz')
  await actIn(champion, address, { ...sent(), kind: 'tick', note: parked.id }, now())
  expect((await roomViewOf(champion, address, now())).parked).toEqual([])
})

test('of two who would go and help, one goes', async () => {
  const { champion, members, address, cohort, module, migration } = await anOpenRoom()
  const second = await aChampion({ migration, name: 'Ines Duarte' })
  await sql`INSERT INTO cohort_champion (id, cohort_id, person_id, "from") VALUES (${newId()}, ${cohort.id}, ${second.personId}, '2026-01-05')`
  const request = newId()
  await sql`INSERT INTO help_request (id, person_id, module_id, release_id, block_id, at)
    VALUES (${request}, ${members[0]?.personId}, ${module.id}, ${module.release.id}, 'lab', now())`
  await actIn(champion, address, { ...sent(), kind: 'take', request }, now())
  await expect(actIn(second, address, { ...sent(), kind: 'take', request }, now())).rejects.toMatchObject({
    ...{ kind: 'conflict', message: 'Tomasz Nowak is on it already.' },
  })
  const [ada] = (await runViewOf(second, address, now())).people
  expect(ada?.state).toMatchObject({ is: 'help', takenBy: 'Tomasz Nowak', isMine: false })
  await actIn(second, address, { ...sent(), kind: 'helped', request }, now())
  expect((await runViewOf(second, address, now())).people[0]?.state).toEqual({ is: 'not here' })
})

test('a session that nobody ended is ended after half a day, as of when something was last done', async () => {
  const { champion, address } = await anOpenRoom()
  const lastAt = now()
  await actIn(champion, address, next(0, lastAt), lastAt)
  const later = (hours: number) => new Date(lastAt.getTime() + hours * 3_600_000)
  expect(await closeForgotten(later(11))).toBe(0)
  await closeForgotten(later(13))
  expect(await closeForgotten(later(14))).toBe(0)
  const [session] = await sql<{ closed_at: Date }>`SELECT closed_at FROM cohort_session WHERE id = ${address.session}`
  expect(session?.closed_at).toEqual(lastAt)
})
