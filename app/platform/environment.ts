import { z } from 'zod'
import { StartProblem } from './start-problem.ts'

const LOG_LEVELS = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const
const LOOPBACK = /^(localhost|127(\.\d{1,3}){3}|::1|\[::1\])$/

const number = (least: number, most: number) => {
  const words = `must be a whole number from ${least} to ${most}`
  return z.coerce.number(words).int(words).min(least, words).max(most, words)
}
const url = (protocol: RegExp, example: string) => z.url({ protocol, error: `must look like ${example}`, abort: true })
const databaseUrl = url(/^postgres(ql)?$/, 'postgresql://user:password@host:5432/database')
const httpOrigin = url(/^https?$/, 'https://learn.example.org')
  .refine((value) => new URL(value).href === `${new URL(value).origin}/`, 'must not have a path')
  .transform((value) => new URL(value).origin)

const EnvironmentInput = z
  .object({
    /** the address that the server listens on */
    HOST: z.string().default('127.0.0.1'),
    PORT: number(0, 65_535).default(3000),
    /** the one public origin: links in mail, cookies, the same-origin check */
    ORIGIN: httpOrigin.optional(),
    /** how many proxies stand in front and set X-Forwarded-For */
    TRUST_PROXY: number(0, 10).default(0),
    /** unset: the embedded PostgreSQL under DATA_DIR */
    DATABASE_URL: databaseUrl.optional(),
    /** the same database past a connection pooler: for migrations, jobs and what listens */
    DATABASE_DIRECT_URL: databaseUrl.optional(),
    /** the most connections that one process opens for requests */
    DATABASE_CONNECTIONS: number(2, 200).default(12),
    DATA_DIR: z.string().default('.data'),
    /** what people learn, as files; a path that is not absolute begins in the project's folder */
    CONTENT_DIR: z.string().default('content'),
    /** unset: mail stays in the database, shown in /admin/mail */
    SMTP_URL: url(/^smtps?$/, 'smtp://user:password@host:587').optional(),
    MAIL_FROM: z.string().default('Gangway <gangway@localhost>'),
    LOG_LEVEL: z.enum(LOG_LEVELS, `must be one of ${LOG_LEVELS.join(', ')}`).default('info'),
    /** lets a monitoring system read /metrics */
    METRICS_TOKEN: z.string().min(16, 'must have at least 16 characters').optional(),
    /** lets webhooks call this machine, without TLS: for trying one out */
    WEBHOOKS_TO_LOOPBACK: z.enum(['yes', 'no'], 'must be yes or no').default('no'),
  })
  .superRefine((value, context) => {
    if (value.DATABASE_DIRECT_URL && !value.DATABASE_URL) {
      const message = 'is the direct way to the database of DATABASE_URL, which is not set'
      context.addIssue({ code: 'custom', path: ['DATABASE_DIRECT_URL'], message })
    }
    if (!value.ORIGIN && !isLoopback(value.HOST)) {
      context.addIssue({
        code: 'custom',
        path: ['ORIGIN'],
        message: `is required when HOST is ${value.HOST}, not loopback`,
      })
    }
  })
  .transform((value) => ({ ...value, ORIGIN: value.ORIGIN ?? localOrigin(value.HOST, value.PORT) }))

/** Everything that the deployment decides, validated. Names are those of the variables. */
export type Environment = z.output<typeof EnvironmentInput>

/** Reads the variables; an empty one counts as unset. Throws `StartProblem` with one line that names the first bad one. */
export function readEnvironment(variables: Record<string, string | undefined>): Environment {
  const given = Object.entries(variables).filter(([, value]) => value !== undefined && value !== '')
  const result = EnvironmentInput.safeParse(Object.fromEntries(given))
  if (result.success) return result.data
  const issue = result.error.issues[0]
  const name = String(issue?.path[0])
  const secret = /URL|TOKEN/.test(name)
  const value = secret || !variables[name] ? '' : ` (it is "${variables[name]}")`
  throw new StartProblem(`${name}: ${issue?.message}${value}. See "Environment" in docs/operations.md.`)
}

function localOrigin(host: string, port: number): string {
  return `http://${host.includes(':') && !host.startsWith('[') ? `[${host}]` : host}:${port}`
}

/** Whether only this machine reaches that address. */
export function isLoopback(host: string): boolean {
  return LOOPBACK.test(host)
}
