import { connected } from '../connected.server.ts'

/**
 * What a database is for, written into it, where no environment variable can forget it. A demo's data has well-known
 * people and passwords: `npm start` must never serve it. `demo-public` is one with passwords that nobody can guess,
 * `demo-loading` one whose loading was begun and not finished.
 */
export type Purpose = 'demo' | 'demo-public' | 'demo-loading' | null

/** Null for any database that was never marked, also one without tables. */
export async function purposeOf(url: string): Promise<Purpose> {
  return connected(url, async (client) => {
    const table = await client.query(`SELECT 1 WHERE to_regclass('deployment.purpose') IS NOT NULL`)
    if (table.rowCount === 0) return null
    const { rows } = await client.query<{ purpose: Purpose }>('SELECT purpose FROM deployment.purpose')
    return rows[0]?.purpose ?? null
  })
}

/** Marks the database. The mark lies in a schema of its own, so that Prisma still takes an unmigrated database for empty. */
export async function markPurpose(url: string, purpose: NonNullable<Purpose>): Promise<void> {
  await connected(url, async (client) => {
    await client.query(`
      CREATE SCHEMA IF NOT EXISTS deployment;
      CREATE TABLE IF NOT EXISTS deployment.purpose (purpose text NOT NULL, since timestamptz NOT NULL DEFAULT now());
      TRUNCATE deployment.purpose`)
    await client.query('INSERT INTO deployment.purpose (purpose) VALUES ($1)', [purpose])
  })
}
