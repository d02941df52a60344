import { inTransaction, Part, type Sql, sql } from '#app/platform/database/sql.server.ts'
import { idTime } from '#app/platform/ids.ts'
import { Refusal } from '../errors.ts'

/** A month of the log, by UTC: its first instant and that of the next one, and what it weighs on the disk. */
export type LogMonth = { table: string; from: Date; until: Date; bytes: number }

/** The months that the log has room for, the oldest first. */
export async function monthsOfLog(on: Sql = sql): Promise<LogMonth[]> {
  const rows = await on<{ table: string; from: string; until: string; bytes: number }>`
    SELECT c.relname AS table, bound[1] AS from, bound[2] AS until, pg_total_relation_size(c.oid) AS bytes
    FROM pg_inherits i JOIN pg_class c ON c.oid = i.inhrelid
    CROSS JOIN LATERAL regexp_match(
      pg_get_expr(c.relpartbound, c.oid), 'FROM .''([0-9a-f-]+)''. TO .''([0-9a-f-]+)''') AS bound
    WHERE i.inhparent = 'log.event'::regclass ORDER BY bound[1]`
  return rows.map(({ from, until, ...rest }) => ({ ...rest, from: idTime(from), until: idTime(until) }))
}

/** The instant of the last letting go; null before the first. Holds it to the end of the transaction. */
export async function holdMonths(tx: Sql): Promise<Date | null> {
  const [row] = await tx<{ from: Date | null }>`SELECT log.hold_months() AS from`
  return row?.from ?? null
}

/**
 * Lets go of all events before an instant, which is a month's first, for good: their months are dropped whole. Everything
 * that followed from them stays, and no event from before then is taken in any more. Waits for batches that are being
 * taken in, a few seconds at most, so that people are not kept waiting behind it. Refuses with `conflict` when somebody
 * else reads the log for longer, such as a backup: nothing has happened then, and it may be tried again.
 */
export async function letGo(before: Date, now: Date): Promise<LogMonth[]> {
  const months = (await monthsOfLog()).filter(({ until }) => until <= before)
  await inTransaction(async (tx) => {
    await tx`SET LOCAL lock_timeout = '3s'`
    await tx`SELECT pg_advisory_xact_lock(hashtext('log.retirement'))`
    await tx`INSERT INTO log.retirement (before, at) VALUES (${before}, ${now}) ON CONFLICT DO NOTHING`
    for (const { table } of months) await tx`DROP TABLE IF EXISTS log.${new Part([table], [])}`
  }).catch((error: { code?: string }) => {
    if (error.code === LOCK_NOT_AVAILABLE) throw new Refusal('conflict', BUSY)
    throw error
  })
  return months
}

const LOCK_NOT_AVAILABLE = '55P03'
const BUSY = 'The log is being read for longer, perhaps by a backup. Nothing was dropped: try again when that is done.'
