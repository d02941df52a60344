import { mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import path from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import pg from 'pg'
import { expect, onTestFinished, test } from 'vitest'
import { connected } from '#app/platform/connected.server.ts'
import { aFolder, aFolderWithData, gone, holdPostgres, postmasterPid, refusedPostgres } from './postgres-holder.ts'

const LIMIT = 60_000

test('the last process that leaves ends the server', { timeout: LIMIT }, async () => {
  const folder = aFolder()
  const [first, second] = await Promise.all([holdPostgres(folder), holdPostgres(folder)])
  expect(second.port).toBe(first.port)
  const pid = postmasterPid(first.data)
  await first.stop()
  expect(await answer(second.url)).toBe(1)
  await second.stop()
  expect(postmasterPid(first.data)).toBeNull()
  await gone(Number(pid))
})

test('a server whose parent was killed is adopted, with all that was committed', { timeout: LIMIT }, async () => {
  const folder = await aFolderWithData()
  const first = await holdPostgres(folder)
  await connected(first.url, (client) => client.query('CREATE TABLE kept AS SELECT 1 AS n'))
  const pid = postmasterPid(first.data)
  await first.kill()
  const second = await holdPostgres(folder)
  expect(postmasterPid(second.data)).toBe(pid)
  expect(await answer(second.url, 'SELECT n FROM kept')).toBe(1)
  await second.stop()
  await gone(Number(pid))
})

test('a killed server recovers at the next start', { timeout: LIMIT }, async () => {
  const folder = await aFolderWithData()
  const first = await holdPostgres(folder)
  await connected(first.url, (client) => client.query('CREATE TABLE kept AS SELECT 1 AS n'))
  await first.kill()
  process.kill(Number(postmasterPid(first.data)), 'SIGKILL')
  const second = await holdPostgres(folder)
  expect(await answer(second.url, 'SELECT n FROM kept')).toBe(1)
})

test('a server that is killed under a living parent comes back on its port', { timeout: LIMIT }, async () => {
  const holder = await holdPostgres(await aFolderWithData())
  process.kill(Number(postmasterPid(holder.data)), 'SIGKILL')
  const limit = Date.now() + 20_000
  while (Date.now() < limit && (await answer(holder.url).catch(() => null)) === null) await pause(200)
  expect(await answer(holder.url)).toBe(1)
})

test('the number of a dead server may belong to anybody by now', { timeout: LIMIT }, async () => {
  const folder = await aFolderWithData()
  const first = await holdPostgres(folder)
  await first.stop()
  const { uid, gid } = statSync(first.data)
  const pidFile = path.join(first.data, 'postmaster.pid')
  writeFileSync(pidFile, `${process.pid}\n${first.data}\n1\n${first.port}\n\n127.0.0.1\n1 1\nready\n`, { mode: 0o600 })
  const second = await holdPostgres(folder)
  expect(postmasterPid(second.data)).not.toBe(process.pid)
  expect(await answer(second.url)).toBe(1)
  expect(statSync(second.data)).toMatchObject({ uid, gid })
})

test('a port that is taken is left to whoever has it', { timeout: LIMIT }, async () => {
  const folder = await aFolderWithData()
  const first = await holdPostgres(folder)
  await first.stop()
  await listenOn(first.port)
  const second = await holdPostgres(folder)
  expect(second.port).not.toBe(first.port)
  expect(await answer(second.url)).toBe(1)
})

test('a path may have spaces, quotes and letters of any kind', { timeout: LIMIT }, async () => {
  const holder = await holdPostgres(aFolder("it's a Größe (1)"))
  expect(await answer(holder.url)).toBe(1)
})

test('a path that PostgreSQL cannot be started in is refused in one line', { timeout: LIMIT }, async () => {
  expect(await refusedPostgres(aFolder('a"b'))).toMatchObject({
    expected: true,
    problem: expect.stringMatching(/^The embedded PostgreSQL cannot run in [^\n]*$/),
  })
})

test('a data folder that is a file is named in one line', { timeout: LIMIT }, async () => {
  const folder = aFolder()
  writeFileSync(folder, '')
  const { problem, expected } = await refusedPostgres(folder)
  expect(problem).toMatch(/^The data folder [^\n]*data[^\n]* cannot be used: a part of the path is a file[^\n]*$/)
  expect(expected).toBe(true)
})

test('data of another PostgreSQL is left alone, in one line', { timeout: LIMIT }, async () => {
  const folder = await aFolderWithData()
  const first = await holdPostgres(folder)
  await first.stop()
  writeFileSync(path.join(first.data, 'PG_VERSION'), '12\n')
  const { problem } = await refusedPostgres(folder)
  expect(problem).toMatch(/^The data in [^\n]* is of PostgreSQL 12[^\n]*docs\/operations\.md\.$/)
})

test('a folder without data where data should be is named in one line', { timeout: LIMIT }, async () => {
  const folder = aFolder()
  mkdirSync(path.join(folder, 'postgres/cluster'), { recursive: true })
  expect(await refusedPostgres(folder)).toMatchObject({
    expected: true,
    problem: expect.stringMatching(/^[^\n]*cannot be used[^\n]*$/),
  })
})

test('nobody else gets in', { timeout: LIMIT }, async () => {
  const folder = await aFolderWithData()
  const { data, url, port } = await holdPostgres(folder)
  expect(statSync(data).mode & 0o777).toBe(0o700)
  expect(statSync(path.join(data, '../password')).mode & 0o777).toBe(0o600)
  expect(await answer(url, "SELECT current_setting('listen_addresses')")).toBe('127.0.0.1')
  const socketFolder = readFileSync(path.join(data, 'postmaster.pid'), 'utf8').split('\n')[4]
  expect(socketFolder).toBe('')
  expect(await answer(url, 'SELECT rolsuper FROM pg_roles WHERE rolname = current_user')).toBe(false)
  const withoutPassword = new pg.Client({
    host: '127.0.0.1',
    port,
    user: 'postgres',
    password: 'postgres',
    database: 'postgres',
  })
  await expect(withoutPassword.connect()).rejects.toThrow(/password authentication failed/)
})

test('what is acknowledged is on the disk', { timeout: LIMIT }, async () => {
  const { url } = await holdPostgres(await aFolderWithData())
  for (const setting of ['fsync', 'synchronous_commit', 'full_page_writes']) {
    expect(await answer(url, `SELECT current_setting('${setting}')`)).toBe('on')
  }
})

test('a start leaves nothing but the cluster behind', { timeout: LIMIT }, async () => {
  const folder = aFolder()
  const holder = await holdPostgres(folder)
  await holder.stop()
  expect(
    readdirSync(path.join(folder, 'postgres'))
      .filter((name) => !name.startsWith('postgresql-'))
      .sort(),
  ).toEqual(['cluster', 'holders'])
})

async function answer(url: string, statement = 'SELECT 1'): Promise<unknown> {
  return connected(url, async (client) => {
    const { rows } = await client.query<Record<string, unknown>>(statement)
    return Object.values(rows[0] ?? {})[0]
  })
}

function listenOn(port: number): Promise<void> {
  const server = createServer()
  onTestFinished(() => void server.close())
  return new Promise((resolve, reject) => server.once('error', reject).listen(port, '127.0.0.1', resolve))
}
