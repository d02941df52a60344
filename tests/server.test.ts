import { afterAll, expect, test } from 'vitest'
import { aBuiltPortal } from './built-portal.ts'
import { aPerson } from './makers/people.ts'
import { ask } from './portal.ts'

// Without an admin, every page would lead to where the first one is made.
await aPerson({ roles: ['admin'] })
const running = await aBuiltPortal({ METRICS_TOKEN: 'a-token-of-the-monitoring' })
afterAll(running.stop)

test('it is alive and, with its database migrated, ready', async () => {
  expect(await ask(`${running.url}/healthz`)).toMatchObject({ status: 200, text: 'ok\n' })
  expect(await ask(`${running.url}/readyz`)).toMatchObject({ status: 200, text: 'ready\n' })
})

test('its measures are for who knows the token', async () => {
  expect(await ask(`${running.url}/metrics`)).toMatchObject({ status: 401 })
  const wrong = { authorization: 'Bearer another-token-of-the-monitoring' }
  expect(await ask(`${running.url}/metrics`, { headers: wrong })).toMatchObject({ status: 401 })
  const { status, text } = await ask(`${running.url}/metrics`, {
    headers: { authorization: 'Bearer a-token-of-the-monitoring' },
  })
  expect(status).toBe(200)
  expect(text).toMatch(/gangway_http_answer_seconds_count\{method="GET",route="\/healthz",status="200"\} \d/)
})

test('a page runs only scripts that carry its nonce', async () => {
  const { text, headers } = await ask(`${running.url}/nowhere`, { headers: { accept: 'text/html' } })
  const nonce = /'nonce-([^']+)'/.exec(headers['content-security-policy'] ?? '')?.[1]
  const scripts = text.match(/<script[^>]*>/g) ?? []
  expect(scripts.length).toBeGreaterThan(0)
  expect(scripts.filter((script) => !script.includes(`nonce="${nonce}"`))).toEqual([])
  expect(text).not.toMatch(/ on[a-z]+="/)
})

test('a page tells of its own routes and of those above it, which lead on without asking, and of no others', async () => {
  const { text } = await ask(`${running.url}/sign-in`, { headers: { accept: 'text/html' } })
  const manifest = /window\.__reactRouterManifest = ([\s\S]*?);\n/.exec(text)?.[1] ?? '{}'
  const { routes } = JSON.parse(manifest) as { routes: Record<string, { module: string }> }
  expect(Object.keys(routes).sort()).toEqual(['root', 'routes/learner/home', 'routes/public/sign-in'])
  for (const { module } of Object.values(routes)) expect(module).toMatch(/^\/assets\//)
})

test('an address that is no page is missing, for people, scripts and forms', async () => {
  expect(await ask(`${running.url}/nowhere`)).toMatchObject({ status: 404 })
  expect(await ask(`${running.url}/nowhere.data`)).toMatchObject({ status: 404 })
  const headers = { origin: running.url, 'content-type': 'application/x-www-form-urlencoded' }
  expect(await ask(`${running.url}/nowhere`, { method: 'POST', headers, body: 'a=1' })).toMatchObject({ status: 404 })
})

test.each(['session=forged', `session=${'a'.repeat(40)}`, "session=' OR 1=1 --", 'session=%00', 'session='])(
  'a forged cookie makes nobody: %s',
  async (cookie) => {
    const { status } = await ask(`${running.url}/metrics`, { headers: { cookie } })
    expect(status).toBe(401)
  },
)

test('browsers can report what the policy stopped', async () => {
  const body = JSON.stringify({
    'csp-report': { 'effective-directive': 'img-src', 'blocked-uri': 'http://x.example/a' },
  })
  const headers = { origin: running.url, 'content-type': 'application/csp-report' }
  expect(await ask(`${running.url}/csp-reports`, { method: 'POST', headers, body })).toMatchObject({ status: 204 })
  expect(await ask(`${running.url}/csp-reports`, { method: 'POST', headers, body: '{' })).toMatchObject({ status: 400 })
})

test('asked to end, it ends well and is not there any more', async () => {
  await running.stop()
  expect(running.process.exitCode).toBe(0)
  await expect(ask(`${running.url}/healthz`)).rejects.toMatchObject({ code: 'ECONNREFUSED' })
})
