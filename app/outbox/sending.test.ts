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

test('what is stored or refused for good is done; what belongs to somebody else is kept for them', async () => {
  answering(() =>
    Response.json(
      {
        accepted: ['a'],
        refused: [
          { id: 'b', reason: 'unknown-release' },
          { id: 'c', reason: 'another-person' },
        ],
      },
      { status: 202 },
    ),
  )
  expect(await sendBatch([event('a'), event('b'), event('c')])).toEqual({ to: 'server', done: ['a', 'b'], kept: ['c'] })
})

test('without a network, without a session or in trouble nothing is done', async () => {
  answering(() => Promise.reject(new TypeError('Failed to fetch')))
  expect(await sendBatch([event('a')])).toEqual({ to: 'nowhere', why: 'offline' })
  answering(() => new Response(null, { status: 401 }))
  expect(await sendBatch([event('a')])).toEqual({ to: 'nowhere', why: 'signed-out' })
  answering(() => new Response(null, { status: 503 }))
  expect(await sendBatch([event('a')])).toEqual({ to: 'nowhere', why: 'trouble' })
})

test('each try that does not get through waits longer, up to a minute', () => {
  expect([1, 2, 3, 4, 5, 6, 7, 60].map(waitAfter)).toEqual(
    [2, 4, 8, 16, 32, 60, 60, 60].map((seconds) => seconds * 1_000),
  )
})
