import { inTransaction } from '#app/platform/database/sql.server.ts'
import { countAlone, planAnew } from '../count-alone.server.ts'
import { keepCount } from '../counting.server.ts'
import { decideCells } from './check-cells.server.ts'
import { countWeeks } from './counted-checks.server.ts'
import { notedWeeks, noteTime, takeMembers, takeNotes, takeWeeks } from './stale-checks.server.ts'

/** Notes of submissions and of people in other groups that are taken up in one transaction, and weeks of checks, a few thousand submissions each. */
const NOTES_AT_ONCE = 20_000
const MEMBERS_AT_ONCE = 2_000
const WEEKS_AT_ONCE = 20

/**
 * Counts again what changed of first submissions of checks since the last time, in one transaction, and decides what may
 * be told of it. Answers how much there was; 0 when nothing is stale. Doing it twice changes nothing, and two at once wait
 * for each other.
 */
export async function rollUpChecks(now: Date): Promise<number> {
  return inTransaction(async (tx) => {
    await countAlone(tx, 'checks')
    const begins = await noteTime(tx, now)
    const members = await takeMembers(tx, MEMBERS_AT_ONCE)
    const notes = await takeNotes(tx, NOTES_AT_ONCE)
    const weeks = await takeWeeks(tx, WEEKS_AT_ONCE)
    if (weeks.length > 0) {
      await planAnew(tx)
      await countWeeks(tx, weeks, now)
      await decideCells(tx, weeks, now)
    }
    const more = members === MEMBERS_AT_ONCE || notes === NOTES_AT_ONCE || weeks.length === WEEKS_AT_ONCE
    await keepCount(tx, 'checks', { begins, did: weeks.length, more, waiting: () => notedWeeks(tx) }, now)
    return members + notes + weeks.length
  })
}
