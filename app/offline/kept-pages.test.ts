import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { aBrowserWithCaches, aKeepablePage } from '#tests/makers/caches.ts'
import { KeptPages } from './kept-pages.ts'

const HASH = 'ab'.repeat(32)
const INVOICE = { path: '/modules/first-invoice', title: 'Enter a supplier invoice' }
const CODES = { path: '/modules/codes', title: 'Codes', label: '1' }
const LENA = 'gangway-pages-lena'
const FILE = () => new Response('x', { headers: { Date: new Date().toUTCString() } })

let browser: ReturnType<typeof aBrowserWithCaches>
beforeEach(() => {
  browser = aBrowserWithCaches()
  signedIn('lena')
  browser.network.set('/assets/later.js', FILE)
})
afterEach(() => vi.unstubAllGlobals())

const aWorker = (id = 'b1') => new KeptPages({ id, files: ['/assets/later.js'] })

/** Who is signed in, and what their pages are. */
function signedIn(person: string, references = [CODES]): void {
  browser.network.set('/offline/pages', () => Response.json({ person, references }))
  browser.network.set(INVOICE.path, () => aKeepablePage(person, `<script src="/assets/now.js">${person}`))
  browser.network.set(CODES.path, () => aKeepablePage(person, `<img src="/media/${HASH}.png">`))
  browser.network.set('/assets/now.js', FILE)
  browser.network.set(`/media/${HASH}.png`, FILE)
}

test('the module that is open and the quick references are kept, with all that they need', async () => {
  await aWorker().keep(INVOICE)
  expect(await browser.kept()).toEqual({
    'gangway-assets': ['/assets/later.js', '/assets/now.js'],
    [LENA]: [`/media/${HASH}.png`, '/modules/codes', '/modules/first-invoice', '/offline/kept.json'],
  })
  expect(await aWorker().list()).toMatchObject([{ ...INVOICE, label: null }, CODES])
})

test('a page that does not say whose it is, or is somebody else’s, is not kept', async () => {
  for (const page of [aKeepablePage(null), aKeepablePage('priya'), new Response('', { status: 404 })]) {
    browser.network.set(INVOICE.path, () => page)
    await aWorker().keep(INVOICE)
    await aWorker().note(INVOICE.path, aKeepablePage(null))
    expect((await browser.kept())[LENA]).not.toContain(INVOICE.path)
  }
})

test('with the next person everything of the last one goes', async () => {
  await aWorker().keep(INVOICE)
  signedIn('priya', [])
  await aWorker().keep(null)
  expect(Object.keys(await browser.kept())).toEqual(['gangway-assets', 'gangway-pages-priya'])
  await aWorker().note(INVOICE.path, aKeepablePage('eva'))
  expect(Object.keys(await browser.kept())).toEqual(['gangway-assets', 'gangway-pages-eva'])
})

test('whoever is not signed in has nothing', async () => {
  await aWorker().keep(INVOICE)
  browser.network.set('/offline/pages', () => new Response(null, { status: 401 }))
  await aWorker().keep(null)
  expect(Object.keys(await browser.kept())).toEqual(['gangway-assets'])
})

test('what was on its way while everything was forgotten does not come back', async () => {
  const { promise: late, resolve } = Promise.withResolvers<Response>()
  browser.network.set(INVOICE.path, () => late)
  const worker = aWorker()
  const keeping = worker.keep(INVOICE)
  await expect.poll(() => browser.asked).toContain(INVOICE.path)
  await worker.forget()
  resolve(aKeepablePage('lena'))
  await keeping
  const { 'gangway-assets': _, ...pages } = await browser.kept()
  expect(Object.values(pages).flat()).toEqual([])
})

test('a quick reference is loaded again only when it changed', async () => {
  const timesAsked = () => browser.asked.filter((path) => path === CODES.path).length
  await aWorker().keep(null)
  await aWorker().keep(null)
  expect(timesAsked()).toBe(1)
  signedIn('lena', [{ ...CODES, label: '2' }])
  await aWorker().keep(null)
  expect(timesAsked()).toBe(2)
  await aWorker('b2').keep(null)
  expect(timesAsked()).toBe(3)
})

test('a page that was just loaded is not loaded once more to be kept', async () => {
  const worker = aWorker()
  await worker.note(INVOICE.path, aKeepablePage('lena', '<script src="/assets/now.js">'))
  await worker.keep(INVOICE)
  expect(browser.asked).not.toContain(INVOICE.path)
  expect((await browser.kept())['gangway-assets']).toContain('/assets/now.js')
})

test('a file that is missing takes nothing else with it', async () => {
  browser.network.delete('/assets/now.js')
  await aWorker().keep(INVOICE)
  expect((await browser.kept())[LENA]).toContain(INVOICE.path)
})

test('files of an earlier build stay for the pages that are open, and go after a week', async () => {
  const [now, old] = [await caches.open('gangway-assets'), new Date(Date.now() - 8 * 86_400_000)]
  await now.put('/assets/before.js', FILE())
  await now.put('/assets/long-ago.js', new Response('x', { headers: { Date: old.toUTCString() } }))
  await aWorker().keep(INVOICE)
  expect((await browser.kept())['gangway-assets']).toEqual(['/assets/before.js', '/assets/later.js', '/assets/now.js'])
})

test('what was kept is left as it is while the network is away', async () => {
  await aWorker().keep(INVOICE)
  browser.network.clear()
  await expect(aWorker().keep(INVOICE)).rejects.toThrow()
  expect(await (await aWorker().find(INVOICE.path))?.text()).toContain('lena')
})
