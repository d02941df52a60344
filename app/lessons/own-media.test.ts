import { readdir, stat } from 'node:fs/promises'
import path from 'node:path'
import { expect, test } from 'vitest'
import { projectRoot } from '#app/platform/project.server.ts'
import { extensionOf, MEDIA_TYPES } from './media.ts'

/** People learn on phones and in warehouses, and the clone carries every version of a film for ever. */
const MOST_BYTES = 1_000_000

test('every film and picture of the demo is under 1 MB', async () => {
  const folder = path.join(projectRoot, 'content/brackwater/media')
  const names = (await readdir(folder)).filter((name) => Object.hasOwn(MEDIA_TYPES, extensionOf(name)))
  const sizes = await Promise.all(
    names.map(async (name) => [name, (await stat(path.join(folder, name))).size] as const),
  )
  expect(names.filter((name) => name.endsWith('.mp4')).length).toBeGreaterThan(0)
  expect(sizes.filter(([, size]) => size >= MOST_BYTES)).toEqual([])
})
