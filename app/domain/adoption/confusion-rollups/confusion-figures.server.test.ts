import { beforeAll, expect, test } from 'vitest'
import type { Viewer } from '#app/domain/identity/viewer.ts'
import { sql } from '#app/platform/database/sql.server.ts'
import { aRelease, aReport, aTaughtModule, reached, type TaughtModule } from '#tests/makers/confusion.ts'
import { anAssignment, aPlannedMilestone } from '#tests/makers/modules.ts'
import { aLearner, aMigration, anAudience, aTrainer } from '#tests/makers/people.ts'
import { confusedBlocks } from '../confusion-rate.server.ts'
import { filtersOf } from '../filters.ts'
import { rollUpBlocks } from './block-rollups.server.ts'
import { confusionRows } from './confusion-export.ts'
import { confusionLookedAt } from './confusion-figures.server.ts'

let trainer: Viewer
let module: TaughtModule
let milestone: { id: string; slug: string }
const filters = filtersOf(new URLSearchParams())

beforeAll(async () => {
  const migration = await aMigration()
  const audience = await anAudience(migration)
  trainer = await aTrainer({ migration })
  milestone = await aPlannedMilestone(migration)
  module = await aTaughtModule(migration)
  await anAssignment(module, { milestone, audience })
  const people = await Promise.all(Array.from({ length: 4 }, () => aLearner({ migration, audiences: [audience] })))
  for (const person of people) await reached(person, module)
  await aReport(people[0] as Viewer, module)
  const newer = await aRelease(module)
  for (const person of people.slice(0, 2)) await reached(person, newer)
  const said = await aReport(people[0] as Viewer, { ...module, ...newer })
  await aReport(people[1] as Viewer, { ...module, ...newer })
  await sql`UPDATE confusion_cluster SET state = 'resolved' WHERE id = ${said.clusterId}`
  await rollUpBlocks()
})

test('a block tells its rate with interval and n in its current release and in older ones, and what is open', async () => {
  const { blocks, whole, weeks } = await confusionLookedAt(trainer, filters, new Date())
  expect(blocks).toMatchObject([
    {
      blockId: 'net-or-gross',
      label: '2026.2',
      reports: 2,
      reached: 2,
      open: 1,
      older: [{ label: '2026.1', reports: 1, reached: 4 }],
    },
  ])
  expect(whole).toEqual({ reports: 3, reached: 6, people: 4 })
  expect(weeks).toMatchObject([{ reports: 3, reached: 6 }])
  expect(blocks.map(({ older: _, ...block }) => block)).toEqual(await confusedBlocks(milestone.id, 8))
})

test('the file tells every figure of the page, and the same', async () => {
  const looked = await confusionLookedAt(trainer, filters, new Date())
  const rows = confusionRows(looked)
  const told = rows.map(({ metric, task, value, n, note }) => [metric, task && 'block', value, n, note])
  expect(told).toEqual([
    ['confusion rate', '', 50, 4, '3 reports and me-toos'],
    ['confusion rate', 'block', 100, 2, 'release 2026.2'],
    ['confusion rate', 'block', 25, 4, 'release 2026.1'],
    ['open reports', 'block', 1, null, 'release 2026.2'],
    [`reports in the week of ${looked.weeks[0]?.week}`, '', 3, 6, ''],
  ])
  // Garwood's exact interval of one event: 0.0253 to 5.5716, over four people.
  expect(rows[2]?.low).toBeCloseTo(0.633, 2)
  expect(rows[2]?.high).toBeCloseTo(139.29, 1)
})

test('an audience is left out, because nobody may know that of a report; who may not look is refused', async () => {
  const asked = { ...filters, audience: 'no-such-audience' }
  expect((await confusionLookedAt(trainer, asked, new Date())).scope).toEqual({ audience: null, cohort: null })
  const lena = await aLearner()
  await expect(confusionLookedAt(lena, filters, new Date())).rejects.toMatchObject({ kind: 'forbidden' })
})
