import { expect, test } from 'vitest'
import { addDays, localDay } from '#app/domain/migrations/local-days.ts'
import { inTransaction, type Sql, sql } from '#app/platform/database/sql.server.ts'
import { newId } from '#app/platform/ids.ts'
import { aCheck, aLesson, aSection } from '#tests/makers/lessons.ts'
import { aModule } from '#tests/makers/modules.ts'
import { aLearner, aMigration, anAudience } from '#tests/makers/people.ts'
import { rollUpChecks } from './roll-up-checks.server.ts'
import { forgetChecks } from './stale-checks.server.ts'

const NOW = new Date()
const DAYS_AGO = (days: number) => addDays(localDay(NOW, 'Europe/London'), -days)

async function counted(): Promise<void> {
  while ((await rollUpChecks(NOW)) > 0);
}

type Person = { person: string; group: string }

/** What somebody's groups were in the past, put right by a transaction that ends last. */
const PUT_RIGHT: Record<string, { before?: boolean; last: (tx: Sql, person: Person) => Promise<unknown> }> = {
  'somebody was in an audience': {
    last: (tx, { person, group }) =>
      tx`INSERT INTO membership (id, person_id, audience_id, "from") VALUES (${newId()}, ${person}, ${group}, ${DAYS_AGO(30)})`,
  },
  'somebody left an audience before': {
    before: true,
    last: (tx, { person }) => tx`UPDATE membership SET "to" = ${DAYS_AGO(20)} WHERE person_id = ${person}`,
  },
  'somebody was never in an audience': {
    before: true,
    last: (tx, { person }) => tx`DELETE FROM membership WHERE person_id = ${person}`,
  },
}

test.for(Object.entries(PUT_RIGHT))('a check that arrives is counted right where %s', async ([, { before, last }]) => {
  const migration = await aMigration({ timeZone: 'Europe/London' })
  const module = await aModule(migration, { compiled: aLesson({ blocks: [aSection('start'), aCheck('check')] }) })
  const group = (await anAudience(migration)).id
  const person = (await aLearner({ migration })).personId
  if (before) await PUT_RIGHT['somebody was in an audience']?.last(sql, { person, group })
  await counted()
  await inTransaction(async (tx) => {
    await last(tx, { person, group })
    await sql`
      INSERT INTO check_submission (id, person_id, release_id, block_id, module_id, at, arrived_at, answers, "right", total)
      VALUES (${newId()}, ${person}, ${module.release.id}, 'check', ${module.id}, ${NOW}::timestamptz - interval '10 days', ${NOW},
        '{"q1": ["1"], "q2": ["1", "2"]}', 2, 2)`
    await counted()
  })
  await counted()
  const slices = () =>
    sql`SELECT slice, slice_id, week, people FROM check_week WHERE module_id = ${module.id} ORDER BY slice`
  const kept = await slices()
  await forgetChecks()
  await counted()
  expect(kept).toEqual(await slices())
  expect(kept).toHaveLength(before ? 1 : 2)
})
