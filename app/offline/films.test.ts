import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { aBrowserWithCaches } from '#tests/makers/caches.ts'
import { partOf, takeFilms } from './films.ts'

const FILM = '/media/ab.mp4'
const aFilm = (bytes = '0123456789') =>
  new Response(bytes, { headers: { 'Content-Type': 'video/mp4', 'Content-Length': String(bytes.length) } })

let browser: ReturnType<typeof aBrowserWithCaches>
beforeEach(() => {
  browser = aBrowserWithCaches()
})
afterEach(() => vi.unstubAllGlobals())

const kept = async () => (await browser.kept()).films ?? []
async function take(isWanted = () => true): Promise<void> {
  await takeFilms(await caches.open('films'), [FILM], isWanted)
}

test('a film is loaded once and kept', async () => {
  browser.network.set(FILM, () => aFilm())
  await take()
  await take()
  expect([await kept(), browser.asked]).toEqual([[FILM], [FILM]])
})

test('a film that is too large, of unknown size or not there is left out', async () => {
  const tooLarge = () => new Response('x', { headers: { 'Content-Length': String(64 * 1024 * 1024 + 1) } })
  for (const answer of [tooLarge, () => new Response('x'), () => new Response('', { status: 404 })]) {
    browser.network.set(FILM, answer)
    await take()
  }
  browser.network.delete(FILM)
  await take()
  expect(await kept()).toEqual([])
})

test('whoever saves data loads no film, and one that comes too late is not kept', async () => {
  browser.network.set(FILM, () => aFilm())
  vi.stubGlobal('navigator', { connection: { saveData: true } })
  await take()
  expect(browser.asked).toEqual([])
  vi.stubGlobal('navigator', {})
  let asked = 0
  await take(() => ++asked === 1)
  expect(await kept()).toEqual([])
})

test.each([
  ['bytes=0-', 206, 'bytes 0-9/10', '0123456789'],
  ['bytes=2-4', 206, 'bytes 2-4/10', '234'],
  ['bytes=-3', 206, 'bytes 7-9/10', '789'],
  ['bytes=8-99', 206, 'bytes 8-9/10', '89'],
  ['bytes=10-', 416, 'bytes */10', ''],
  ['bytes=0-1,4-5', 200, null, '0123456789'],
  ['pages=1-2', 200, null, '0123456789'],
  ['bytes=-', 200, null, '0123456789'],
  ['bytes=-0', 416, 'bytes */10', ''],
  ['bytes=4-2', 416, 'bytes */10', ''],
  [null, 200, null, '0123456789'],
])('of a kept film %s is answered by %i', async (range, status, contentRange, bytes) => {
  const part = await partOf(aFilm(), range)
  expect([part.status, part.headers.get('Content-Range'), await part.text()]).toEqual([status, contentRange, bytes])
})
