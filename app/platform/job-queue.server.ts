import type { Sql } from './database/sql.server.ts'

/** A job to be done outside of this request. Of several with one key that wait, the last one is done. */
export type QueuedJob = { key: string; payload: object }

/**
 * Hands jobs to the worker, in the caller's transaction. False, and nothing is queued, before the worker has made its
 * tables: a fresh database, a command line, a test.
 */
export async function queueJobs(
  run: Sql,
  task: string,
  jobs: readonly QueuedJob[],
  { maxTries }: { maxTries: number },
): Promise<boolean> {
  const [worker] = await run<{ exists: boolean }>`SELECT to_regclass('graphile_worker.jobs') IS NOT NULL AS exists`
  if (!worker?.exists) return false
  if (jobs.length === 0) return true
  await run`
    SELECT count(graphile_worker.add_job(${task}::text, job.payload, job_key := job.key, max_attempts := ${maxTries}::int))
    FROM jsonb_to_recordset(${JSON.stringify(jobs)}::jsonb) AS job (key text, payload json)`
  return true
}
