import { expect, test } from 'vitest'
import { addDays, localDay } from '#app/domain/migrations/local-days.ts'
import { sql } from '#app/platform/database/sql.server.ts'
import { newId } from '#app/platform/ids.ts'
import { aReport, aTaughtModule, reached } from '#tests/makers/confusion.ts'
import { anAssignment, aPlannedMilestone } from '#tests/makers/modules.ts'
import { aLearner, aMigration, anAudience } from '#tests/makers/people.ts'
import { confusedBlocks, confusionOfMilestone } from './confusion-rate.server.ts'
import { rollUpBlocks } from './confusion-rollups/block-rollups.server.ts'

const DAYS = 24 * 60 * 60_000
const since = () => addDays(localDay(new Date(), 'Europe/London'), -14)

/** A module with two sections and a task, asked of three people. */
async function aPlan() {
  const migration = await aMigration()
  const milestone = await aPlannedMilestone(migration)
  const audience = await anAudience(migration)
  const module = await aTaughtModule(migration)
  await anAssignment(module, { milestone, audience })
  const aPerson = () => aLearner({ migration, audiences: [audience] })
  return { milestone, module, people: [await aPerson(), await aPerson(), await aPerson()] as const }
}

test('a milestone’s rate counts reports and people on the same blocks, tasks among them', async () => {
  const { milestone, module, people } = await aPlan()
  const [lena, max, rosa] = people
  for (const person of people) await reached(person, module, 'net-or-gross')
  for (const person of [lena, max]) await reached(person, module, 'enter-invoice')
  await reached(rosa, module, 'header')
  await aReport(lena, module, { block: 'enter-invoice' })
  const { id } = await aReport(rosa, module, { block: 'net-or-gross' })
  await sql`INSERT INTO me_too (report_id, person_id, release_id, at)
    VALUES (${id}, ${max.personId}, ${module.releaseId}, ${new Date()})`
  await rollUpBlocks()
  const figures = await confusionOfMilestone(milestone.id, since())
  // By hand: a report on the task, a report and a me-too on the section; 3 + 2 + 1 people reached three blocks.
  expect(figures).toEqual({ reports: 3, reached: 6, people: 3 })
  const blocks = await confusedBlocks(milestone.id, 8)
  expect(blocks.map(({ blockId, reports, reached: of }) => [blockId, reports, of])).toEqual([
    ['net-or-gross', 2, 3],
    ['enter-invoice', 1, 2],
  ])
})

test('what was before the days looked back on, and what the milestone does not ask, is not counted', async () => {
  const { milestone, module, people } = await aPlan()
  const [lena, max] = people
  const long = new Date(Date.now() - 15 * DAYS)
  await reached(lena, module)
  await reached(max, module)
  await sql`UPDATE block_seen SET first_at = ${long}, last_at = ${long} WHERE person_id = ${max.personId}`
  await aReport(max, module, { now: long, id: newId(long) })
  const other = await aPlan()
  await reached(other.people[0], other.module)
  await aReport(other.people[0], other.module)
  await rollUpBlocks()
  expect(await confusionOfMilestone(milestone.id, since())).toEqual({ reports: 0, reached: 1, people: 1 })
})
