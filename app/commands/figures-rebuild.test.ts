import { expect, test } from 'vitest'
import { rollUp } from '#app/domain/adoption/roll-up.server.ts'
import { sql } from '#app/platform/database/sql.server.ts'
import { connectionString } from '#tests/database.ts'
import { runCommand } from '#tests/faults/run-command.ts'
import { Browser } from '#tests/makers/events.ts'
import { aLab, aLesson, aSection } from '#tests/makers/lessons.ts'
import { aModule, anAssignment, aPlannedMilestone } from '#tests/makers/modules.ts'
import { aLearner, aMigration, anAudience } from '#tests/makers/people.ts'

/** What figures are told from, without the ids that say nothing. */
const kept = async () => ({
  tasks: await sql`SELECT * FROM task_week ORDER BY release_id, block_id, slice, slice_id, nth, week`,
  cells: await sql`SELECT * FROM task_cells ORDER BY module_id, block_id`,
  blocks: await sql`SELECT * FROM block_rollup ORDER BY release_id, block_id, day`,
  people: await sql`SELECT * FROM standing_count ORDER BY milestone_id, module_id, slice, slice_id`,
})

test('figures that somebody changed by hand come out as they were', { timeout: 60_000 }, async () => {
  const migration = await aMigration()
  const audience = await anAudience(migration)
  const module = await aModule(migration, { compiled: aLesson({ blocks: [aSection('start'), aLab('enter')] }) })
  await anAssignment(module, { milestone: await aPlannedMilestone(migration), audience })
  for (let person = 0; person < 5; person++) {
    const browser = new Browser(await aLearner({ migration, audiences: [audience] }), module.release, new Date())
    browser.doLab('enter')
    await browser.send()
  }
  await rollUp(new Date())
  const before = await kept()
  expect(Object.values(before).every((rows) => rows.length > 0)).toBe(true)
  await sql`UPDATE task_week SET started = 99`
  await sql`DELETE FROM task_cells`
  await sql`UPDATE block_rollup SET reached = 99`
  await sql`UPDATE standing_count SET assigned = 99`
  const command = runCommand('figures-rebuild', { DATABASE_URL: connectionString() }, [])
  expect({ code: await command.ended, said: command.output() }).toEqual({
    code: 0,
    said: expect.stringMatching(/^All figures are counted anew, in \d+ s\.\n$/),
  })
  expect(await kept()).toEqual(before)
})
