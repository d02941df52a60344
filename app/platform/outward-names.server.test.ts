import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, expect, test, vi } from 'vitest'
import { checkAddress, postOutward } from './outward.server.ts'

/** What names mean here; the system's own resolver knows none of them. */
const names: Record<string, { address: string; family: number }[]> = {
  'tracker.invalid': [{ address: '127.0.0.1', family: 4 }],
  'both.invalid': [
    { address: '93.184.216.34', family: 4 },
    { address: '192.168.1.1', family: 4 },
  ],
  'outside.invalid': [{ address: '93.184.216.34', family: 4 }],
}
vi.mock('node:dns/promises', () => ({ lookup: async (host: string) => names[host] ?? [] }))

const own = { toThisMachine: true, timeoutMs: 5_000 }
const strict = { toThisMachine: false, timeoutMs: 5_000 }

const server = createServer(
  (req, res) => void res.writeHead(req.headers.host?.startsWith('tracker.invalid') ? 204 : 400).end(),
)
await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))
afterAll(() => void server.close())

test('the connection goes to the address that was checked, whatever the name means to anybody else', async () => {
  const { port } = server.address() as AddressInfo
  expect(await postOutward(`http://tracker.invalid:${port}/`, '{}', {}, own)).toBe(204)
})

test('a name with one address in a private network is not called at all', async () => {
  await expect(checkAddress(new URL('https://both.invalid/'), strict)).rejects.toThrow(/private network/)
  await expect(checkAddress(new URL('https://tracker.invalid/'), strict)).rejects.toThrow(/private network/)
  await expect(checkAddress(new URL('https://none.invalid/'), strict)).rejects.toThrow(/No server is known/)
  expect(await checkAddress(new URL('https://outside.invalid/'), strict)).toEqual({
    address: '93.184.216.34',
    family: 4,
  })
})
