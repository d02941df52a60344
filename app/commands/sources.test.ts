import { mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { projectRoot } from '#app/platform/project.server.ts'
import { beginMaking, isFresh } from './sources.ts'

const folder = mkdtempSync(path.join(os.tmpdir(), 'gangway-sources-'))
const inProject = (name: string) => path.relative(projectRoot, path.join(folder, name))
const page = path.join(folder, 'app', 'page.ts')
mkdirSync(path.dirname(page))
writeFileSync(page, 'one')
afterAll(() => rmSync(folder, { recursive: true }))

const made = { stamp: inProject('stamp'), sources: [inProject('app')], leaveOut: /\.test\.ts$/ }

test('what was never made, or only half, is not fresh', () => {
  expect(isFresh(made)).toBe(false)
  beginMaking(made)
  expect(isFresh(made)).toBe(false)
})

test('content decides, not time', () => {
  beginMaking(made).finish()
  utimesSync(page, new Date(), new Date())
  expect(isFresh(made)).toBe(true)
  writeFileSync(page, 'two')
  expect(isFresh(made)).toBe(false)
  writeFileSync(page, 'one')
  expect(isFresh(made)).toBe(true)
})

test('a new file counts, and what is left out does not', () => {
  writeFileSync(path.join(folder, 'app', 'page.test.ts'), '')
  expect(isFresh(made)).toBe(true)
  writeFileSync(path.join(folder, 'app', 'other.ts'), '')
  expect(isFresh(made)).toBe(false)
})
