import { createHash } from 'node:crypto'
import pg from 'pg'
import { env } from '../env.server.ts'
import { logger } from '../logger.server.ts'
import { gatheringSocket } from './gathering-socket.server.ts'
import { SharedConnection } from './shared-connection.server.ts'
import { databaseUrl } from './url.server.ts'

/** What may stand in a statement: a parameter of the driver's, or a part of SQL with parameters of its own. */
export type Parameter = string | number | boolean | Date | null | undefined | Buffer | Parameter[] | object

/** A tagged template that runs one statement and answers its rows. Values become parameters, never text. */
export type Sql = <Row extends object = Record<string, unknown>>(
  strings: TemplateStringsArray,
  ...values: Parameter[]
) => Promise<Row[]>

/** A piece of a statement, made by `part`. */
export class Part {
  readonly strings: readonly string[]
  readonly values: Parameter[]
  constructor(strings: readonly string[], values: Parameter[]) {
    this.strings = strings
    this.values = values
  }
}

/** Composes statements: sql`SELECT … ${audience ? part`WHERE audience_id = ${audience}` : part``}`. */
export function part(strings: TemplateStringsArray, ...values: Parameter[]): Part {
  return new Part(strings, values)
}

/**
 * How every connection is made. Values come as the application means them: bigint and numeric as numbers, a date as
 * its text (a local date has no instant), timestamptz as Date.
 */
const CONNECTION = {
  connectionString: databaseUrl(),
  application_name: 'gangway',
  connectionTimeoutMillis: 5_000,
  keepAlive: true,
  types: { getTypeParser },
}

/**
 * Whatever the server's own settings are. Not as startup parameters: a connection pooler in between refuses those.
 * Prepared statements keep one plan: left to itself, PostgreSQL plans those with lists of ids anew each time, which
 * takes several times as long as they do.
 */
const begin = (client: pg.ClientBase) =>
  client.query("SET TIME ZONE 'UTC'; SET statement_timeout = '30s'; SET plan_cache_mode = force_generic_plan")

/**
 * The connections for requests, each used by one at a time; shared by `sql` and Prisma's `db`. A statement is sent without
 * waiting for the answers to those before it.
 */
export const pool = new pg.Pool({
  ...CONNECTION,
  pipeline: true,
  stream: gatheringSocket,
  max: env.DATABASE_CONNECTIONS,
  idleTimeoutMillis: 60_000,
  onConnect: async (client) => void (await begin(client)),
})
// A server that restarts closes idle connections: the pool drops them and opens new ones.
pool.on('error', (error) => logger.warn({ err: error }, 'an idle database connection was closed'))

/**
 * Runs one statement on the pool. A statement without parts is prepared once a connection: parsing and planning are
 * paid for once, which the hot paths live on.
 */
export const sql: Sql = (strings, ...values) => run(pool, strings, values)

/** Two, so that a statement seldom waits for another's; more would only be more processes of PostgreSQL. */
const shared = [new SharedConnection(CONNECTION, begin), new SharedConnection(CONNECTION, begin)] as const
/** the one that takes what is asked in this moment: what goes together costs one way to the server and back */
let chosen: SharedConnection | null = null

/**
 * Runs one short statement on a connection that all requests share, at a third of what `sql` costs: for what every page
 * asks. A slow statement here would hold up other people's pages.
 */
export const quick: Sql = (strings, ...values) => (chosen ?? choose()).query(statementOf(strings, values))

function choose(): SharedConnection {
  const [one, other] = shared
  chosen = one.waiting <= other.waiting ? one : other
  process.nextTick(() => {
    chosen = null
  })
  return chosen
}

/**
 * Runs `work` in one transaction: all of its statements take effect, or (when it throws) none. Everything inside must
 * use the `sql` that it is given. Statements run in the order in which they are begun; those that are begun together are
 * sent together, and cost one way to the server and back.
 */
export async function inTransaction<T>(work: (sql: Sql) => Promise<T>): Promise<T> {
  const client = await pool.connect()
  // The statement that is running fails by itself; without a listener, the lost connection would end the process too.
  client.on('error', ignore)
  try {
    const begun = client.query('BEGIN')
    const [result] = await Promise.all([work((strings, ...values) => run(client, strings, values)), begun])
    await client.query('COMMIT')
    client.removeListener('error', ignore)
    client.release()
    return result
  } catch (error) {
    const broken = await client.query('ROLLBACK').then(
      () => false,
      () => true,
    )
    if (!broken) client.removeListener('error', ignore)
    client.release(broken)
    throw error
  }
}

function ignore(): void {}

/** Ends all connections, Prisma's too, so that the process can end. */
export async function closeDatabase(): Promise<void> {
  if (pool.ended) return
  await Promise.all([pool.end(), ...shared.map((connection) => connection.end())])
}

type Statement = { name?: string; text: string; values: Parameter[] }

async function run<Row extends object>(
  on: pg.Pool | pg.PoolClient,
  strings: TemplateStringsArray,
  values: Parameter[],
): Promise<Row[]> {
  const result = await on.query<Row>(statementOf(strings, values) as pg.QueryConfig<unknown[]>)
  return result.rows
}

const prepared = new WeakMap<TemplateStringsArray, { name: string; text: string }>()

function statementOf(strings: TemplateStringsArray, values: Parameter[]): Statement {
  if (values.some((value) => value instanceof Part)) return composed(strings, values)
  const known = prepared.get(strings)
  if (known) return { ...known, values }
  const { text } = composed(strings, values)
  const name = createHash('sha1').update(text).digest('hex')
  prepared.set(strings, { name, text })
  return { name, text, values }
}

function composed(strings: readonly string[], values: Parameter[]): Statement {
  const statement: Statement = { text: '', values: [] }
  append(statement, strings, values)
  return statement
}

function append(statement: Statement, strings: readonly string[], values: Parameter[]): void {
  for (const [index, string] of strings.entries()) {
    statement.text += string
    if (index >= values.length) continue
    const value = values[index]
    if (value instanceof Part) append(statement, value.strings, value.values)
    else statement.text += `$${statement.values.push(value)}`
  }
}

const INT8 = 20
const NUMERIC = 1700
const DATE = 1082
const DATE_ARRAY = 1182
const TEXT_ARRAY: number = 1009

function getTypeParser(oid: number, format?: 'text' | 'binary'): (value: string) => unknown {
  if (oid === INT8) return wholeNumber
  if (oid === NUMERIC) return Number
  if (oid === DATE) return String
  return pg.types.getTypeParser(oid === DATE_ARRAY ? TEXT_ARRAY : oid, format ?? 'text')
}

function wholeNumber(text: string): number {
  const value = Number(text)
  if (!Number.isSafeInteger(value)) throw new RangeError('A bigint from the database is too large for a number.')
  return value
}
