import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { LearningEventDraft } from '#app/domain/practice/events.ts'
import { aPress, aServer, aStore } from '#tests/makers/outbox.ts'
import { aStorage } from '#tests/makers/storage.ts'
import { Outbox } from './outbox.ts'

const LENA = '0190163d-8694-739b-aea5-966c26f8ad90'

beforeEach(() => {
  vi.stubGlobal('localStorage', aStorage())
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
  vi.unstubAllGlobals()
})

/** An outbox in a browser that keeps what it is given, and the server that it sends to. */
function aDesk(store = aStore()) {
  const server = aServer()
  const outbox = new Outbox(LENA, store)
  const press = (nth: number) => outbox.record(aPress(nth))
  const pressed = async (many: number) => {
    const ids: string[] = []
    for (let nth = 0; nth < many; nth++) ids.push(await press(nth))
    return ids
  }
  return { outbox, server, store, press, pressed }
}

const nthOf = (event: LearningEventDraft | undefined) => (event?.type === 'lab-step' ? event.data.nth : -1)
const has = (events: readonly LearningEventDraft[], nth: number) => events.some((event) => nthOf(event) === nth)

test('what was recorded is sent at once, told as stored, and leaves the browser', async () => {
  const { outbox, server, store, pressed } = aDesk()
  const arrived: string[] = []
  outbox.onArrival((events) => arrived.push(...events.map(({ id }) => id)))
  const ids = await pressed(2)
  expect(outbox.state).toMatchObject({ waiting: 2 })
  await vi.advanceTimersByTimeAsync(0)
  expect(server.batches).toEqual([ids])
  expect(arrived).toEqual(ids)
  expect(store.kept).toEqual([])
  expect(outbox.state).toEqual({ waiting: 0, state: 'idle', keeps: true, refused: null })
})

test('an event waits here until the server has it, and can be asked after by a later page', async () => {
  const { server, store, outbox, press } = aDesk()
  server.answer = () => Promise.reject(new TypeError('Failed to fetch'))
  const id = await press(0)
  await vi.advanceTimersByTimeAsync(0)
  const later = aDesk(store)
  expect([await outbox.isWaiting(id), await later.outbox.isWaiting(id)]).toEqual([true, true])
  await later.outbox.flush()
  expect(await later.outbox.isWaiting(id)).toBe(false)
})

test('what an earlier page left behind is sent, a hundred at a time', async () => {
  const { store, pressed } = aDesk()
  const ids = await pressed(130)
  const { outbox, server } = aDesk(store)
  await outbox.flush()
  expect(server.batches).toEqual([ids.slice(0, 100), ids.slice(100)])
  expect(store.kept).toEqual([])
})

test('without a network everything stays, and is tried again by itself', async () => {
  const { outbox, server, store, pressed } = aDesk()
  server.answer = () => Promise.reject(new TypeError('Failed to fetch'))
  await pressed(3)
  await vi.advanceTimersByTimeAsync(0)
  expect(outbox.state).toMatchObject({ waiting: 3, state: 'offline' })
  server.answer = () => ({})
  await vi.advanceTimersByTimeAsync(2_000)
  expect(outbox.state).toMatchObject({ waiting: 0, state: 'idle' })
  expect(store.kept).toEqual([])
})

test('one event that the server fails on never holds the others back, and is tried again later', async () => {
  const { outbox, server, store, pressed } = aDesk()
  server.answer = (events) => (has(events, 2) ? 500 : {})
  await pressed(100)
  await outbox.flush()
  expect(store.kept.map(nthOf)).toEqual([2])
  expect(server.batches.length).toBeLessThan(25)
  expect(outbox.state).toMatchObject({ waiting: 1, state: 'trouble' })
  server.answer = () => ({})
  await vi.advanceTimersByTimeAsync(5 * 60_000)
  expect(store.kept).toEqual([])
  expect(outbox.state).toMatchObject({ waiting: 0, state: 'idle' })
})

test('a server that fails on everything is left in peace for a while, and nothing is lost', async () => {
  const { outbox, server, store, pressed } = aDesk()
  server.answer = () => 500
  await pressed(8)
  await outbox.flush()
  expect(server.batches.length).toBeLessThan(8)
  expect(store.kept).toHaveLength(8)
  expect(outbox.state).toMatchObject({ waiting: 8, state: 'trouble' })
  server.answer = () => ({})
  await vi.advanceTimersByTimeAsync(6 * 60_000)
  expect(store.kept).toEqual([])
})

test('what the server refuses for good is dropped, told with the reason, and not told as stored', async () => {
  const { outbox, server, store, pressed } = aDesk()
  const [arrived, refused]: [string[], string[]] = [[], []]
  outbox.onArrival((events) => arrived.push(...events.map(({ id }) => id)))
  outbox.onRefusal((events) => refused.push(...events.map(({ event, words }) => `${event.id} ${words}`)))
  server.answer = (events) => ({ refused: [{ id: events[1]?.id ?? '', reason: 'from-the-future' }] })
  const ids = await pressed(3)
  await outbox.flush()
  const words = "This device's clock was fast when you did it. Do it again."
  expect(arrived).toEqual([ids[0], ids[2]])
  expect(refused).toEqual([`${ids[1]} ${words}`])
  expect(store.kept).toEqual([])
  expect(outbox.state).toMatchObject({ waiting: 0, refused: { words, steps: 1 } })
})

test('what belongs to somebody else waits for them', async () => {
  const { outbox, server, store, pressed } = aDesk()
  server.answer = (events) => ({ refused: events.map(({ id }) => ({ id, reason: 'another-person' as const })) })
  await pressed(2)
  await vi.advanceTimersByTimeAsync(0)
  expect(outbox.state).toMatchObject({ waiting: 2, state: 'signed-out', refused: null })
  expect(store.kept).toHaveLength(2)
})

test('what is recorded at the last moment of a sending does not wait for the next event', async () => {
  const { outbox, server, store, press } = aDesk()
  // The lock is given back a while after the store was seen to be empty.
  const late = Promise.withResolvers<void>()
  const request = async (_name: string, work: () => Promise<boolean>) => {
    const result = await work()
    await late.promise
    return result
  }
  vi.stubGlobal('navigator', { locks: { request } })
  await press(0)
  await vi.advanceTimersByTimeAsync(0)
  await press(1)
  await vi.advanceTimersByTimeAsync(0)
  expect(server.batches).toHaveLength(1)
  late.resolve()
  await outbox.flush()
  expect(server.batches).toHaveLength(2)
  expect(store.kept).toEqual([])
})

test('a network that comes back while a sending fails is used at once', async () => {
  for (const name of ['window', 'document']) vi.stubGlobal(name, new EventTarget())
  const { outbox, server, store, press } = aDesk()
  const { promise, reject } = Promise.withResolvers<number>()
  server.answer = () => promise
  await press(0)
  const stop = outbox.start()
  await vi.advanceTimersByTimeAsync(0)
  window.dispatchEvent(new Event('online'))
  server.answer = () => ({})
  reject(new TypeError('Failed to fetch'))
  await vi.advanceTimersByTimeAsync(0)
  expect(store.kept).toEqual([])
  expect(outbox.state).toMatchObject({ waiting: 0, state: 'idle' })
  stop()
})

test('where the browser keeps nothing, what was done is held, said so, and sent all the same', async () => {
  const { outbox, server, pressed } = aDesk(aStore({ takes: false }))
  server.answer = () => 503
  const ids = await pressed(2)
  await vi.advanceTimersByTimeAsync(0)
  expect(outbox.state).toMatchObject({ waiting: 2, state: 'trouble', keeps: false })
  expect(await outbox.settle(1_000)).toBe(2)
  server.answer = () => ({})
  await outbox.flush()
  expect(server.batches.at(-1)).toEqual(ids)
  expect(outbox.state).toMatchObject({ waiting: 0, state: 'idle' })
})

test('a browser that cannot be read any more is no reason to believe that nothing waits', async () => {
  const { outbox, server, store, pressed } = aDesk()
  server.answer = () => 503
  await pressed(2)
  await vi.advanceTimersByTimeAsync(0)
  store.takes = false
  expect(await outbox.settle(1_000)).toBe(2)
  expect(outbox.state).toMatchObject({ state: 'trouble' })
})

test('settling tells what still waits, however the sending ends', async () => {
  const { outbox, server, pressed } = aDesk()
  server.answer = () => new Promise(() => {})
  await pressed(2)
  const settled = outbox.settle(5_000)
  await vi.advanceTimersByTimeAsync(5_000)
  expect(await settled).toBe(2)
})

test('after forgetting nothing is recorded, kept or sent', async () => {
  const { outbox, server, store, press } = aDesk()
  await press(0)
  await outbox.forget()
  await press(1)
  await vi.advanceTimersByTimeAsync(120_000)
  expect(server.batches).toEqual([])
  expect(store.kept).toEqual([])
  expect(outbox.state).toMatchObject({ waiting: 0, state: 'idle' })
})

test('ids grow even while the clock of the device stands still', async () => {
  const { pressed } = aDesk()
  const ids = await pressed(20)
  expect(ids).toEqual([...ids].sort())
})
