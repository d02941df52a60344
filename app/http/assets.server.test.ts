import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { brotliDecompressSync, gunzipSync } from 'node:zlib'
import { afterAll, expect, test } from 'vitest'
import { aPortal, ask } from '#tests/portal.ts'
import { compressAssets } from '../commands/compress-assets.ts'
import { builtFiles } from './assets.server.ts'

const script = 'export const words = "Invoices are entered header first."\n'.repeat(60)
const directory = await mkdtemp(path.join(tmpdir(), 'gangway-assets-'))
afterAll(() => rm(directory, { recursive: true }))

await mkdir(path.join(directory, 'assets'))
await mkdir(path.join(directory, '.vite'))
await writeFile(path.join(directory, 'assets/page-abc.js'), script)
await writeFile(path.join(directory, 'favicon.svg'), '<svg/>')
await writeFile(path.join(directory, '.vite/manifest.json'), '{}')
await compressAssets(directory)
const files = await builtFiles(directory)

test('a built file comes in the smallest form that the browser reads, and stays with it', async () => {
  const url = `${await aPortal({ files })}/assets/page-abc.js`
  const br = await ask(url, { headers: { 'accept-encoding': 'gzip, deflate, br' } })
  expect(br.headers).toMatchObject({ 'content-encoding': 'br', 'content-type': 'text/javascript; charset=utf-8' })
  expect(br.headers['cache-control']).toBe('public, max-age=31536000, immutable')
  expect(brotliDecompressSync(br.body).toString()).toBe(script)
  const gz = await ask(url, { headers: { 'accept-encoding': 'gzip' } })
  expect(gunzipSync(gz.body).toString()).toBe(script)
  expect((await ask(url)).text).toBe(script)
  expect(br.headers['x-content-type-options']).toBe('nosniff')
})

test('a file that the browser has is not sent again', async () => {
  const url = `${await aPortal({ files })}/favicon.svg`
  const { headers, text } = await ask(url)
  expect(text).toBe('<svg/>')
  const again = await ask(url, { headers: { 'if-none-match': headers.etag ?? '' } })
  expect(again).toMatchObject({ status: 304, text: '' })
})

test('a file of an older build is missing, and that is not kept', async () => {
  const answer = await ask(`${await aPortal({ files })}/assets/page-old.js`)
  expect(answer.status).toBe(404)
  expect(answer.headers['cache-control']).toBe('no-store')
})

test('nothing else of the folder is served', async () => {
  const portal = await aPortal({ files })
  for (const target of [
    '/.vite/manifest.json',
    '/assets/page-abc.js.br',
    '/assets/../favicon.svg',
    '/assets/%2e%2e/favicon.svg',
  ]) {
    expect((await ask(portal + target)).text).not.toBe('{}')
  }
  expect(await ask(`${portal}/assets/page-abc.js.br`)).toMatchObject({ status: 404 })
})
