import { randomUUID } from 'node:crypto'
import { PrismaPg } from '@prisma/adapter-pg'
import {
  type ColumnType,
  ColumnTypeEnum,
  DriverAdapterError,
  type SqlDriverAdapter,
  type SqlMigrationAwareDriverAdapterFactory,
  type SqlQuery,
} from '@prisma/driver-adapter-utils'
import pg from 'pg'

/**
 * What `prisma.config.ts` gives Prisma's command line, so that its schema engine runs as WebAssembly on our own driver
 * and no engine is downloaded. Only for the command line; the application uses the adapter as it is.
 *
 * It mends what the engine and `@prisma/adapter-pg` 6.19 do not agree on. The engine reads PostgreSQL's catalogue, whose
 * types the adapter does not know. The adapter cuts a migration at every semicolon, also inside a function's body. A
 * connection string would send the shadow database's connections to the real one. And the shadow database cannot be
 * dropped while the pool on it lives.
 */
export function schemaEngineAdapter(url: string): SqlMigrationAwareDriverAdapterFactory {
  doNotWaitForLockTimer()
  const { host, port, user, password, database, ssl } = new pg.Client({ connectionString: url })
  const connection = { host, port, user, password, database, ssl }
  return {
    provider: 'postgres',
    adapterName: '@prisma/adapter-pg',
    connect: () => connectTo(connection),
    connectToShadowDb: () => connectToShadow(connection),
  }
}

/** The engine limits its wait for a lock by a timer of 10 s that it never clears: the command would end that much later. */
function doNotWaitForLockTimer(): void {
  const { setTimeout } = globalThis
  const forgettable = (work: () => void, delay = 0, ...args: []) => {
    const timer = setTimeout(work, delay, ...args)
    return delay >= 10_000 ? timer.unref() : timer
  }
  globalThis.setTimeout = Object.assign(forgettable, setTimeout) as typeof setTimeout
}

/** System types, by oid, and what the engine wants them called: "char", name, and their arrays. */
const SYSTEM_TYPES = new Map<number, ColumnType>([
  [18, ColumnTypeEnum.Character],
  [19, ColumnTypeEnum.Text],
  [1002, ColumnTypeEnum.CharacterArray],
  [1003, ColumnTypeEnum.TextArray],
])
const TEXT = 25
const TEXT_ARRAY: number = 1009

async function connectToShadow(connection: pg.PoolConfig): Promise<SqlDriverAdapter> {
  const name = `gangway_shadow_${randomUUID()}`
  const main = new pg.Client(connection)
  await main.connect()
  await main.query(`CREATE DATABASE "${name}"`)
  const shadow = await connectTo({ ...connection, database: name })
  const disconnect = shadow.dispose.bind(shadow)
  const dispose = async () => {
    await disconnect()
    await main.query(`DROP DATABASE "${name}" WITH (FORCE)`)
    await main.end()
  }
  return Object.assign(shadow, { dispose })
}

async function connectTo(connection: pg.PoolConfig): Promise<SqlDriverAdapter> {
  // An idle connection must not keep the command line from ending.
  const pool = new pg.Pool({ ...connection, idleTimeoutMillis: 100 })
  const systemTypesOf = readCatalogue(pool)
  const adapter = await new PrismaPg(pool, { disposeExternalPool: true }).connect()
  const queryRaw = adapter.queryRaw.bind(adapter)
  return Object.assign(adapter, {
    async queryRaw(query: SqlQuery) {
      const result = await queryRaw(query)
      const systemTypes = systemTypesOf.get(result.rows) ?? []
      return { ...result, columnTypes: result.columnTypes.map((type, column) => systemTypes[column] ?? type) }
    },
    /** In one go: PostgreSQL knows best where a statement ends. All of it happens, or nothing. */
    async executeScript(script: string) {
      await pool.query(script).catch((error: unknown) => {
        throw error instanceof pg.DatabaseError ? asEngineError(error) : error
      })
    },
  })
}

/** The engine shows only errors in this form. */
function asEngineError(error: pg.DatabaseError): DriverAdapterError {
  const { code = '', severity = '', message, detail, column, hint } = error
  return new DriverAdapterError({ kind: 'postgres', code, severity, message, detail, column, hint })
}

type Rows = unknown[][]
type ArrayResult = { rows: Rows; fields: { dataTypeID: number }[] }
type Query = (config: pg.QueryConfig, values: unknown[]) => Promise<ArrayResult>

/** Lets the adapter take columns of system types for text, and keeps by result which types they were. */
function readCatalogue(pool: pg.Pool): WeakMap<Rows, (ColumnType | undefined)[]> {
  const parseTextArray = pg.types.getTypeParser(TEXT_ARRAY)
  const systemTypesOf = new WeakMap<Rows, (ColumnType | undefined)[]>()
  for (const [oid, type] of SYSTEM_TYPES) {
    if (type === ColumnTypeEnum.CharacterArray || type === ColumnTypeEnum.TextArray)
      pg.types.setTypeParser(oid, parseTextArray)
  }
  const query = pool.query.bind(pool) as unknown as Query
  const reading: Query = async (config, values) => {
    const result = await query(config, values)
    if (!result.fields) return result
    systemTypesOf.set(
      result.rows,
      result.fields.map((field) => SYSTEM_TYPES.get(field.dataTypeID)),
    )
    for (const field of result.fields) {
      if (!SYSTEM_TYPES.has(field.dataTypeID)) continue
      field.dataTypeID = field.dataTypeID < 1000 ? TEXT : TEXT_ARRAY
    }
    return result
  }
  Object.assign(pool, { query: reading })
  return systemTypesOf
}
