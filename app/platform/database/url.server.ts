import { StartProblem } from '../start-problem.ts'

/**
 * The connection string of the database that this process works on. A command settles it before anything that needs
 * the database is imported: `DATABASE_URL` as given, or the embedded server's.
 */
export function databaseUrl(): string {
  const url = process.env.DATABASE_URL
  if (!url)
    throw new StartProblem('DATABASE_URL is not set, and no embedded PostgreSQL was started before it was needed.')
  return url
}

/**
 * The same database without a connection pooler in between: for what needs a connection of its own, as migrations,
 * jobs and locks that last as long as their connection do.
 */
export function directUrl(): string {
  return process.env.DATABASE_DIRECT_URL || databaseUrl()
}

/**
 * Hands the database on, also to the server's bundle, workers and child processes: they read the environment too. A
 * direct way that was named is one to another database.
 */
export function settleDatabase(url: string): void {
  process.env.DATABASE_URL = url
  delete process.env.DATABASE_DIRECT_URL
}
