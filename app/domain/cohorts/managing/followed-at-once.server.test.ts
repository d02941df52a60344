import { afterEach, expect, test, vi } from 'vitest'
import type { Viewer } from '#app/domain/identity/viewer.ts'
import { cohorts } from '#app/jobs/cohorts.ts'
import { type RunningJobs, startJobs } from '#app/jobs/worker.server.ts'
import { inTransaction, sql } from '#app/platform/database/sql.server.ts'
import { aCohort } from '#tests/makers/cohorts.ts'
import { aLead, aLearner, aMigration, anAudience } from '#tests/makers/people.ts'
import { anInvited, aRoom, NOW } from '#tests/makers/sessions.ts'
import { addChampion, endChampion } from './champions.server.ts'
import { closeCohort } from './change-cohort.server.ts'
import { followRules } from './cohort-rules.server.ts'

let running: RunningJobs | undefined
afterEach(() => running?.stop())

/** What somebody was mailed of sessions, first to last. */
async function mailTo({ personId }: Pick<Viewer, 'personId'>): Promise<string[]> {
  const mails = await sql<{ subject: string }>`
    SELECT subject FROM mail WHERE person_id = ${personId}::uuid AND calendar IS NOT NULL ORDER BY id`
  return mails.map(({ subject }) => subject)
}

test('calendars of a new champion and of one taken off follow at once, without waiting for the clock', async () => {
  // The job as the worker has it, but never by the clock or at the start: only what a change asks for runs.
  running = await startJobs({ cohorts: { run: cohorts.run } })
  const room = await aRoom(1)
  const lead = await aLead({ migration: room.migration })
  const noor = await aLearner({ migration: room.migration, name: 'Noor Haddad' })
  await anInvited(room, { champion: undefined })
  await addChampion(lead, room.cohort.id, 'Noor Haddad', NOW)
  await vi.waitFor(async () => expect(await mailTo(noor)).toEqual(['You run: Invoices together']), 10_000)
  await endChampion(lead, room.cohort.id, noor.personId, null, NOW)
  await vi.waitFor(async () => {
    expect((await mailTo(noor))[1]).toBe('You no longer run: Invoices together')
  }, 10_000)
})

test('a cohort that is closed while rules fill it waits for them, and takes nobody in afterwards', async () => {
  const migration = await aMigration()
  const audience = await anAudience(migration)
  const lead = await aLead({ migration })
  const cohort = await aCohort(migration, { name: 'Leeds' })
  await sql`UPDATE cohort SET audience_id = ${audience.id}::uuid WHERE id = ${cohort.id}::uuid`
  await aLearner({ migration, audiences: [audience] })
  const closing = await inTransaction(async (tx) => {
    const followed = await followRules(tx, migration.id, NOW)
    expect(followed.joined).toBe(1)
    const [own] = await tx<{ pid: number }>`SELECT pg_backend_pid() AS pid`
    const closed = closeCohort(lead, cohort.id, NOW)
    const waits = () => sql`SELECT FROM pg_stat_activity WHERE ${own?.pid ?? 0}::int = ANY (pg_blocking_pids(pid))`
    const isClosed = () => sql`SELECT FROM cohort WHERE id = ${cohort.id}::uuid AND closed_at IS NOT NULL`
    await vi.waitFor(async () => expect([...(await waits()), ...(await isClosed())]).not.toEqual([]), 10_000)
    expect(await isClosed()).toEqual([])
    return { closed }
  })
  await closing.closed
  await aLearner({ migration, audiences: [audience] })
  expect(await followRules(sql, migration.id, NOW)).toEqual({ joined: 0, left: 0 })
})
