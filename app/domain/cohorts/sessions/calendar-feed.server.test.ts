import { expect, test } from 'vitest'
import { sql } from '#app/platform/database/sql.server.ts'
import { aCohort, aSession } from '#tests/makers/cohorts.ts'
import { aModule, anAssignment, aPlannedMilestone } from '#tests/makers/modules.ts'
import { aLearner, aMigration, anAudience } from '#tests/makers/people.ts'
import { calendarAt, feedOf, makeFeed, revokeFeed } from './calendar-feed.server.ts'

const NOW = new Date()
const days = (count: number) => new Date(NOW.getTime() + count * 86_400_000)
const FROM = '203.0.113.9'

async function aSubscriber() {
  const migration = await aMigration()
  const milestone = await aPlannedMilestone(migration)
  const audience = await anAudience(migration)
  const module = await aModule(migration)
  await anAssignment(module, { milestone, audience, dueDays: 1, strict: true })
  const lena = await aLearner({ migration, audiences: [audience] })
  const cohort = await aCohort(migration, { members: [lena] })
  return { milestone, module, lena, cohort }
}

test('a feed holds one’s own sessions of ninety days and to come, and what is due', async () => {
  const { milestone, module, lena, cohort } = await aSubscriber()
  const session = (at: number, invited = [lena]) => aSession(cohort, { milestone, startsAt: days(at), invited })
  const kept = [await session(-80), await session(3)]
  const left = [await session(-100), await session(4, [])]
  const declined = await session(5)
  await sql`UPDATE session_invitation SET reply = 'not coming' WHERE session_id = ${declined.id}`
  const found = await calendarAt(await makeFeed(lena, NOW), FROM, NOW)
  const calendar = found.outcome === 'calendar' ? found.calendar : ''
  for (const { id } of kept) expect(calendar).toContain(`UID:${id}@`)
  for (const { id } of [...left, declined]) expect(calendar).not.toContain(id)
  expect(calendar).toContain(`UID:due-${module.slug}-`)
})

test('a new address ends the one before; a revoked one answers nothing, and the secret is not kept', async () => {
  const { lena } = await aSubscriber()
  expect(await feedOf(lena)).toBeNull()
  const first = await makeFeed(lena, NOW)
  const second = await makeFeed(lena, NOW)
  expect(await sql`SELECT FROM calendar_feed WHERE id IN (${first}, ${second})`).toEqual([])
  expect(await calendarAt(first, FROM, NOW)).toEqual({ outcome: 'revoked' })
  expect(await calendarAt(second, FROM, NOW)).toMatchObject({ outcome: 'calendar' })
  await revokeFeed(lena, NOW)
  expect(await calendarAt(second, FROM, NOW)).toEqual({ outcome: 'revoked' })
  expect(await feedOf(lena)).toBeNull()
})

test('whoever makes two at once has one', async () => {
  const { lena } = await aSubscriber()
  const made = await Promise.all([1, 2, 3].map(() => makeFeed(lena, NOW)))
  const outcomes = await Promise.all(made.map(async (secret) => (await calendarAt(secret, FROM, NOW)).outcome))
  expect(outcomes.toSorted()).toEqual(['calendar', 'revoked', 'revoked'])
})

test('the address of somebody who has left answers nothing', async () => {
  const { lena } = await aSubscriber()
  const secret = await makeFeed(lena, NOW)
  await sql`UPDATE person SET left_on = '2026-01-05' WHERE id = ${lena.personId}`
  expect(await calendarAt(secret, FROM, NOW)).toEqual({ outcome: 'revoked' })
})

test('guesses are unknown, and limited by place; looks at one address are limited too', async () => {
  const { lena } = await aSubscriber()
  for (const guess of ['', 'x', 'A'.repeat(43)])
    expect(await calendarAt(guess, FROM, NOW)).toEqual({ outcome: 'unknown' })
  const secret = await makeFeed(lena, NOW)
  const looks = []
  for (let look = 0; look < 31; look++) looks.push((await calendarAt(secret, FROM, NOW)).outcome)
  expect(looks.slice(0, 30)).not.toContain('limited')
  expect(looks[30]).toBe('limited')
})
