import { expect, test } from 'vitest'
import { carriesBearerToken, mayBeForeign, ownOrigin } from './same-origin.ts'

const own = 'https://learn.example.org'
const foreign = (origin?: string, fetchSite?: string) => mayBeForeign({ origin, fetchSite }, own)

test('a form or script of our own pages is let through', () => {
  expect(foreign(own, 'same-origin')).toBe(false)
  expect(foreign(own)).toBe(false)
  expect(foreign(undefined, 'same-origin')).toBe(false)
})

test('another site, another scheme and another port are foreign', () => {
  expect(foreign('https://evil.example')).toBe(true)
  expect(foreign('http://learn.example.org')).toBe(true)
  expect(foreign('https://learn.example.org:8443')).toBe(true)
  expect(foreign('null')).toBe(true)
  expect(foreign('null', 'same-origin')).toBe(true)
})

test('what the browser calls another site is foreign, whatever the origin says', () => {
  expect(foreign(undefined, 'cross-site')).toBe(true)
  expect(foreign(undefined, 'same-site')).toBe(true)
  expect(foreign(own, 'cross-site')).toBe(true)
})

test('a request that says nothing about where it comes from is foreign', () => {
  expect(foreign()).toBe(true)
  expect(foreign(undefined, 'none')).toBe(true)
})

test('nothing is our own while we do not know our origin', () => {
  expect(mayBeForeign({ origin: 'http://evil.example', fetchSite: undefined }, null)).toBe(true)
})

test('without a configured origin any loopback name is ours, and no other', () => {
  expect(ownOrigin(null, 'localhost:3000')).toBe('http://localhost:3000')
  expect(ownOrigin(null, '127.0.0.1:8080')).toBe('http://127.0.0.1:8080')
  expect(ownOrigin(null, '[::1]:3000')).toBe('http://[::1]:3000')
  expect(ownOrigin(null, 'rebound.evil.example:3000')).toBeNull()
  expect(ownOrigin(null, 'localhost.evil.example')).toBeNull()
  expect(ownOrigin(null, undefined)).toBeNull()
})

test('the configured origin holds whatever host the request names', () => {
  expect(ownOrigin(own, 'evil.example')).toBe(own)
})

test('a bearer token counts under /api/ only', () => {
  expect(carriesBearerToken('/api/v1/attempts', 'Bearer abc')).toBe(true)
  expect(carriesBearerToken('/events', 'Bearer abc')).toBe(false)
  expect(carriesBearerToken('/api/v1/attempts', 'Basic abc')).toBe(false)
  expect(carriesBearerToken('/api/v1/attempts', undefined)).toBe(false)
})
