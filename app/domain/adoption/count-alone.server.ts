import { WRITES_READ_MODELS } from '#app/platform/database/read-models.ts'
import type { Sql } from '#app/platform/database/sql.server.ts'

/**
 * Lets one process at a time count a part of the read models, until the end of the transaction; the others wait, however
 * long that is. A statement may take as long as millions of rows do, and programs that follow lists of what happened pass
 * the transaction over.
 */
export async function countAlone(
  tx: Sql,
  part: 'standings' | 'tasks' | 'checks' | 'blocks' | 'baselines',
): Promise<void> {
  await tx`SET LOCAL statement_timeout = '30min'`
  await tx`SELECT set_config('application_name', ${WRITES_READ_MODELS}, true)`
  await tx`SELECT pg_advisory_xact_lock(hashtextextended(${`rollup of ${part}`}, 0))`
}

/**
 * Plans the rest of the transaction's statements for what there is now. Plans are kept otherwise, and one from when a queue
 * was empty takes minutes for what a full one leads to.
 */
export const planAnew = (tx: Sql) => tx`SET LOCAL plan_cache_mode = force_custom_plan`
