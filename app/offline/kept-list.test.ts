import { expect, test } from 'vitest'
import { isStale, type KeptPage, stays } from './kept-list.ts'

const NOW = Date.parse('2026-09-15T09:00Z')
const HOUR = 3_600_000

const page = (path: string, parts: Partial<KeptPage> = {}): KeptPage => ({
  ...{ path, title: path, keptAt: NOW, build: 'b1', label: null, openedAt: null },
  ...parts,
})
const reference = (path: string, label = '1') => ({ path, title: path, label })

test('a quick reference is loaded again when it changed, when its scripts did, and after a day', () => {
  const kept = page('/modules/codes', { label: '1' })
  const stale = (parts: Partial<KeptPage>) => isStale({ ...kept, ...parts }, reference('/modules/codes'), 'b1', NOW)
  expect(stale({})).toBe(false)
  expect(stale({ keptAt: NOW - 23 * HOUR })).toBe(false)
  expect(stale({ label: '0' })).toBe(true)
  expect(stale({ build: 'b0' })).toBe(true)
  expect(stale({ keptAt: NOW - 25 * HOUR })).toBe(true)
  // The clock was set back.
  expect(stale({ keptAt: NOW + 25 * HOUR })).toBe(true)
  expect(isStale(undefined, reference('/modules/codes'), 'b1', NOW)).toBe(true)
})

test('the five modules that were opened last stay, and all quick references', () => {
  const opened = [1, 2, 3, 4, 5, 6, 7].map((hour) => page(`/modules/m${hour}`, { openedAt: NOW + hour * HOUR }))
  const references = ['a', 'b', 'c'].map((slug) => reference(`/modules/${slug}`))
  const kept = [...opened, ...references.map(({ path }) => page(path, { label: '1' }))]
  expect(stays(kept, references).map(({ path }) => path)).toEqual([
    ...['/modules/m3', '/modules/m4', '/modules/m5', '/modules/m6', '/modules/m7'],
    ...['/modules/a', '/modules/b', '/modules/c'],
  ])
})

test('a quick reference that is no longer at hand goes, unless it was opened', () => {
  const pages = [page('/modules/a', { label: '1' }), page('/modules/b', { label: '1', openedAt: NOW })]
  expect(stays(pages, [])).toEqual([page('/modules/b', { openedAt: NOW })])
})
