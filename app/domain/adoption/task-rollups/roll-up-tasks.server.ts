import { inTransaction } from '#app/platform/database/sql.server.ts'
import { countAlone, planAnew } from '../count-alone.server.ts'
import { keepCount } from '../counting.server.ts'
import { decideCells } from './cells.server.ts'
import { countWeeks } from './counted-weeks.server.ts'
import { notedPieces, noteEverything, noteTime, takeStaleWeeks } from './stale-weeks.server.ts'

/** Weeks of tasks that are counted in one transaction, and tasks that are decided in one: seconds, so that other parts wait no longer. */
const WEEKS_AT_ONCE = 20
const TASKS_AT_ONCE = 10

/**
 * Counts again what changed of attempts since the last time, in one transaction: the weeks of their tasks, then, once few
 * weeks are left to count, which figures may be told. Answers how much there was; 0 when nothing is stale. Doing it twice
 * changes nothing, and two at once wait for each other.
 */
export async function rollUpTasks(now: Date): Promise<number> {
  return inTransaction(async (tx) => {
    await countAlone(tx, 'tasks')
    const begins = await noteTime(tx, now)
    const weeks = await takeStaleWeeks(tx, WEEKS_AT_ONCE, now)
    if (weeks.length > 0) {
      await planAnew(tx)
      await countWeeks(tx, weeks, now)
    }
    const tasks = weeks.length === WEEKS_AT_ONCE ? 0 : await decideCells(tx, TASKS_AT_ONCE, now)
    const piece = { did: weeks.length + tasks, more: weeks.length > 0 || tasks === TASKS_AT_ONCE }
    await keepCount(tx, 'tasks', { ...piece, begins, waiting: () => notedPieces(tx) }, now)
    return piece.did
  })
}

/** Notes everything as stale, so that it is all counted anew. */
export async function forgetTasks(now: Date): Promise<void> {
  await inTransaction(async (tx) => {
    await countAlone(tx, 'tasks')
    await noteEverything(tx)
    await keepCount(tx, 'tasks', { begins: true, did: 0, more: true, waiting: () => notedPieces(tx) }, now)
  })
}
