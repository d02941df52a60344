import { setImmediate as soon } from 'node:timers/promises'
import { expect, test, vi } from 'vitest'
import { startRollingUp } from './rolling-up.server.ts'

test('each part is done until nothing is stale, and none after the end', async () => {
  let stale = 3
  let asked = 0
  const rolling = startRollingUp([
    async () => {
      asked++
      await soon()
      return stale > 0 ? stale-- : 0
    },
  ])
  await vi.waitFor(() => expect(stale).toBe(0))
  await rolling.stop()
  const until = asked
  await rolling.stop()
  expect(asked).toBe(until)
  expect(asked).toBeLessThanOrEqual(4)
})

test('a part that fails holds up no other', async () => {
  let done = 0
  const rolling = startRollingUp([
    () => Promise.reject(new Error('a bug')),
    async () => {
      done++
      return 0
    },
  ])
  await vi.waitFor(() => expect(done).toBe(1))
  await rolling.stop()
})

test('a part of which much is stale lets the others have their turn', async () => {
  const turns: string[] = []
  const rolling = startRollingUp([
    async () => {
      await soon()
      return turns.push('much')
    },
    async () => turns.push('little') * 0,
  ])
  await vi.waitFor(() => expect(turns.length).toBeGreaterThan(6))
  await rolling.stop()
  expect(turns.slice(0, 6)).toEqual(['much', 'little', 'much', 'little', 'much', 'little'])
})
