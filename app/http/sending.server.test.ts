import { get } from 'node:http'
import { Readable } from 'node:stream'
import { setTimeout as wait } from 'node:timers/promises'
import { gunzipSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { aPortal, ask } from '#tests/portal.ts'
import type { Pages } from './pages.server.ts'

const html = { 'Content-Type': 'text/html; charset=utf-8' }
const long = '<p>Invoices are entered header first.</p>'.repeat(100)
const gzip = { 'accept-encoding': 'gzip, br' }

const asStream = (parts: AsyncIterable<Uint8Array>) =>
  Readable.toWeb(Readable.from(parts, { objectMode: false })) as ReadableStream<Uint8Array>

/** A page whose second part comes only after `ms`. */
const inTwoParts =
  (ms: number): Pages =>
  async () => {
    const parts = async function* () {
      yield new TextEncoder().encode(long)
      await wait(ms)
      yield new TextEncoder().encode('<p>And the rest.</p>')
    }
    return new Response(asStream(parts()), { headers: html })
  }

test('a page that is complete goes out whole, with its length, compressed for whoever can read that', async () => {
  const portal = await aPortal({ pages: async () => new Response(long, { headers: html }) })
  const packed = await ask(portal, { headers: gzip })
  expect(packed.headers).toMatchObject({ 'content-encoding': 'gzip', vary: 'Accept-Encoding' })
  expect(packed.headers['content-length']).toBe(String(packed.body.length))
  expect(gunzipSync(packed.body).toString()).toBe(long)
  const plain = await ask(portal, { headers: { 'accept-encoding': 'gzip;q=0' } })
  expect(plain.headers).not.toHaveProperty('content-encoding')
  expect(plain.text).toBe(long)
})

test('a large export is compressed all the same', async () => {
  const csv = long.repeat(200)
  const portal = await aPortal({ pages: async () => new Response(csv, { headers: { 'Content-Type': 'text/csv' } }) })
  expect(gunzipSync((await ask(portal, { headers: gzip })).body).toString()).toBe(csv)
})

test('what is small or packed already is not compressed', async () => {
  const small = await aPortal({ pages: async () => new Response('<p>Hi</p>', { headers: html }) })
  expect((await ask(small, { headers: gzip })).headers).not.toHaveProperty('content-encoding')
  const image = await aPortal({ pages: async () => new Response(long, { headers: { 'Content-Type': 'image/png' } }) })
  expect((await ask(image, { headers: gzip })).headers).not.toHaveProperty('content-encoding')
})

test.each([{}, gzip])('a page that still waits for a part shows the first one meanwhile', async (headers) => {
  const portal = await aPortal({ pages: inTwoParts(400) })
  const arrivals: number[] = []
  const start = performance.now()
  const { promise, resolve } = Promise.withResolvers<Buffer>()
  get(portal, { headers, agent: false }, async (res) => {
    const chunks: Buffer[] = []
    for await (const chunk of res) {
      arrivals.push(performance.now() - start)
      chunks.push(chunk)
    }
    resolve(Buffer.concat(chunks))
  })
  const body = await promise
  expect(arrivals[0]).toBeLessThan(300)
  expect(arrivals.at(-1)).toBeGreaterThanOrEqual(390)
  expect(('accept-encoding' in headers ? gunzipSync(body) : body).toString()).toBe(`${long}<p>And the rest.</p>`)
})

test('events reach their reader at once, one by one', async () => {
  const events = async function* () {
    yield new TextEncoder().encode('data: one\n\n')
    await wait(300)
    yield new TextEncoder().encode('data: two\n\n')
  }
  const type = { 'Content-Type': 'text/event-stream' }
  const portal = await aPortal({ pages: async () => new Response(asStream(events()), { headers: type }) })
  const response = await fetch(portal)
  const reader = response.body?.getReader()
  expect(new TextDecoder().decode((await reader?.read())?.value)).toBe('data: one\n\n')
  expect(new TextDecoder().decode((await reader?.read())?.value)).toBe('data: two\n\n')
})

test('a visitor who leaves stops the work for them', async () => {
  const { promise: stopped, resolve } = Promise.withResolvers<boolean>()
  const pages: Pages = async (request) => {
    request.signal.addEventListener('abort', () => resolve(true))
    return new Response(new ReadableStream(), { headers: html })
  }
  const leave = new AbortController()
  const asked = fetch(await aPortal({ pages }), { signal: leave.signal }).catch(() => 'left')
  setTimeout(() => leave.abort(), 100)
  expect(await asked).toBe('left')
  expect(await stopped).toBe(true)
})

test('cookies stay apart', async () => {
  const pages: Pages = async () => {
    const headers = new Headers(html)
    headers.append('Set-Cookie', 'a=1; Path=/')
    headers.append('Set-Cookie', 'b=2; Path=/')
    return new Response('x', { headers })
  }
  const response = await fetch(await aPortal({ pages }))
  expect(response.headers.getSetCookie()).toEqual(['a=1; Path=/', 'b=2; Path=/'])
})
