import pg from 'pg'

/** Tables whose rows are written in bulk, a milestone's history at once. */
const TABLES = [
  'person',
  'membership',
  'cohort',
  'cohort_member',
  'cohort_champion',
  'cohort_session',
  'attendance',
  'attempt',
  'attempt_error',
  'check_submission',
  'completion',
  'module_progress',
  'block_seen',
]

type Rule = { on: string; name: string; definition: string }

/**
 * Lets rows be written into large tables without the rules that are for single ones: foreign keys, keys, indexes and
 * triggers are taken away, and made again at once when `write` is done; so each is held against all rows, and costs one
 * reading of them. The tables are emptied first: PostgreSQL writes what a transaction put into them only once then.
 */
export async function withoutRules(client: pg.Client, write: () => Promise<void>, rules: Timed): Promise<void> {
  const [foreign, keys, indexes] = [await foreignKeys(client), await ownKeys(client), await ownIndexes(client)]
  for (const { on, name } of [...foreign, ...keys]) {
    await client.query(`ALTER TABLE ${on} DROP CONSTRAINT ${pg.escapeIdentifier(name)}`)
  }
  for (const { name } of indexes) await client.query(`DROP INDEX ${pg.escapeIdentifier(name)}`)
  for (const table of TABLES) await client.query(`ALTER TABLE ${table} DISABLE TRIGGER USER; TRUNCATE ${table}`)
  await write()
  await rules('keys and indexes', async () => {
    for (const { on, name, definition } of keys) await client.query(added(on, name, definition))
    for (const { definition } of indexes) await client.query(definition)
  })
  await rules('foreign keys', async () => {
    for (const { on, name, definition } of foreign) await client.query(added(on, name, definition))
  })
  for (const table of TABLES) await client.query(`ALTER TABLE ${table} ENABLE TRIGGER USER`)
}

/** Runs a step, and tells how long it took. */
export type Timed = (what: string, step: () => Promise<unknown>) => Promise<void>

const added = (on: string, name: string, definition: string) =>
  `ALTER TABLE ${on} ADD CONSTRAINT ${pg.escapeIdentifier(name)} ${definition}`

/** Of these tables, and of others to these. */
const foreignKeys = (client: pg.Client) =>
  constraints(client, `contype = 'f' AND (${of('conrelid')} OR ${of('confrelid')})`)
const ownKeys = (client: pg.Client) => constraints(client, `contype IN ('p', 'u') AND ${of('conrelid')}`)

async function constraints(client: pg.Client, which: string): Promise<Rule[]> {
  const { rows } = await client.query<Rule>(
    `SELECT conrelid::regclass::text AS "on", conname AS name, pg_get_constraintdef(oid) AS definition
     FROM pg_constraint WHERE ${which} ORDER BY oid`,
  )
  return rows
}

async function ownIndexes(client: pg.Client): Promise<Pick<Rule, 'name' | 'definition'>[]> {
  const { rows } = await client.query<Pick<Rule, 'name' | 'definition'>>(
    `SELECT indexrelid::regclass::text AS name, pg_get_indexdef(indexrelid) AS definition FROM pg_index
     WHERE ${of('indrelid')} AND NOT EXISTS (SELECT FROM pg_constraint WHERE conindid = indexrelid AND contype IN ('p', 'u'))
     ORDER BY indexrelid`,
  )
  return rows
}

const of = (column: string) => `${column} = ANY ('{${TABLES.join(',')}}'::regclass[])`
