import { readdir, readFile } from 'node:fs/promises'
import path from 'node:path'
import { gzipSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { projectRoot } from '#app/platform/project.server.ts'

const CLIENT = path.join(projectRoot, 'build/client')

type Part = { module: string; imports: string[] }
type Manifest = { entry: Part; routes: Record<string, Part> }

/** What the build says that each page loads; `npm test` has made it. */
async function manifest(): Promise<Manifest> {
  const assets = path.join(CLIENT, 'assets')
  const name = (await readdir(assets)).find((file) => /^manifest-.*\.js$/.test(file)) ?? ''
  const text = await readFile(path.join(assets, name), 'utf8')
  return JSON.parse(text.slice(text.indexOf('{'), text.lastIndexOf('}') + 1)) as Manifest
}

/** The scripts of a page, by size compressed with gzip, in bytes. */
async function scriptsOf(route: string): Promise<Map<string, number>> {
  const { entry, routes } = await manifest()
  const parts = [entry, routes.root, routes[route]].flatMap((part) => (part ? [part.module, ...part.imports] : []))
  const sizes = [...new Set(parts)].map(async (file) => {
    const size = gzipSync(await readFile(path.join(CLIENT, file)), { level: 9 }).length
    return [file, size] as const
  })
  return new Map(await Promise.all(sizes))
}

test('a module comes with at most 150 kB of compressed scripts', async () => {
  const scripts = await scriptsOf('routes/learner/module')
  expect(scripts.size).toBeGreaterThan(3)
  const total = [...scripts.values()].reduce((sum, size) => sum + size, 0)
  expect(total, [...scripts].map(([file, size]) => `${file} ${size}`).join('\n')).toBeLessThanOrEqual(150_000)
})

test('nobody loads dialogs, charts or schemas to read a module', async () => {
  const scripts = await scriptsOf('routes/learner/module')
  const texts = await Promise.all([...scripts.keys()].map((file) => readFile(path.join(CLIENT, file), 'utf8')))
  for (const word of ['ZodError', 'data-react-aria', 'Chart.register']) {
    expect(texts.filter((text) => text.includes(word))).toEqual([])
  }
})

test('what checks input stays on the server, as it would try whether it may make code from text', async () => {
  const assets = path.join(CLIENT, 'assets')
  const names = (await readdir(assets)).filter((file) => file.endsWith('.js'))
  expect(names.length).toBeGreaterThan(30)
  const texts = await Promise.all(names.map((file) => readFile(path.join(assets, file), 'utf8')))
  expect(names.filter((_, place) => texts[place]?.includes('ZodError'))).toEqual([])
})
