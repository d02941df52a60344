import { afterEach, expect, test } from 'vitest'
import { sql } from '#app/platform/database/sql.server.ts'
import { aPlannedMilestone } from '#tests/makers/modules.ts'
import { aMigration, aTrainer } from '#tests/makers/people.ts'
import { AlertInput } from './alerts/alert-input.ts'
import { addAlertRule, readAlertRule } from './alerts/alert-rules.server.ts'
import { lookAtAlerts } from './alerts/watching.server.ts'
import { rollUpChecks } from './check-rollups/roll-up-checks.server.ts'
import { countingOf } from './counting.server.ts'
import { addReport } from './reports/reports.server.ts'
import { sendDueReports } from './reports/sending.server.ts'
import { rebuildRollUps, rollUp } from './roll-up.server.ts'
import { rebuildStandings, rollUpStandings } from './standings/roll-up.server.ts'
import { forgetTasks, rollUpTasks } from './task-rollups/roll-up-tasks.server.ts'

const NOW = new Date('2027-01-13T12:00:00Z')
const LATER = new Date('2027-01-14T12:00:00Z')
const since = NOW.toISOString()

afterEach(async () => {
  await rollUp(NOW)
  await sql`UPDATE migration SET archived_at = now()`
})

/** More people than are made anew at once. */
const manyWait = () => sql`INSERT INTO stale_person (person_id) SELECT gen_random_uuid() FROM generate_series(1, 2500)`

test('figures are not whole before their first count and during it, and are afterwards', async () => {
  await rollUp(NOW)
  const { id } = await aMigration()
  expect(await countingOf(id)).toEqual({ since: null, percent: 0 })
  await manyWait()
  await rollUpStandings(NOW)
  expect(await countingOf(id)).toEqual({ since, percent: 20 })
  await rollUpChecks(NOW)
  expect(await countingOf(id)).toEqual({ since, percent: 40 })
  await rollUpStandings(NOW)
  expect(await countingOf(id)).toEqual({ since, percent: 80 })
  await rollUp(NOW)
  expect(await countingOf(id)).toBeNull()
  expect(await sql`SELECT FROM rollup_count`).toEqual([])
})

test('a deployment that was there before says so from its first moment', async () => {
  const { id } = await aMigration()
  await rollUp(NOW)
  await sql`DELETE FROM rollup_mark`
  await sql`DELETE FROM standing_day`
  expect(await countingOf(id)).toEqual({ since: null, percent: 0 })
  await rollUp(NOW)
  expect(await countingOf(id)).toBeNull()
})

test('what happens every day is not told as a count from the beginning, counting all anew is', async () => {
  const { id } = await aMigration()
  await rollUp(NOW)
  await manyWait()
  await rollUpStandings(NOW)
  expect(await countingOf(id)).toBeNull()
  await rollUp(NOW)
  await forgetTasks(NOW)
  expect(await countingOf(id)).toEqual({ since, percent: 0 })
  while ((await rollUpTasks(NOW)) > 0);
  expect(await countingOf(id)).toBeNull()
  await rebuildRollUps(NOW)
  expect(await countingOf(id)).toBeNull()
})

test('meanwhile no alert fires and no report is sent; both are taken up when figures are whole', async () => {
  const migration = await aMigration()
  const milestone = await aPlannedMilestone(migration)
  const trainer = await aTrainer({ migration })
  await rollUp(NOW)
  const input = { metric: 'completion', milestone: milestone.slug, comparator: '<=', threshold: '50', forDays: '1' }
  const alert = await addAlertRule(trainer, AlertInput.parse(input), NOW)
  const daily = { rhythm: 'daily', weekday: 1, monthday: 1, hour: 7 } as const
  const report = { name: 'Every morning', view: '/adoption?weeks=8', ...daily, recipients: [trainer.personId] }
  await addReport(trainer, report, NOW)
  await rebuildStandings(LATER)
  await sql`DELETE FROM standing_day`
  expect([await lookAtAlerts(LATER), await sendDueReports(LATER)]).toEqual([0, 0])
  expect(await readAlertRule(trainer, alert)).toMatchObject({ lookedOn: '2027-01-13' })
  await rollUp(LATER)
  expect([await lookAtAlerts(LATER), await sendDueReports(LATER)]).toEqual([1, 1])
})
