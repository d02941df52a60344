import { chmodSync, chownSync, mkdirSync, rmSync, statSync } from 'node:fs'
import path from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { connected } from '#app/platform/connected.server.ts'
import { canReach } from '#app/platform/postgres/account.server.ts'
import { projectRoot } from '#app/platform/project.server.ts'
import { aFolder, holdPostgres, refusedPostgres } from './postgres-holder.ts'

const LIMIT = 60_000
/** The one account beside root that every Linux has. */
const NOBODY = { uid: 65_534, gid: 65_534, name: 'nobody' }
const isRoot = process.getuid?.() === 0

if (isRoot) {
  test('started by root, the server runs as somebody else', { timeout: LIMIT }, async () => {
    const holder = await holdPostgres(aFolder())
    expect(statSync(holder.data).uid).not.toBe(0)
    expect(holder.said).toEqual([])
  })

  test('where only root can enter, data and programs lie elsewhere, and the start says where', {
    timeout: LIMIT,
  }, async () => {
    const folder = aFolder()
    mkdirSync(folder, { mode: 0o700 })
    const first = await holdPostgres(folder)
    const elsewhere = path.resolve(first.data, '../..')
    onTestFinished(() => rmSync(elsewhere, { recursive: true, force: true }))
    expect(elsewhere.startsWith(folder)).toBe(false)
    expect(first.said).toEqual([expect.stringContaining(elsewhere)])
    await connected(first.url, (client) => client.query('CREATE TABLE kept AS SELECT 1 AS n'))
    await first.stop()
    const second = await holdPostgres(folder)
    expect(second.data).toBe(first.data)
    await connected(second.url, (client) => client.query('SELECT n FROM kept'))
  })

  test('data that an ordinary user made stays theirs', { timeout: LIMIT }, async () => {
    const folder = aFolder()
    mkdirSync(folder)
    chownSync(folder, NOBODY.uid, NOBODY.gid)
    const first = await holdPostgres(folder)
    expect(statSync(first.data).uid).not.toBe(0)
  })
}

// The tests of a clone that only root can enter cannot be run by anybody else.
if (isRoot && canReach(NOBODY, projectRoot) && canReach(NOBODY, path.dirname(process.execPath))) {
  test('an ordinary user runs the server themselves', { timeout: LIMIT }, async () => {
    const folder = aFolder()
    mkdirSync(folder)
    chownSync(folder, NOBODY.uid, NOBODY.gid)
    const holder = await holdPostgres(folder, NOBODY)
    expect(statSync(holder.data)).toMatchObject({ uid: NOBODY.uid, gid: NOBODY.gid })
    await holder.stop()
    const again = await holdPostgres(folder)
    expect(again.data).toBe(holder.data)
    expect(statSync(again.data).uid).toBe(NOBODY.uid)
  })

  test('a folder that the user may not write is named in one line', { timeout: LIMIT }, async () => {
    const folder = aFolder()
    mkdirSync(folder)
    expect(await refusedPostgres(folder, NOBODY)).toEqual({
      expected: true,
      problem: expect.stringMatching(/^The data folder [^\n]* cannot be used: this user may not write there[^\n]*$/),
    })
  })
} else if (!isRoot) {
  test('a folder that this user may not write is named in one line', { timeout: LIMIT }, async () => {
    const folder = aFolder()
    mkdirSync(folder)
    chmodSync(folder, 0o500)
    expect(await refusedPostgres(folder)).toMatchObject({ expected: true })
  })
}
