import { expect, test } from 'vitest'
import { type Media, mediaResponse } from './media.server.ts'

const bytes = Buffer.from('0123456789')
const film: Media = {
  hash: 'h4sh',
  extension: 'mp4',
  size: bytes.length,
  read: async (start, end) => new Uint8Array(bytes.subarray(start, end + 1)),
}
const asked = (headers: Record<string, string> = {}, media = film) =>
  mediaResponse(new Request('http://localhost/media/h4sh.mp4', { headers }), media)

test('a film is sent whole, with a type of its own and shut in a sandbox', async () => {
  const answer = await asked()
  expect(answer.status).toBe(200)
  expect(Object.fromEntries(answer.headers)).toMatchObject({
    'content-type': 'video/mp4',
    'content-length': '10',
    'accept-ranges': 'bytes',
    etag: '"h4sh"',
    'content-security-policy': expect.stringContaining('sandbox'),
    'cache-control': expect.stringContaining('private'),
  })
  expect(await answer.text()).toBe('0123456789')
})

test.each([
  ['bytes=2-4', '234', 'bytes 2-4/10'],
  ['bytes=7-', '789', 'bytes 7-9/10'],
  ['bytes=-3', '789', 'bytes 7-9/10'],
  ['bytes=8-400', '89', 'bytes 8-9/10'],
  ['bytes=-400', '0123456789', 'bytes 0-9/10'],
])('a player that asks for %s gets that part', async (range, text, contentRange) => {
  const answer = await asked({ range })
  expect(answer.status).toBe(206)
  expect(answer.headers.get('content-range')).toBe(contentRange)
  expect(answer.headers.get('content-length')).toBe(String(text.length))
  expect(await answer.text()).toBe(text)
})

test.each(['bytes=10-', 'bytes=40-50', 'bytes=-0'])('%s is outside of it', async (range) => {
  const answer = await asked({ range })
  expect(answer.status).toBe(416)
  expect(answer.headers.get('content-range')).toBe('bytes */10')
})

test.each(['bytes=0-1,4-5', 'bytes=x', 'items=0-1', 'bytes=5-2'])('%s gets the whole', async (range) => {
  expect((await asked({ range })).status).toBe(200)
})

test('a part is only sent of the version that the player has', async () => {
  expect((await asked({ range: 'bytes=0-1', 'if-range': '"h4sh"' })).status).toBe(206)
  expect((await asked({ range: 'bytes=0-1', 'if-range': '"older"' })).status).toBe(200)
})

test('what the browser has is not sent again', async () => {
  expect((await asked({ 'if-none-match': '"h4sh"' })).status).toBe(304)
})

test('a document is handed over as a file, and an unknown kind is missing', async () => {
  expect((await asked({}, { ...film, extension: 'pdf' })).headers.get('content-disposition')).toBe('attachment')
  await expect(asked({}, { ...film, extension: 'html' })).rejects.toMatchObject({ status: 404 })
})
