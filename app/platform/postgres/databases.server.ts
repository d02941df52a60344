import { setTimeout as pause } from 'node:timers/promises'
import pg from 'pg'
import { connected } from '../connected.server.ts'

/** Makes the database unless it exists; two at once make one. */
export async function ensureDatabase(maintenance: string, name: string): Promise<void> {
  await connected(maintenance, async (client) => {
    const { rowCount } = await client.query('SELECT 1 FROM pg_database WHERE datname = $1', [name])
    if (rowCount) return
    await client.query(`CREATE DATABASE ${pg.escapeIdentifier(name)}`).catch((error: pg.DatabaseError) => {
      const madeMeanwhile = error.code === '42P04' || error.code === '23505'
      if (!madeMeanwhile) throw error
    })
  })
}

/** As long as a worker of autovacuum may stay in a database that is to go. */
const WORKER_LIMIT_MS = 10_000

/**
 * Drops the database, if it exists, and ends its connections. A worker of autovacuum there is nobody's to end but a
 * superuser's: it leaves by itself, soon.
 */
export async function dropDatabase(maintenance: string, name: string): Promise<void> {
  const limit = Date.now() + WORKER_LIMIT_MS
  await connected(maintenance, async (client) => {
    for (let dropped = false; !dropped; ) {
      try {
        await client.query(`DROP DATABASE IF EXISTS ${pg.escapeIdentifier(name)} WITH (FORCE)`)
        dropped = true
      } catch (error) {
        const workerInside = (error as pg.DatabaseError).code === '42501'
        if (!workerInside || Date.now() > limit) throw error
        await pause(200)
      }
    }
  })
}

/** Runs `work` while no other process runs its own under the same key; a killed process's lock ends with its connection. */
export function exclusively<T>(maintenance: string, key: string, work: () => Promise<T>): Promise<T> {
  return connected(maintenance, async (client) => {
    await client.query('SELECT pg_advisory_lock(hashtext($1))', [key])
    return work()
  })
}
