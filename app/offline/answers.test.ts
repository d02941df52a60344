import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { aBrowserWithCaches, aKeepablePage } from '#tests/makers/caches.ts'
import { answersFrom } from './answers.ts'
import { KeptPages } from './kept-pages.ts'
import type { FetchAsked } from './worker-scope.ts'

const ORIGIN = 'https://learn.example'

let browser: ReturnType<typeof aBrowserWithCaches>
beforeEach(() => {
  browser = aBrowserWithCaches()
})
afterEach(() => {
  vi.useRealTimers()
  vi.unstubAllGlobals()
})

/** A worker in whose browser one module's page is kept. */
async function aWorker() {
  const kept = new KeptPages({ id: 'b1', files: [] })
  await kept.note('/modules/a', aKeepablePage('lena', '<title>A</title>as it was kept'))
  const answer = answersFrom(kept, ['/assets/root.css'])
  /** What the worker answers; null where it leaves the request alone. */
  const ask = async (path: string, init: RequestInit & { navigates?: boolean } = {}): Promise<Response | null> => {
    const request = new Request(new URL(path, ORIGIN), init)
    if (init.navigates) Object.defineProperty(request, 'mode', { value: 'navigate' })
    let answered: Promise<Response> | null = null
    const event = {
      request,
      preloadResponse: Promise.resolve(undefined),
      respondWith: (given: Promise<Response>) => (answered = given),
      waitUntil: () => {},
    }
    answer(event as unknown as FetchAsked, ORIGIN)
    return answered
  }
  const open = async (path: string) => (await ask(path, { navigates: true })) as Response
  return { kept, ask, open }
}

test('where there is a network, its page is shown, and kept in place of the one before', async () => {
  browser.network.set('/modules/a', () => aKeepablePage('lena', 'as it is now'))
  const { kept, open } = await aWorker()
  expect(await (await open('/modules/a')).text()).toBe('as it is now')
  await expect.poll(async () => (await kept.find('/modules/a'))?.text()).toBe('as it is now')
})

test('without a network the kept page is shown; so it is while the server is away', async () => {
  const { open } = await aWorker()
  expect(await (await open('/modules/a?from=home')).text()).toContain('as it was kept')
  for (const status of [502, 503, 504]) {
    browser.network.set('/modules/a', () => new Response('', { status }))
    expect(await (await open('/modules/a')).text()).toContain('as it was kept')
  }
})

test('a network that does not answer is waited for four seconds', async () => {
  vi.useFakeTimers()
  browser.network.set('/modules/a', () => new Promise(() => {}))
  const { open } = await aWorker()
  const opened = open('/modules/a')
  await vi.advanceTimersByTimeAsync(4_000)
  expect(await (await opened).text()).toContain('as it was kept')
})

test('what the server says of a page that is kept is shown as it is', async () => {
  const { open } = await aWorker()
  for (const status of [404, 403, 500]) {
    browser.network.set('/modules/a', () => new Response('no', { status }))
    expect((await open('/modules/a')).status).toBe(status)
  }
})

test('a page that is not kept is answered with what is there, by a page that can run nothing', async () => {
  const { open } = await aWorker()
  const answer = await open('/admin/people?page=2')
  expect(answer.status).toBe(503)
  expect(answer.headers.get('Content-Security-Policy')).toContain("default-src 'none'")
  expect(await answer.text()).toContain('href="/admin/people?page=2"')
})

test('a module’s page that another page reads is answered like one that is opened', async () => {
  const { kept, ask } = await aWorker()
  const read = (path: string) => ask(path, { headers: { Accept: 'text/html' } })
  expect(await (await read('/modules/a'))?.text()).toContain('as it was kept')
  expect((await read('/modules/b'))?.ok).toBe(false)
  expect(await read('/admin/people')).toBeNull()
  expect(await ask('/modules/a', { headers: { Accept: 'application/json' } })).toBeNull()
  browser.network.set('/modules/a', () => aKeepablePage('lena', 'as it is now'))
  expect(await (await read('/modules/a'))?.text()).toBe('as it is now')
  await expect.poll(async () => (await kept.find('/modules/a'))?.text()).toBe('as it is now')
})

test('only modules’ pages are kept', async () => {
  browser.network.set('/admin/people', () => aKeepablePage('lena'))
  const { open, kept } = await aWorker()
  await open('/admin/people')
  expect(await kept.find('/admin/people')).toBeUndefined()
})

test('without a network the data of a page leads to the page', async () => {
  const { ask } = await aWorker()
  const answer = await ask('/modules/a.data')
  expect(answer?.status).toBe(204)
  expect(answer?.headers.get('X-Remix-Redirect')).toBe('/modules/a')
  expect(answer?.headers.get('X-Remix-Reload-Document')).toBe('true')
})

test('with the sign-in page everything that was kept goes', async () => {
  for (const path of ['/sign-in', '/sign-in.data']) {
    browser.network.set(path, () => new Response('Who are you?'))
    const { kept, ask } = await aWorker()
    await ask(path, { navigates: !path.endsWith('.data') })
    await expect.poll(() => kept.find('/modules/a')).toBeUndefined()
  }
})

test('what changes something and other sites are left to the browser', async () => {
  const { ask } = await aWorker()
  expect(await ask('/modules/a', { method: 'POST', navigates: true })).toBeNull()
  expect(await ask('/sign-out', { method: 'POST' })).toBeNull()
  expect(await ask('/events')).toBeNull()
  expect(await ask('https://elsewhere.example/modules/a', { navigates: true })).toBeNull()
})

test('files come from what is kept, else from the network', async () => {
  const assets = await caches.open('gangway-assets')
  await assets.put('/assets/kept.js', new Response('kept'))
  browser.network.set('/assets/new.js', () => new Response('new'))
  const { ask } = await aWorker()
  expect(await (await ask('/assets/kept.js'))?.text()).toBe('kept')
  expect(await (await ask('/assets/new.js'))?.text()).toBe('new')
})
