import { afterAll, expect, onTestFinished, test, vi } from 'vitest'
import { sql } from './database/sql.server.ts'
import { announce, stopListeningLive, subscribe } from './live.server.ts'

afterAll(stopListeningLive)

/** How often a topic was told of, from when the connection listens. */
async function ear(topic: string): Promise<{ times: number }> {
  const heard = { times: 0 }
  onTestFinished(subscribe(topic, () => void heard.times++))
  await vi.waitFor(async () => expect(await listening()).toHaveLength(1))
  heard.times = 0
  return heard
}

const listening = () =>
  sql<{ pid: number }>`
    SELECT pid FROM pg_stat_activity
    WHERE application_name = 'gangway live' AND datname = current_database() AND query LIKE 'LISTEN%' AND state = 'idle'`

test('who listens to a topic hears of it, and of no other', async () => {
  const [mine, other] = [await ear('a session'), await ear('another session')]
  announce('a session')
  await vi.waitFor(() => expect(mine.times).toBe(1))
  expect(other.times).toBe(0)
})

test('another instance is heard too, and whoever stopped listening is left alone', async () => {
  const heard = await ear('from elsewhere')
  const left = { times: 0 }
  subscribe('from elsewhere', () => void left.times++)()
  await sql`SELECT pg_notify('gangway_live', 'from elsewhere')`
  await vi.waitFor(() => expect(heard.times).toBe(1))
  expect(left.times).toBe(0)
})

test('many announcements within a moment are two: the first at once, and one for the rest', async () => {
  const [heard, after] = [await ear('busy'), await ear('the pause after')]
  for (let time = 0; time < 50; time++) announce('busy')
  await vi.waitFor(() => expect(heard.times).toBe(2))
  // By the time that two more pauses have gone by, a third one would have been told.
  for (const turn of [1, 2, 3]) {
    announce('the pause after')
    await vi.waitFor(() => expect(after.times).toBe(turn))
  }
  expect(heard.times).toBe(2)
})

test('after the connection was cut, whoever listens is told to look again, and hears as before', async () => {
  const heard = await ear('through a cut')
  const [before] = await listening()
  await sql`SELECT pg_terminate_backend(${before?.pid}::int)`
  await vi.waitFor(() => expect(heard.times).toBe(1), 5_000)
  announce('through a cut')
  await vi.waitFor(() => expect(heard.times).toBe(2))
  const now = await listening()
  expect(now).toHaveLength(1)
  expect(now[0]?.pid).not.toBe(before?.pid)
})
