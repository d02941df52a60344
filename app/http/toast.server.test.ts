import { expect, test } from 'vitest'
import { redirectWithToast, takeToast } from './toast.server.ts'

const pageAfter = (response: Response) => {
  const cookie = response.headers.get('set-cookie')?.split(';')[0] ?? ''
  return new Request('http://localhost/', { headers: { cookie: `theme=dark; ${cookie}` } })
}

test('a toast is shown on the next page, once', () => {
  const response = redirectWithToast('/reports/1', 'Sent. You will hear back here. – „Lena“')
  expect(response.status).toBe(303)
  expect(response.headers.get('location')).toBe('/reports/1')
  const taken = takeToast(pageAfter(response))
  expect(taken?.toast).toEqual({ words: 'Sent. You will hear back here. – „Lena“', tone: 'good' })
  expect(taken?.headers['Set-Cookie']).toMatch(/^toast=;.*Max-Age=0/)
})

test.each(['toast=x', 'toast=', `toast=${Buffer.from('{"words":7}').toString('base64url')}`, 'a=b'])(
  'a cookie that is no toast of ours shows nothing: %s',
  (cookie) => expect(takeToast(new Request('http://localhost/', { headers: { cookie } }))).toBeNull(),
)
