import { Logger, parseCronItems, type Runner, run, type Task, type TaskList } from 'graphile-worker'
import pg from 'pg'
import { directUrl } from '#app/platform/database/url.server.ts'
import { logger } from '#app/platform/logger.server.ts'
import type { Job } from './job.ts'
import { JOBS } from './schedule.ts'

const CONCURRENT_JOBS = 2
/** The jobs that run, one connection that listens, one for looking after the queue. */
const CONNECTIONS = CONCURRENT_JOBS + 2

export type RunningJobs = {
  /** takes up no further job, lets those that run finish; safe to call twice */
  stop: () => Promise<void>
}

/**
 * Runs jobs in this process, on direct connections of their own. The queue is in the database: any number of instances
 * share it, and what one leaves unfinished another takes up. Makes the queue's tables at the first start.
 */
export async function startJobs(jobs: Record<string, Job> = JOBS): Promise<RunningJobs> {
  const pool = connections()
  const runner = await run({
    pgPool: pool,
    concurrency: CONCURRENT_JOBS,
    noHandleSignals: true,
    taskList: tasksOf(jobs),
    parsedCronItems: parseCronItems(cronOf(jobs)),
    logger: new Logger(logTo),
  })
  runner.promise.catch((error: unknown) => logger.error({ err: error }, 'the job worker ended'))
  await runAtStart(runner, jobs)
  let stopping: Promise<void> | undefined
  return {
    stop() {
      stopping ??= runner.stop().then(() => pool.end())
      return stopping
    },
  }
}

/** A pool of our own, because the worker does not wait until its own has ended. A server that restarts closes them all. */
function connections(): pg.Pool {
  const pool = new pg.Pool({ connectionString: directUrl(), max: CONNECTIONS, application_name: 'gangway jobs' })
  const closed = (error: Error) => logger.warn({ err: error }, 'a connection of the job worker was closed')
  pool.on('error', closed)
  pool.on('connect', (client) => client.on('error', closed))
  return pool
}

function tasksOf(jobs: Record<string, Job>): TaskList {
  const task =
    ({ run }: Job): Task =>
    (payload, { job }) =>
      run({ payload, lastTry: job.attempts >= job.max_attempts, now: new Date() })
  return Object.fromEntries(Object.entries(jobs).map(([name, job]) => [name, task(job)]))
}

function cronOf(jobs: Record<string, Job>) {
  return Object.entries(jobs).flatMap(([name, { cron }]) => (cron ? [{ task: name, match: cron }] : []))
}

async function runAtStart(runner: Runner, jobs: Record<string, Job>): Promise<void> {
  for (const [name, { atStart }] of Object.entries(jobs)) {
    if (atStart) await runner.addJob(name, {}, { jobKey: `${name}/at start` })
  }
}

/** The worker's own messages quote what jobs threw, so only problems are kept, and those by our own log's rules. */
const logTo = () => (level: string, message: string) => {
  if (level === 'error') logger.error({ worker: message.split('\n')[0]?.slice(0, 200) }, 'a job failed')
  else if (level === 'warning') logger.warn({ worker: message.slice(0, 200) }, 'the job worker warns')
}
