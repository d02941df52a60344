import { afterEach, expect, test, vi } from 'vitest'
import { queueMail } from '#app/domain/notices/mail.server.ts'
import { sql } from '#app/platform/database/sql.server.ts'
import type { JobCall } from './job.ts'
import { JOBS } from './schedule.ts'
import { type RunningJobs, startJobs } from './worker.server.ts'

let running: RunningJobs | undefined
afterEach(() => running?.stop())

test('a job that fails is tried again, and one that is due at the start runs once', async () => {
  const calls: JobCall[] = []
  const flaky = async (call: JobCall) => {
    calls.push(call)
    if (calls.length === 1) throw new Error('not yet')
  }
  running = await startJobs({ flaky: { run: flaky, atStart: true } })
  await vi.waitFor(() => expect(calls).toHaveLength(2), 10_000)
  expect(calls[0]).toMatchObject({ payload: {}, lastTry: false })
})

test("mail queued before the worker's first start is found by its sweep, and kept while there is no mail server", async () => {
  await queueMail(sql, { key: 'a', to: 'a@x.example', personId: null, subject: 'Hello', text: 'Hello' }, new Date())
  await running?.stop()
  running = await startJobs()
  await vi.waitFor(async () => {
    const jobs = await sql`SELECT task_identifier FROM graphile_worker.jobs WHERE task_identifier <> 'flaky'`
    expect(jobs).toEqual([])
  }, 10_000)
  expect(await sql`SELECT sent_at, failed_at, tries FROM mail`).toEqual([{ sent_at: null, failed_at: null, tries: 0 }])
})

test('every scheduled job can run on an empty database', async () => {
  for (const job of Object.values(JOBS)) {
    if (job.cron) await job.run({ payload: {}, lastTry: false, now: new Date() })
  }
})
