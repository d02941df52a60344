import { get, type IncomingMessage } from 'node:http'
import { afterAll, expect, onTestFinished, test, vi } from 'vitest'
import { aPortal } from '#tests/portal.ts'
import { Refusal } from '../domain/errors.ts'
import type { Viewer } from '../domain/identity/viewer.ts'
import { announce, stopListeningLive } from '../platform/live.server.ts'
import { endStreams, liveStream } from './live-stream.server.ts'
import { liveStreams } from './measures.server.ts'

afterAll(stopListeningLive)

const lena: Viewer = {
  ...{ personId: 'lena', name: 'Lena', email: 'lena@demo.test', language: 'en' },
  ...{ roles: new Set(['learner'] as const), migration: null },
}

/** A portal whose one page is live: it shows what `look` says. */
const portalOf = (topic: string, look: () => Promise<unknown>, viewer: Viewer | null = lena) =>
  aPortal({
    pages: async (request, context) => {
      try {
        return liveStream(request, context, { topics: [topic], look })
      } catch (thrown) {
        return thrown as Response
      }
    },
    recognise: async () => ({ sessionId: 'none', viewer }),
  })

type Heard = { response: IncomingMessage; events: string[]; ended: boolean; leave: () => void }

async function listenTo(url: string): Promise<Heard> {
  const response = await new Promise<IncomingMessage>((resolve, reject) => {
    const headers = { cookie: 'session=x', accept: 'text/event-stream', 'accept-encoding': 'gzip' }
    get(url, { headers, agent: false }, resolve).on('error', reject)
  })
  const heard: Heard = { response, events: [], ended: false, leave: () => response.destroy() }
  onTestFinished(heard.leave)
  let text = ''
  response.on('data', (chunk: Buffer) => {
    text += chunk
    heard.events = text
      .replace(/"now":"[^"]+",/g, '')
      .split('\n\n')
      .slice(0, -1)
  })
  response.on('error', () => {})
  response.on('close', () => {
    heard.ended = true
  })
  return heard
}

test('whoever listens is told the whole state at once, and again when it is announced and has changed', async () => {
  let [people, looks] = [1, 0]
  const url = await portalOf('changing', async () => {
    looks++
    return { people }
  })
  const heard = await listenTo(url)
  await vi.waitFor(() => expect(heard.events).toEqual(['event: state\ndata: {"state":{"people":1}}']))
  expect(heard.response.headers).toMatchObject({ 'x-accel-buffering': 'no' })
  expect(heard.response.headers).not.toHaveProperty('content-encoding')
  const before = looks
  announce('changing')
  await vi.waitFor(() => expect(looks).toBeGreaterThan(before))
  expect(heard.events).toHaveLength(1)
  people = 2
  announce('changing')
  await vi.waitFor(() => expect(heard.events.at(-1)).toBe('event: state\ndata: {"state":{"people":2}}'))
})

test('what may not be seen any more ends the stream with the reason', async () => {
  let isAllowed = true
  const url = await portalOf('taken away', async () => {
    if (!isAllowed) throw new Refusal('missing', 'There is no such cohort among yours.')
    return {}
  })
  const heard = await listenTo(url)
  await vi.waitFor(() => expect(heard.events).toHaveLength(1))
  isAllowed = false
  announce('taken away')
  await vi.waitFor(() => expect(heard.ended).toBe(true))
  expect(heard.events.at(-1)).toContain('event: over\ndata: {"kind":"missing","words":"There is no such cohort')
})

test('a stranger is answered 401', async () => {
  const heard = await listenTo(await portalOf('nothing', async () => ({}), null))
  expect(heard.response.statusCode).toBe(401)
})

test('the oldest of one person’s many streams makes place, and one that is left is forgotten', async () => {
  const url = await portalOf('many', async () => ({}))
  const [first, ...others] = await Promise.all(Array.from({ length: 12 }, () => listenTo(url)))
  await vi.waitFor(() => expect([first, ...others].every((heard) => heard?.events.length === 1)).toBe(true))
  const one = await listenTo(url)
  await vi.waitFor(async () => expect((await liveStreams.get()).values[0]?.value).toBe(12))
  const all = [first, ...others, one]
  const ended = () => all.filter((heard) => heard?.events.some((event) => event.includes('elsewhere')))
  await vi.waitFor(() => expect(ended()).toHaveLength(1))
  for (const heard of all) heard?.leave()
  await vi.waitFor(async () => expect((await liveStreams.get()).values[0]?.value).toBe(0))
})

test('streams hold up no end of the process', async () => {
  const heard = await listenTo(await portalOf('ending', async () => ({})))
  await vi.waitFor(() => expect(heard.events).toHaveLength(1))
  endStreams()
  await vi.waitFor(() => expect(heard.ended).toBe(true))
})
