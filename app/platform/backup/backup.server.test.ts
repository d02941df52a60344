import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { gunzipSync, gzipSync } from 'node:zlib'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { anEmptyDatabase, type TestDatabase } from '#tests/database.ts'
import { aDemoDatabase } from '#tests/demo-database.ts'
import { connected } from '../connected.server.ts'
import { backUp } from './backup.server.ts'
import { restore } from './restore.server.ts'

const folder = mkdtempSync(path.join(os.tmpdir(), 'gangway-backup-'))
const file = path.join(folder, 'whole.backup')
const now = new Date('2026-11-30T20:00:00Z')
/** The first test of a day that wants the demo loads it. */
const LOADING_MS = 180_000
let origin: TestDatabase

beforeAll(async () => {
  origin = await aDemoDatabase()
  await backUp(origin.url, file, now)
}, LOADING_MS)
afterAll(async () => {
  await origin?.drop()
  rmSync(folder, { recursive: true, force: true })
})

test('a backup brings every row, rule and index of a whole company into an empty database', async () => {
  const { url, drop } = await anEmptyDatabase()
  const restored = await restore(url, file)
  expect(restored.takenAt).toBe(now.toISOString())
  expect(await rowsIn(url)).toEqual(await rowsIn(origin.url))
  expect(await rulesIn(url)).toEqual(await rulesIn(origin.url))
  await drop()
})

test('a restored database refuses what the original refuses', async () => {
  const { url, drop } = await anEmptyDatabase()
  await restore(url, file)
  await connected(url, async (client) => {
    await expect(client.query('DELETE FROM completion')).rejects.toThrow()
    await expect(client.query("UPDATE release SET label = 'other'")).rejects.toThrow()
  })
  await drop()
})

test('a restored database goes on numbering where the original stood', async () => {
  const { url, drop } = await anEmptyDatabase()
  await restore(url, file)
  await connected(url, async (client) => {
    const { rows } = await client.query('SELECT max(id) AS last FROM audience_set')
    const added = await client.query(
      'INSERT INTO audience_set (audience_ids) VALUES (ARRAY[gen_random_uuid()]) RETURNING id',
    )
    expect(added.rows).toEqual([{ id: rows[0].last + 1 }])
  })
  await drop()
})

test('only its owner can read a backup, and it takes its name when it is whole', async () => {
  expect(statSync(file).mode & 0o777).toBe(0o600)
  const kept = path.join(folder, 'kept.backup')
  writeFileSync(kept, 'the one of yesterday')
  await expect(backUp('postgresql://nobody@127.0.0.1:1/none', kept, now)).rejects.toThrow(/does not answer/)
  expect(readFileSync(kept, 'utf8')).toBe('the one of yesterday')
  await expect(backUp(origin.url, path.join(folder, 'none/such.backup'), now)).rejects.toThrow(/cannot be written/)
})

test.each([
  ['cut short', (whole: Buffer) => whole.subarray(0, whole.length - 2_000)],
  [
    'cut between two tables',
    (whole: Buffer) => lineWise(whole, (lines) => lines.slice(0, lines.lastIndexOf('\\.') + 1)),
  ],
  ['without a row', (whole: Buffer) => lineWise(whole, (lines) => lines.toSpliced(lines.indexOf('\\.') - 1, 1))],
  ['of something else', () => gzipSync('{"format":"another"}\n')],
  ['that is no gzip', () => Buffer.from('select 1')],
  ['that is empty', () => Buffer.alloc(0)],
])('a file %s is refused in words, and the database stays empty', async (_, changed) => {
  const broken = path.join(folder, 'broken.backup')
  writeFileSync(broken, changed(readFileSync(file)))
  const { url, drop } = await anEmptyDatabase()
  await expect(restore(url, broken)).rejects.toThrow(/^This (file|backup) /)
  const tables = await connected(url, (client) => client.query(`SELECT FROM pg_tables WHERE schemaname = 'public'`))
  expect(tables.rowCount).toBe(0)
  await drop()
})

test('a database that holds something is left alone', async () => {
  await expect(restore(origin.url, file)).rejects.toThrow(/not empty/)
})

test('a backup of a newer release is refused', async () => {
  const newer = path.join(folder, 'newer.backup')
  const [head = '', ...rest] = linesOf(readFileSync(file))
  const migrations = [...JSON.parse(head).migrations, '29991231000000_later']
  writeFileSync(
    newer,
    gzipSync([JSON.stringify({ ...JSON.parse(head), migrations }), ...rest].join('\n'), { level: 1 }),
  )
  const { url, drop } = await anEmptyDatabase()
  await expect(restore(url, newer)).rejects.toThrow(/newer release/)
  await drop()
})

const linesOf = (whole: Buffer) => gunzipSync(whole).toString('latin1').split('\n')

function lineWise(whole: Buffer, change: (lines: string[]) => string[]): Buffer {
  return gzipSync(Buffer.from(`${change(linesOf(whole)).join('\n')}\n`, 'latin1'), { level: 1 })
}

/** By table: how many rows, and a sum over all of their text. */
function rowsIn(url: string): Promise<Record<string, string>> {
  return connected(url, async (client) => {
    const { rows: tables } = await client.query<{ name: string }>(
      `SELECT format('%I.%I', schemaname, tablename) AS name FROM pg_tables WHERE schemaname IN ('public', 'log')`,
    )
    const found: Record<string, string> = {}
    for (const { name } of tables) {
      const { rows } = await client.query(
        `SELECT count(*) || ' ' || coalesce(sum(hashtextextended(t::text, 0)), 0) AS sum FROM ${name} t`,
      )
      if (rows[0].sum !== '0 0') found[name] = rows[0].sum
    }
    return found
  })
}

/** Every constraint, trigger, index and function, as the database spells them. */
function rulesIn(url: string): Promise<string[]> {
  return connected(url, async (client) => {
    const { rows } = await client.query<{ rule: string }>(`
      SELECT conrelid::regclass || ' ' || conname || ' ' || convalidated || ' ' || pg_get_constraintdef(oid) AS rule FROM pg_constraint
        WHERE connamespace IN ('public'::regnamespace, 'log'::regnamespace)
      UNION ALL SELECT pg_get_triggerdef(oid) || tgenabled::text FROM pg_trigger WHERE NOT tgisinternal
      UNION ALL SELECT indexdef FROM pg_indexes WHERE schemaname IN ('public', 'log')
      ORDER BY 1`)
    return rows.map(({ rule }) => rule)
  })
}
