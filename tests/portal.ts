import { request as open } from 'node:http'
import type { AddressInfo } from 'node:net'
import { onTestFinished } from 'vitest'
import { type AppParts, portal } from '#app/http/app.server.ts'
import { listen, stopListening } from '#app/http/listening.server.ts'

/** A portal on a free port of its own, with the given pages and nobody signed in; it ends with the test. */
export async function aPortal(parts: Partial<AppParts> = {}): Promise<string> {
  const app = portal({
    pages: async () => new Response('a page'),
    files: (_req, _res, next) => next(),
    recognise: async () => ({ sessionId: null, viewer: null }),
    origin: null,
    trustProxy: 0,
    development: false,
    ...parts,
  })
  const server = await listen(app, { host: '127.0.0.1', port: 0 })
  onTestFinished(() => stopListening(server, 0))
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}

/** What came back; header names in lower case. */
export type Answer = { status: number; headers: Record<string, string>; body: Buffer; text: string }

type Asked = { method?: string; headers?: Record<string, string>; body?: string | Buffer | AsyncIterable<Buffer> }

/**
 * One request just as it is given: unlike `fetch`, which adds headers of its own and forbids others. A body in pieces
 * goes out chunked, without its length. A stream of events never ends: only its head is taken.
 */
export async function ask(url: string, { method = 'GET', headers = {}, body }: Asked = {}): Promise<Answer> {
  const { promise, resolve, reject } = Promise.withResolvers<Answer>()
  const whole = typeof body === 'string' ? Buffer.from(body) : body
  const length = Buffer.isBuffer(whole) ? { 'content-length': String(whole.length) } : {}
  const req = open(url, { method, headers: { ...length, ...headers }, agent: false }, async (res) => {
    const isEndless = res.headers['content-type']?.startsWith('text/event-stream') === true
    if (isEndless) res.destroy()
    const bytes = isEndless ? Buffer.alloc(0) : Buffer.concat(await res.toArray())
    const pairs = Object.entries(res.headers).map(([name, value]) => [name, String(value)])
    resolve({ status: res.statusCode ?? 0, headers: Object.fromEntries(pairs), body: bytes, text: bytes.toString() })
  })
  req.on('error', reject)
  if (whole === undefined || Buffer.isBuffer(whole)) req.end(whole)
  else {
    for await (const piece of whole) req.write(piece)
    req.end()
  }
  return promise
}
