import { expect, test } from 'vitest'
import { ARRIVAL_FORMAT, settledUntil } from '#app/domain/identity/arrivals.server.ts'
import { inTransaction, type Sql, sql } from '#app/platform/database/sql.server.ts'
import { newId } from '#app/platform/ids.ts'
import { type StoredAttempt, storeAttempts } from '#tests/makers/attempts.ts'
import { aLab, aLesson } from '#tests/makers/lessons.ts'
import { aModule } from '#tests/makers/modules.ts'
import { aLearner, aMigration } from '#tests/makers/people.ts'
import { countAlone } from '../count-alone.server.ts'
import { rollUp } from '../roll-up.server.ts'
import { rollUpTasks } from './roll-up-tasks.server.ts'

const HOUR = 3_600_000
const now = new Date()
const migration = await aMigration()
const module = await aModule(migration, { compiled: aLesson({ blocks: [aLab('enter')] }) })
await rollUp(now)

async function aTry(): Promise<StoredAttempt> {
  const { personId: person } = await aLearner({ migration })
  const startedAt = new Date(now.getTime() - 30 * 24 * HOUR)
  const done = { outcome: 'success', arrivedAt: startedAt, ms: 60_000, suspect: false, ordinal: 1 } as const
  const of = { audiences: [], cohort: null, errors: [] }
  return {
    ...{ person, module, release: module.release, block: 'enter', mode: 'assessed' },
    ...{ startedAt },
    ...done,
    ...of,
  }
}

const tries = (many: number) => Promise.all(Array.from({ length: many }, aTry))
const peopleTold = async () => {
  const [row] = await sql<{ people: Record<string, number> }>`
    SELECT times -> 'people' AS people FROM task_cells WHERE module_id = ${module.id}::uuid`
  return Math.max(0, ...Object.values(row?.people ?? {}))
}

test('what may be told is decided with the weeks that few attempts touch, so that attempts that keep coming do not hold it up', async () => {
  await storeAttempts(await tries(5))
  await rollUpTasks(now)
  expect(await peopleTold()).toBe(5)
})

test('an attempt of which no set of audiences is known counts as one of none', async () => {
  const [id = ''] = await storeAttempts(await tries(1))
  await sql`UPDATE attempt SET audience_ids = NULL WHERE id = ${id}::uuid`
  await rollUp(now)
  expect(await peopleTold()).toBe(6)
})

test('a list that is followed does not wait for what counts figures, but for what records', async () => {
  const waitsFor = (work: (tx: Sql) => Promise<unknown>) =>
    inTransaction(async (tx) => {
      await work(tx)
      // A transaction writes from its first row on.
      const [row] = await tx<{ began: string }>`
        INSERT INTO rollup_mark (name, at) VALUES (${newId()}, ${now})
        RETURNING to_char(transaction_timestamp(), ${ARRIVAL_FORMAT}) AS began`
      return (await settledUntil()) <= (row?.began ?? '')
    })
  expect(await waitsFor((tx) => tx`SELECT 1`)).toBe(true)
  expect(await waitsFor((tx) => countAlone(tx, 'tasks'))).toBe(false)
})
