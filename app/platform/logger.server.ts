import { pino } from 'pino'
import { env } from './env.server.ts'

/**
 * The log: JSON lines on standard output. No names, addresses, answers or query strings belong into it; an error is
 * reduced to its kind, words and place, because the database's carry the values of the failed row.
 */
export const logger = pino({ level: env.LOG_LEVEL, base: null, serializers: { err: errorForLog, error: errorForLog } })

type LoggedError = { type: string; message: string; code?: string; stack?: string; cause?: LoggedError }

/** What of an error may be kept. */
export function errorForLog(error: unknown): LoggedError {
  if (!(error instanceof Error)) return { type: typeof error, message: 'not an error' }
  const { code } = error as NodeJS.ErrnoException
  const message = withoutValues(error.message, code)
  return {
    type: error.name,
    message,
    ...(code ? { code } : {}),
    ...(error.stack ? { stack: error.stack.replace(error.message, () => message) } : {}),
    ...(error.cause ? { cause: errorForLog(error.cause) } : {}),
  }
}

/** PostgreSQL's class 22, data exceptions, quotes the value that it could not read. */
function withoutValues(message: string, code: string | undefined): string {
  return /^22\w{3}$/.test(code ?? '') ? message.replace(/"[^"]*"/g, '"…"') : message
}
