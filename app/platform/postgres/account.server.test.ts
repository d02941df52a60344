import { chmodSync, mkdirSync, mkdtempSync, rmSync, statSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { canReach } from './account.server.ts'

const root = mkdtempSync(path.join(os.tmpdir(), 'gangway-reach-'))
const inner = path.join(root, 'a', 'b')
mkdirSync(inner, { recursive: true })
afterAll(() => rmSync(root, { recursive: true }))

const { uid, gid } = statSync(root)
const stranger = { uid: uid + 4_711, gid: gid + 4_711, name: 'stranger' }

test('an account reaches what every folder on the way lets it into', () => {
  chmodSync(root, 0o755)
  expect(canReach(stranger, inner)).toBe(true)
  expect(canReach(stranger, path.join(inner, 'not', 'there', 'yet'))).toBe(true)
})

test('one closed folder on the way is enough', () => {
  chmodSync(root, 0o700)
  expect(canReach(stranger, inner)).toBe(false)
  expect(canReach({ ...stranger, uid }, inner)).toBe(true)
})

test('passing through needs no right to look', () => {
  chmodSync(root, 0o711)
  expect(canReach(stranger, inner)).toBe(true)
})

test('the group counts for its members', () => {
  chmodSync(root, 0o750)
  expect(canReach(stranger, inner)).toBe(false)
  expect(canReach({ ...stranger, gid }, inner)).toBe(true)
})
