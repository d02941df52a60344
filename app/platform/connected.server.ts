import pg from 'pg'
import { StartProblem } from './start-problem.ts'

const CONNECT_LIMIT_MS = 10_000

/**
 * Runs `work` on a connection of its own, outside the pool: for what a start does before there is one, and for locks
 * that last as long as their connection. Throws `StartProblem` when the database does not answer.
 */
export async function connected<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: CONNECT_LIMIT_MS })
  // A lost connection fails the statement that runs; without a listener it would end the process too.
  client.on('error', () => {})
  try {
    await client.connect().catch((cause: Error) => {
      const name = url === process.env.DATABASE_DIRECT_URL ? 'DATABASE_DIRECT_URL' : 'DATABASE_URL'
      throw new StartProblem(`${name}: the database does not answer (${wordsOf(cause)}).`, { cause })
    })
    return await work(client)
  } finally {
    await client.end().catch(() => {})
  }
}

/** `localhost` has two addresses, and the error of both has no words of its own. */
function wordsOf(error: Error): string {
  return error.message || (error as NodeJS.ErrnoException).code || error.name
}
