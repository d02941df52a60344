import { expect, test } from 'vitest'
import { answerTrouble } from '#app/domain/confusion/answer.server.ts'
import { sayMeToo } from '#app/domain/confusion/me-too.server.ts'
import { resolveTrouble } from '#app/domain/confusion/resolution.server.ts'
import { troubleDetail } from '#app/domain/confusion/trouble-detail.server.ts'
import { giveVerdict } from '#app/domain/confusion/verdict.server.ts'
import { addDays, localDay, startOfDay, weekOf } from '#app/domain/migrations/local-days.ts'
import { sql } from '#app/platform/database/sql.server.ts'
import { aReport, aTaughtModule } from '#tests/makers/confusion.ts'
import { aPlannedMilestone } from '#tests/makers/modules.ts'
import { aLead, aLearner, aMigration } from '#tests/makers/people.ts'
import { measureEffects } from './measured-effects.server.ts'
import { effectOverview } from './overview.server.ts'

const HOUR = 3_600_000
const now = new Date()
const ago = (hours: number) => new Date(now.getTime() - hours * HOUR)

test('what became of the confusion of a migration is counted by hand', async () => {
  const migration = await aMigration()
  const [lead, lena, max, rosa] = [
    await aLead({ migration }),
    await aLearner({ migration }),
    await aLearner({ migration }),
    await aLearner({ migration }),
  ] as const
  const module = await aTaughtModule(migration)
  const milestone = await aPlannedMilestone(migration)
  const seenOf = async (id: string) => (await troubleDetail(lead, id)).newestAction

  // Answered after 2 hours and resolved after 10; three people, all told; one says yes.
  const one = await aReport(lena, module, { now: ago(100) })
  await sayMeToo(max, one.id, { words: null }, ago(99))
  await sayMeToo(rosa, one.id, { words: null }, ago(99))
  await answerTrouble(lead, one.clusterId, { seen: 'none', words: 'Net.', public: false }, ago(98))
  const explained = { kind: 'explanation', words: 'Net is what counts.' } as const
  await resolveTrouble(lead, one.clusterId, { seen: await seenOf(one.clusterId), ...explained }, ago(90))
  await giveVerdict(max, one.id, { helped: 'yes', words: null }, ago(80))
  // Resolved at once after 4 hours, and opened again by a no: there is an answer, but no fix.
  const two = await aReport(max, module, { now: ago(50) })
  await resolveTrouble(lead, two.clusterId, { seen: 'none', ...explained }, ago(46))
  await giveVerdict(max, two.id, { helped: 'no', words: null }, ago(40))
  // Repeats the first after 30 hours: it is part of that, and no question of its own.
  const three = await aReport(rosa, module, { now: ago(40) })
  const repeats = { kind: 'duplicate', words: 'Asked before.', duplicateOf: one.clusterId } as const
  await resolveTrouble(lead, three.clusterId, { seen: 'none', ...repeats }, ago(10))
  // Waits, and stops somebody.
  const four = await aReport(lena, module, { now: ago(5), blocking: true })
  await sql`UPDATE confusion_report SET milestone_id = ${milestone.id} WHERE id IN (${four.id}, ${two.id})`
  expect((await effectOverview(lead, 12, now)).flow.told).toEqual({ part: 3, of: 3 })
  await measureEffects(now)
  expect(
    await sql`SELECT voices FROM confusion_effect e JOIN resolution s ON s.id = e.resolution_id
    WHERE s.cluster_id = ${one.clusterId}::uuid`,
  ).toEqual([{ voices: 3 }])

  const overview = await effectOverview(lead, 12, now)
  const { answer, resolution, told, helped, asked } = overview.flow
  expect(asked).toBe(3)
  // 2 and 4 hours: 3 in the middle; p90 is 2 + 0.9 × 2.
  expect(answer).toEqual({ n: 2, median: 3 * HOUR, p90: 3.8 * HOUR })
  expect(resolution).toEqual({ n: 1, median: 10 * HOUR, p90: 10 * HOUR })
  expect(told).toEqual({ part: 3, of: 3 })
  expect(helped).toEqual({ part: 1, of: 3, no: 0 })
  expect(overview.open).toEqual([{ milestone: { slug: milestone.slug, name: 'Cutover' }, open: 2, blocking: 1 }])
  expect(overview.kinds).toEqual([
    { kind: 'explanation', fixes: 1, helped: 0, 'no change': 0, 'not enough data': 1, yes: 1, verdicts: 1 },
  ])
  expect(overview.fixed).toMatchObject([{ id: one.clusterId, figure: { outcome: 'not enough data' } }])
  expect(overview.measuredAt).toEqual(now)
  // What was reported before the period is not in it.
  expect((await effectOverview(lead, 12, new Date(now.getTime() + 200 * 24 * HOUR))).flow.asked).toBe(0)
  await expect(effectOverview(lena, 12, now)).rejects.toMatchObject({ kind: 'forbidden' })
})

test('how it feels is told of whole weeks, from five people on, as they chose it', async () => {
  const migration = await aMigration()
  const lead = await aLead({ migration })
  const module = await aTaughtModule(migration)
  const monday = startOfDay(weekOf(localDay(now, 'Europe/London')), 'Europe/London')
  const report = async (at: Date, sentiment: number | null) => {
    await aReport(await aLearner({ migration }), module, { now: at, ...(sentiment && { sentiment }) })
  }
  const before = (hours: number) => new Date(monday.getTime() - hours * HOUR)
  for (const sentiment of [1, 2, 3, 4, 5, 5, null]) await report(before(30), sentiment)
  for (const sentiment of [1, 1, 1, 1, null]) await report(before(30 + 7 * 24), sentiment)
  for (const sentiment of [1, 1, 1, 1, 1]) await report(new Date(monday.getTime() + 1), sentiment)
  const { sentiment } = await effectOverview(lead, 4, now)
  const week = (back: number) => addDays(weekOf(localDay(now, 'Europe/London')), -7 * back)
  expect(sentiment).toEqual([
    { week: week(2), people: null, mean: null },
    { week: week(1), people: 6, mean: 20 / 6 },
  ])
})
