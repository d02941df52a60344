import { afterEach, expect, test, vi } from 'vitest'
import type { LearningEventDraft } from '#app/domain/practice/events.ts'
import { nextBatch, sendBatch, waitAfter } from './sending.ts'

afterEach(() => vi.unstubAllGlobals())

const event = (id: string, words = ''): LearningEventDraft =>
  ({ id, person: 'lena', type: 'block-reached', data: { words } }) as unknown as LearningEventDraft

/** The network answers so. */
const answering = (answer: () => Response | Promise<Response>) => vi.stubGlobal('fetch', async () => answer())

test('a batch is the oldest events, as many as the server takes', () => {
  const events = Array.from({ length: 130 }, (_, place) => event(`${place}`))
  expect(nextBatch(events).map(({ id }) => id)).toEqual(events.slice(0, 100).map(({ id }) => id))
  expect(nextBatch([])).toEqual([])
})

test('a batch stays well under the size that the server takes, but one large event goes by itself', () => {
  const large = event('large', 'x'.repeat(600 * 1024))
  expect(nextBatch([large, event('next')])).toEqual([large])
  const half = event('half', 'x'.repeat(300 * 1024))
  expect(nextBatch([half, { ...half, id: 'other' }, event('next')])).toEqual([half])
})

test('sizes are counted in bytes, as the server counts them', () => {
  const wide = event('wide', '€'.repeat(200 * 1024))
  expect(nextBatch([wide, event('next')])).toEqual([wide])
})

test('a page that is left may finish a small batch; browsers refuse a large one', async () => {
  const asked: (boolean | undefined)[] = []
  vi.stubGlobal('fetch', async (_to: string, options: RequestInit) => {
    asked.push(options.keepalive)
    return Response.json({ accepted: [], refused: [] }, { status: 202 })
  })
  await sendBatch([event('small')])
  await sendBatch([event('large', '€'.repeat(22 * 1024))])
  expect(asked).toEqual([true, false])
})

test('what is stored or refused for good is told apart; what belongs to somebody else is kept for them', async () => {
  const answeredAt = new Date(Date.now() - 12 * 60_000)
  answering(() =>
    Response.json(
      {
        accepted: ['a'],
        refused: [
          { id: 'b', reason: 'unknown-release' },
          { id: 'c', reason: 'another-person' },
        ],
      },
      { status: 202, headers: { Date: answeredAt.toUTCString() } },
    ),
  )
  const sent = await sendBatch([event('a'), event('b'), event('c')])
  const refused = [{ id: 'b', reason: 'unknown-release' }]
  expect(sent).toMatchObject({ to: 'server', accepted: ['a'], refused, kept: ['c'] })
  expect(sent.to === 'server' && Math.round(sent.aheadMs / 60_000)).toBe(12)
})

test.each([
  ['no network', () => Promise.reject(new TypeError('Failed to fetch')), 'offline'],
  ['no session', () => new Response(null, { status: 401 }), 'signed-out'],
  ['a server that starts', () => new Response(null, { status: 503 }), 'trouble'],
  ['a proxy without a server', () => new Response(null, { status: 502 }), 'trouble'],
  ['a batch that cannot be read', () => new Response(null, { status: 400 }), 'unreadable'],
  ['a batch that is too large', () => new Response(null, { status: 413 }), 'unreadable'],
  ['a batch that the server fails on', () => new Response(null, { status: 500 }), 'unreadable'],
  ['somebody else answering', () => new Response('<p>Sign in to the network</p>', { status: 202 }), 'trouble'],
  ['an answer that is cut off', () => cutOff(), 'offline'],
])('with %s nothing is done, and nothing thrown', async (_words, answer, why) => {
  answering(answer)
  expect(await sendBatch([event('a')])).toEqual({ to: 'nowhere', why })
})

const cutOff = () =>
  new Response(new ReadableStream({ start: (body) => body.error(new TypeError('terminated')) }), { status: 202 })

test('each try that does not get through waits longer, up to a minute', () => {
  expect([1, 2, 3, 4, 5, 6, 7, 60].map(waitAfter)).toEqual(
    [2, 4, 8, 16, 32, 60, 60, 60].map((seconds) => seconds * 1_000),
  )
})
