import type { RouteConfigEntry } from '@react-router/dev/routes'
import { afterAll, expect, test } from 'vitest'
import { openSession } from '#app/domain/identity/sessions.server.ts'
import { ROLES } from '#app/domain/identity/viewer.ts'
import siteMap from '#app/routes.ts'
import { aBuiltPortal } from './built-portal.ts'
import { aMigration, anAudience, aPerson } from './makers/people.ts'
import { type Answer, ask } from './portal.ts'

/**
 * Whatever is sent to whichever address, by somebody who may do everything: the answer says what is wrong with it. A
 * failure of ours (500) would mean that a value got as far as where nobody had thought of it.
 */
const portal = await aBuiltPortal()
afterAll(portal.stop)

const migration = await aMigration()
const audience = await anAudience(migration)
const everybody = await aPerson({ migration, roles: ROLES, audiences: [audience] })

/** One session a request: signing out is one of the addresses. */
async function asEverybody(path: string, asked: Parameters<typeof ask>[1] = {}): Promise<Answer> {
  const { id } = await openSession(everybody.id, new Date())
  const headers = { accept: 'text/html', origin: portal.url, cookie: `session=${id}`, ...asked.headers }
  return ask(portal.url + path, { ...asked, headers })
}

const form = (fields: Record<string, string>) => ({
  method: 'POST',
  headers: { 'content-type': 'application/x-www-form-urlencoded' },
  body: new URLSearchParams(fields).toString(),
})

function patternsUnder(entry: RouteConfigEntry, parent: string): string[] {
  const pattern = `${parent}/${entry.path ?? ''}`.replace(/\/+/g, '/')
  return [pattern, ...(entry.children ?? []).flatMap((child) => patternsUnder(child, pattern))]
}

const patterns = (await siteMap).flatMap((entry) => patternsUnder(entry, ''))
const filled = (pattern: string, value: string) => pattern.replace(/:\w+|\*/g, value)
const withParameters = patterns.filter((pattern) => /[:*]/.test(pattern))

const PLACES = ['lena', '00000000-0000-7000-8000-000000000000', 'x'.repeat(3_000), '%F0%9F%99%82', "'%20OR%201=1%20--"]

/** Every name that a list or a form of ours reads from an address. */
const NAMES =
  'words query q state role audience milestone module cohort kind part person action from to after before view redirectTo by'.split(
    ' ',
  )
const VALUES = ['0000-01-01', '99999999999999999999', 'x'.repeat(500), '\u{1f642}']

/** Every name that a form of ours reads. */
const FIELDS =
  'name email externalId language audiences roles role change audienceId from to when lastDay slug comfort act words kind severity note reason date expiresOn seen fixBy owner block theme redirectTo password again current token migration mail id retired task audience target measure'.split(
    ' ',
  )

test.each(withParameters)('%s with something strange in its place', async (pattern) => {
  for (const value of PLACES) {
    const { status } = await asEverybody(filled(pattern, value))
    expect(status, `GET ${filled(pattern, value).slice(0, 80)}`).toBeLessThan(500)
  }
  for (const value of ['%00', 'a%00b', '%1F']) {
    expect(await asEverybody(filled(pattern, value)), pattern).toMatchObject({ status: 400 })
  }
})

test.each(patterns)('%s with strange words behind it', async (pattern) => {
  const path = filled(pattern, 'lena')
  for (const value of VALUES) {
    const query = new URLSearchParams(NAMES.map((name) => [name, value]))
    const { status } = await asEverybody(`${path}?${query}`)
    expect(status, `GET ${path} with ${value.slice(0, 20)}`).toBeLessThan(500)
  }
  expect(await asEverybody(`${path}?words=%00`)).toMatchObject({ status: 400 })
})

test.each(patterns)('%s with a strange form', async (pattern) => {
  const path = filled(pattern, encodeURIComponent('\u{1f642}'))
  const bodies = [
    { method: 'POST' },
    { method: 'POST', headers: { 'content-type': 'application/json' }, body: '{"a":1}' },
    { method: 'POST', headers: { 'content-type': 'application/json' }, body: '{' },
    { method: 'POST', headers: { 'content-type': 'multipart/form-data; boundary=x' }, body: '--x\r\nnonsense' },
    { method: 'POST', headers: { 'content-type': 'text/plain' }, body: 'words' },
    ...['', '\u0000', '0000-01-01', 'x'.repeat(5_000), '\u{1f642}'].map((value) =>
      form(Object.fromEntries(FIELDS.map((field) => [field, value]))),
    ),
  ]
  for (const body of bodies) {
    const { status } = await asEverybody(path, body)
    expect(status, `POST ${path} with ${(body as { body?: string }).body?.slice(-40)}`).toBeLessThan(500)
  }
})
