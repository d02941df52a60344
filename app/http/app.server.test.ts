import { expect, test } from 'vitest'
import { aPortal, ask } from '#tests/portal.ts'
import type { Viewer } from '../domain/identity/viewer.ts'
import { BODY_LIMIT } from './body.server.ts'
import { addressOf, nonceOf, requestIdOf } from './context.server.ts'
import { readJson } from './json.server.ts'
import type { Pages } from './pages.server.ts'
import { requireViewer, requireViewerOr401 } from './viewer.server.ts'

const form = { 'content-type': 'application/x-www-form-urlencoded' }
const echo: Pages = async (request) => new Response(await request.text())

/** Like a route: what is thrown as a response is the response. */
const routed =
  (route: Pages): Pages =>
  async (request, context) => {
    try {
      return await route(request, context)
    } catch (thrown) {
      if (thrown instanceof Response) return thrown
      throw thrown
    }
  }

test('every answer carries the security headers, and names no server', async () => {
  const { headers } = await ask(await aPortal())
  const policy = Object.fromEntries(
    (headers['content-security-policy'] ?? '').split(';').map((directive) => {
      const [name, ...sources] = directive.split(' ')
      return [name, sources.join(' ')]
    }),
  )
  expect(policy['script-src']).toMatch(/^'nonce-[\w+/]{22}==' 'strict-dynamic'$/)
  expect(policy).toMatchObject({ 'default-src': "'self'", 'object-src': "'none'", 'base-uri': "'none'" })
  expect(policy).toMatchObject({ 'frame-ancestors': "'none'", 'form-action': "'self'", 'report-uri': '/csp-reports' })
  expect(headers).toMatchObject({ 'x-content-type-options': 'nosniff', 'referrer-policy': 'same-origin' })
  expect(headers['cache-control']).toBe('private, no-store')
  expect(headers).not.toHaveProperty('x-powered-by')
  expect(headers).not.toHaveProperty('strict-transport-security')
})

test('the nonce of a page is that of its policy, and new each time', async () => {
  const portal = await aPortal({ pages: async (_request, context) => new Response(nonceOf(context)) })
  const [first, second] = [await ask(portal), await ask(portal)]
  expect(first.headers['content-security-policy']).toContain(`script-src 'nonce-${first.text}' 'strict-dynamic'`)
  expect(second.text).not.toBe(first.text)
})

test('browsers are told to stay on TLS only where we are reached by it', async () => {
  const { headers } = await ask(await aPortal({ origin: 'https://learn.example.org' }))
  expect(headers['strict-transport-security']).toBe('max-age=31536000')
})

test('a form from another site is refused before anything reads it', async () => {
  let asked = 0
  const portal = await aPortal({
    pages: async () => {
      asked += 1
      return new Response()
    },
  })
  const headers = { ...form, origin: 'http://evil.example' }
  const refused = await ask(portal, { method: 'POST', headers, body: 'a=1' })
  expect(refused.status).toBe(403)
  expect(await ask(portal, { method: 'POST', body: 'a=1' })).toMatchObject({ status: 403 })
  expect(asked).toBe(0)
})

test('a page that resolves its own name to this machine does not become our origin', async () => {
  const headers = { ...form, host: 'rebound.example:3000', origin: 'http://rebound.example:3000' }
  expect(await ask(await aPortal(), { method: 'POST', headers, body: 'a=1' })).toMatchObject({ status: 403 })
})

test('a form of our own reaches its route whole', async () => {
  const portal = await aPortal({ pages: echo })
  const answer = await ask(portal, { method: 'POST', headers: { ...form, origin: portal }, body: 'email=lena' })
  expect(answer).toMatchObject({ status: 200, text: 'email=lena' })
})

test('behind a proxy that ends TLS, routes see our origin, and the visitor as far as proxies are trusted', async () => {
  const portal = await aPortal({
    origin: 'https://learn.example.org',
    trustProxy: 1,
    pages: async (request, context) => Response.json({ url: request.url, address: addressOf(context) }),
  })
  const headers = {
    ...form,
    host: 'app-1.internal:3000',
    origin: 'https://learn.example.org',
    'x-forwarded-for': '198.51.100.9, 203.0.113.7',
    'x-forwarded-host': 'evil.example',
  }
  const answer = await ask(`${portal}/sign-in?a=1`, { method: 'POST', headers, body: '' })
  expect(JSON.parse(answer.text)).toEqual({ url: 'https://learn.example.org/sign-in?a=1', address: '203.0.113.7' })
})

test('a body of more than 1 MiB is answered 413, with or without its length', async () => {
  const portal = await aPortal({ pages: echo })
  const headers = { origin: portal }
  const large = Buffer.alloc(2 * BODY_LIMIT)
  const pieces = async function* () {
    for (let sent = 0; sent < 8; sent++) yield Buffer.alloc(BODY_LIMIT / 4)
  }
  expect(await ask(portal, { method: 'POST', headers, body: large })).toMatchObject({ status: 413 })
  const chunked = await ask(portal, { method: 'POST', headers, body: pieces() })
  expect(chunked).toMatchObject({ status: 413 })
  expect(JSON.parse(chunked.text)).toMatchObject({ kind: 'too-large' })
  expect(await ask(portal, { method: 'POST', headers, body: Buffer.alloc(BODY_LIMIT) })).toMatchObject({ status: 200 })
})

test('413 reaches a sender that writes everything before it reads, and closes', async () => {
  const portal = await aPortal()
  const headers = { origin: portal, connection: 'close' }
  const answer = await ask(portal, { method: 'POST', headers, body: Buffer.alloc(20 * BODY_LIMIT) })
  expect(answer.status).toBe(413)
})

test('size is looked at before who asks, and who asks before syntax', async () => {
  const portal = await aPortal({
    pages: routed(async (request, context) => {
      requireViewerOr401(context)
      return Response.json(await readJson(request))
    }),
    recognise: async (cookies) => ({ sessionId: 'x', viewer: cookies === 'session=lena' ? lena : null }),
  })
  const post = (body: string, cookie = '') =>
    ask(`${portal}/events`, { method: 'POST', headers: { origin: portal, ...(cookie && { cookie }) }, body })
  expect(await post(`{"x":"${'a'.repeat(BODY_LIMIT)}"`)).toMatchObject({ status: 413 })
  expect(await post('{"events":[{')).toMatchObject({ status: 401 })
  expect(await post('{"events":[{', 'session=forged')).toMatchObject({ status: 401 })
  expect(await post('{"events":[{', 'session=lena')).toMatchObject({ status: 400 })
  expect(await post('{"events":[]}', 'session=lena')).toMatchObject({ status: 200 })
})

test('a stranger is sent to sign in, and comes back to the page they asked for', async () => {
  const portal = await aPortal({
    pages: routed(async (_request, context) => Response.json(requireViewer(context).name)),
  })
  const sentTo = async (path: string, asked: Parameters<typeof ask>[1] = {}) =>
    (await ask(portal + path, asked)).headers.location
  expect(await sentTo('/')).toBe('/sign-in')
  expect(await sentTo('/adoption?by=task')).toBe('/sign-in?redirectTo=%2Fadoption%3Fby%3Dtask')
  expect(await sentTo('/adoption.data?by=task&_routes=root')).toBe('/sign-in?redirectTo=%2Fadoption%3Fby%3Dtask')
  const headers = { origin: portal, referer: `${portal}/modules/first-invoice` }
  expect(await sentTo('/reports', { method: 'POST', headers })).toBe('/sign-in?redirectTo=%2Fmodules%2Ffirst-invoice')
  const foreign = { origin: portal, referer: 'http://evil.example/x' }
  expect(await sentTo('/reports', { method: 'POST', headers: foreign })).toBe('/sign-in')
})

test('a failure tells the visitor an id and nothing else', async () => {
  const portal = await aPortal({ pages: () => Promise.reject(new Error('password of lena is x')) })
  const page = await ask(portal, { headers: { accept: 'text/html' } })
  expect(page.status).toBe(500)
  expect(page.text).not.toContain('lena')
  expect(page.text).toContain(page.headers['x-request-id'])
})

test('health is told also where no session can be looked up', async () => {
  const portal = await aPortal({ recognise: () => Promise.reject(new Error('no database')) })
  expect(await ask(`${portal}/healthz`, { headers: { cookie: 'session=x' } })).toMatchObject({ status: 200 })
  expect(await ask(portal, { headers: { cookie: 'session=x' } })).toMatchObject({ status: 500 })
})

test('while the database is away, the answer is 503 and says when to come back', async () => {
  const away = Object.assign(new Error('connect ECONNREFUSED 127.0.0.1:5432'), { code: 'ECONNREFUSED' })
  const portal = await aPortal({ recognise: () => Promise.reject(away) })
  const page = await ask(portal, { headers: { accept: 'text/html', cookie: 'session=x' } })
  expect(page).toMatchObject({ status: 503, headers: { 'retry-after': '5' } })
  expect(page.text).toContain('Back in a moment')
  expect(page.text).not.toMatch(/ECONNREFUSED|127\.0\.0\.1/)
})

test('only a trusted proxy may name a request', async () => {
  const pages: Pages = async (_request, context) => new Response(requestIdOf(context))
  const headers = { 'x-request-id': 'named-by-proxy-1' }
  expect((await ask(await aPortal({ pages, trustProxy: 1 }), { headers })).text).toBe('named-by-proxy-1')
  expect((await ask(await aPortal({ pages }), { headers })).text).not.toBe('named-by-proxy-1')
})

test.each(['/%', '/a%E0%A4%A', '/modules/%00', '/a%1Fb', '/people?words=%00', '/people?%00=x', '/people?words=%1B'])(
  '%s is answered 400',
  async (path) => {
    expect(await ask((await aPortal()) + path)).toMatchObject({ status: 400 })
  },
)

test('what was pasted into a search may hold tabs and line ends', async () => {
  expect(await ask(`${await aPortal()}/people?words=Lena%09Brandt%0D%0A`)).toMatchObject({ status: 200 })
})

test.each(['TRACE', 'OPTIONS', 'PROPFIND'])('%s is answered 405', async (method) => {
  expect(await ask(await aPortal(), { method })).toMatchObject({ status: 405 })
})

const lena: Viewer = {
  personId: 'lena',
  name: 'Lena',
  email: 'lena@demo.test',
  language: 'en',
  roles: new Set(['learner']),
  migration: null,
}
