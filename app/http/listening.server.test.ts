import type { AddressInfo } from 'node:net'
import { setTimeout as wait } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { listen, stopListening } from './listening.server.ts'

const started = async (answerAfter: number) => {
  const server = await listen(
    async (_req, res) => {
      await wait(answerAfter)
      res.end('done')
    },
    { host: '127.0.0.1', port: 0 },
  )
  return { server, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}` }
}

test('an answer under way is finished before the end, and none is begun after', async () => {
  const { server, url } = await started(400)
  const underWay = fetch(url).then((response) => response.text())
  await wait(100)
  const stopped = stopListening(server)
  await expect(fetch(url)).rejects.toThrow()
  expect(await underWay).toBe('done')
  const answered = performance.now()
  await stopped
  expect(performance.now() - answered).toBeLessThan(1_000)
})

test('a connection that is kept open holds nothing up', async () => {
  const { server, url } = await started(0)
  await (await fetch(url, { headers: { connection: 'keep-alive' } })).text()
  const start = performance.now()
  await stopListening(server)
  expect(performance.now() - start).toBeLessThan(1_000)
})

test('an answer that takes too long is cut', async () => {
  const { server, url } = await started(60_000)
  const underWay = fetch(url)
  await wait(100)
  const cut = expect(underWay).rejects.toThrow()
  await stopListening(server, 200)
  await cut
})

test('a port that is taken fails at once', async () => {
  const { server } = await started(0)
  const { port } = server.address() as AddressInfo
  await expect(listen(() => {}, { host: '127.0.0.1', port })).rejects.toMatchObject({ code: 'EADDRINUSE' })
  await stopListening(server)
})
