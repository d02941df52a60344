import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { afterAll, expect, test } from 'vitest'
import { alone } from './alone.server.ts'
import { processMark } from './processes.server.ts'

const folder = mkdtempSync(path.join(os.tmpdir(), 'gangway-alone-'))
const lock = path.join(folder, 'lock')
afterAll(() => rmSync(folder, { recursive: true }))

test('one at a time works under a lock, and it is gone afterwards', async () => {
  let inside = 0
  const work = async () => {
    expect(++inside).toBe(1)
    await pause(10)
    inside--
  }
  await Promise.all([1, 2, 3, 4].map(() => alone(lock, 'a test', work)))
  expect(existsSync(lock)).toBe(false)
})

test('work that throws gives the lock back', async () => {
  await expect(alone(lock, 'a test', () => Promise.reject(new Error('no')))).rejects.toThrow('no')
  expect(existsSync(lock)).toBe(false)
})

test('the lock of a killed process does not count', async () => {
  const child = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'])
  await once(child, 'spawn')
  const mark = processMark(child.pid ?? 0)
  child.kill('SIGKILL')
  await once(child, 'exit')
  writeFileSync(lock, JSON.stringify({ ...mark, name: 'killed' }))
  expect(await alone(lock, 'a test', async () => 'worked')).toBe('worked')
})

test('nor does one whose number belongs to another process by now', async () => {
  writeFileSync(lock, JSON.stringify({ pid: process.pid, started: '1', name: 'long ago' }))
  expect(await alone(lock, 'a test', async () => 'worked')).toBe('worked')
})

test('nor one that was made and never filled', async () => {
  writeFileSync(lock, '')
  const longAgo = new Date(Date.now() - 60_000)
  utimesSync(lock, longAgo, longAgo)
  expect(await alone(lock, 'a test', async () => 'worked')).toBe('worked')
})
