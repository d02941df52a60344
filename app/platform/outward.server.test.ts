import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, describe, expect, test } from 'vitest'
import { checkAddress, postOutward } from './outward.server.ts'

const strict = { toThisMachine: false, timeoutMs: 5_000 }
const own = { toThisMachine: true, timeoutMs: 5_000 }

const heard: { host: string | undefined; body: string }[] = []
const server: Server = createServer(async (req, res) => {
  heard.push({ host: req.headers.host, body: Buffer.concat(await req.toArray()).toString() })
  if (req.url === '/never') return
  if (req.url === '/away') res.writeHead(302, { location: '/here' }).end()
  else res.writeHead(204).end()
})
await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))
const port = (server.address() as AddressInfo).port
afterAll(() => {
  server.closeAllConnections()
  server.close()
})

describe('an address is not called', () => {
  test.each([
    ...[
      'https://127.0.0.1/x',
      'https://0x7f.1/x',
      'https://2130706433/',
      'https://[::1]/',
      'https://[::ffff:10.0.0.1]/',
    ],
    ...['https://localhost/', 'https://169.254.169.254/latest', 'https://10.0.0.1:8443/'],
  ])('inside a private network: %s', async (address) => {
    await expect(checkAddress(new URL(address), strict)).rejects.toThrow(/private network/)
    await expect(postOutward(address, '{}', {}, strict)).rejects.toThrow(/private network/)
  })

  test.each([
    ['http://93.184.216.34/', /https/],
    ['https://me:secret@93.184.216.34/', /password/],
    ['https://nothing.invalid/', /No server is known/],
  ])('%s', async (address, words) => {
    await expect(checkAddress(new URL(address), strict)).rejects.toThrow(words)
  })

  test('in the private network where only this machine is allowed', async () => {
    for (const address of ['https://10.0.0.1/', 'https://169.254.169.254/', 'http://93.184.216.34/']) {
      await expect(checkAddress(new URL(address), own)).rejects.toThrow(/private network|https/)
    }
  })
})

test('what is looked up is what is called, under the name that was asked for', async () => {
  await expect(checkAddress(new URL(`http://localhost:${port}/`), own)).resolves.toMatchObject({
    family: expect.any(Number),
  })
  expect(await postOutward(`http://127.0.0.1:${port}/here`, '{"one":1}', {}, own)).toBe(204)
  expect(heard.at(-1)).toEqual({ host: `127.0.0.1:${port}`, body: '{"one":1}' })
})

test('a redirect is an answer like any other, and is not followed', async () => {
  const before = heard.length
  expect(await postOutward(`http://127.0.0.1:${port}/away`, '{}', {}, own)).toBe(302)
  expect(heard.length).toBe(before + 1)
})

test('an endpoint that never answers, and one that is not there, fail in words', async () => {
  const hasty = { ...own, timeoutMs: 300 }
  await expect(postOutward(`http://127.0.0.1:${port}/never`, '{}', {}, hasty)).rejects.toThrow(
    'No answer within 0.3 seconds.',
  )
  await expect(postOutward('http://127.0.0.1:1/', '{}', {}, own)).rejects.toThrow('Nothing listens at this address.')
})
