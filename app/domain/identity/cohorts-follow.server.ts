import type { Sql } from '#app/platform/database/sql.server.ts'
import { queueJobs } from '#app/platform/job-queue.server.ts'

/**
 * Says that who belongs together has changed, so that cohorts that fill themselves, and invitations to their sessions,
 * follow as soon as the transaction ends. Should that be lost, the same job runs by the clock.
 */
export async function letCohortsFollow(tx: Sql): Promise<void> {
  await queueJobs(tx, 'cohorts', [{ key: 'cohorts', payload: {} }], { maxTries: 5 })
}
