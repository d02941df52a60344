/** What the network says of a server that is not there, and what PostgreSQL says while it ends, begins or takes nobody more. */
const AWAY = new Set(['ECONNREFUSED', 'ECONNRESET', 'EPIPE', 'ETIMEDOUT', '57P01', '57P02', '57P03', '53300'])

/** The driver's own failures of this kind have words and no code. */
const LOST =
  /^(Connection terminated|timeout exceeded when trying to connect|Client has encountered a connection error)/

/** Whether an error only says that the database cannot be reached now: the same request may succeed in a moment. */
export function isDatabaseAway(error: unknown): boolean {
  if (!(error instanceof Error)) return false
  return AWAY.has(String((error as NodeJS.ErrnoException).code)) || LOST.test(error.message)
}
