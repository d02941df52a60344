import { afterAll, expect, test, vi } from 'vitest'
import { sql } from '#app/platform/database/sql.server.ts'
import { aBuiltPortal } from '#tests/built-portal.ts'
import { aMigration, aPerson } from '#tests/makers/people.ts'
import { ask } from '#tests/portal.ts'

const portal = await aBuiltPortal()
afterAll(portal.stop)

const password = 'seven herons in the rain'
const html = { accept: 'text/html' }

const get = (path: string, cookie = '') =>
  ask(portal.url + path, { headers: { ...html, ...(cookie ? { cookie } : {}) } })
const post = (path: string, fields: Record<string, string>, cookie = '') =>
  ask(portal.url + path, {
    method: 'POST',
    headers: {
      ...html,
      origin: portal.url,
      'content-type': 'application/x-www-form-urlencoded',
      ...(cookie ? { cookie } : {}),
    },
    body: new URLSearchParams(fields).toString(),
  })

/** What the browser would send back: the first pair of each cookie. */
const sessionIn = (setCookie = '') => /(?:^|,)(session=[a-z2-7]{40})/.exec(setCookie)?.[1] ?? ''

const signIn = async (email: string, fields: Record<string, string> = {}) =>
  post('/sign-in', { email, password, ...fields })

test('while nobody administers it, every page leads to the first admin, and the log has the token', async () => {
  for (const path of ['/', '/sign-in', '/library', '/admin/people', '/nowhere']) {
    expect(await get(path)).toMatchObject({ status: 302, headers: { location: '/first-admin' } })
  }
  expect(await get('/healthz')).toMatchObject({ status: 200 })
  expect((await get('/first-admin')).text).toContain('Create the first admin')
  const token = portal.log.map((line) => /with this token: ([\w-]{43})/.exec(line)?.[1]).find(Boolean) ?? ''
  const fields = { name: 'Marta Oyelaran', email: 'Marta@first.example', password, again: password }
  const wrong = await post('/first-admin', { ...fields, token: 'guessed' })
  expect(wrong).toMatchObject({ status: 400, text: expect.stringContaining('not the one in the log') })
  expect(wrong.headers).not.toHaveProperty('set-cookie')
  const made = await post('/first-admin', { ...fields, token })
  expect(made).toMatchObject({ status: 303, headers: { location: '/publish' } })
  expect((await get('/admin/people', sessionIn(made.headers['set-cookie']))).text).toContain('Marta Oyelaran')
  expect(await get('/first-admin')).toMatchObject({ status: 302, headers: { location: '/sign-in' } })
  expect(await post('/first-admin', { ...fields, token })).toMatchObject({ status: 404 })
})

test('signing in sets a cookie that scripts cannot read and other sites cannot send', async () => {
  const lena = await aPerson({ password })
  const { status, headers } = await signIn(lena.email)
  expect(status).toBe(302)
  expect(headers.location).toBe('/')
  expect(headers['set-cookie']).toMatch(/^session=[a-z2-7]{40};/)
  for (const flag of [/HttpOnly/i, /SameSite=Lax/i, /Path=\//i]) expect(headers['set-cookie']).toMatch(flag)
  expect(headers['set-cookie']).not.toMatch(/Secure/i)
  const cookie = sessionIn(headers['set-cookie'])
  expect(await get('/me', cookie)).toMatchObject({ status: 200, text: expect.stringContaining(lena.name) })
  expect(await sql`SELECT FROM session WHERE id = ${cookie.slice(8)}`).toHaveLength(0)
})

test('a wrong password and an unknown address are answered alike: 400, the form, an error, no cookie', async () => {
  const lena = await aPerson({ password })
  const answers = []
  for (const email of [lena.email, 'nobody@brackwater.example']) {
    const { status, text, headers } = await signIn(email, { password: 'not it at all' })
    expect(status).toBe(400)
    expect(headers).not.toHaveProperty('set-cookie')
    expect(text).toContain('E-mail or password is not right.')
    expect(text).not.toContain('not it at all')
    answers.push(text.replaceAll(email, 'EMAIL').replace(/nonce="[^"]+"|"[\w-]{36}"|\d{13}/g, ''))
  }
  expect(answers[0]?.length).toBe(answers[1]?.length)
})

test('an empty form says what is missing', async () => {
  const { status, text } = await post('/sign-in', { email: '', password: '' })
  expect(status).toBe(400)
  expect(text).toContain('Enter your e-mail address.')
  expect(text).toContain('Enter your password.')
})

test('after too many failures the answer is 429 and says when to come back', async () => {
  const tries = []
  for (let i = 0; i < 11; i++) tries.push(await signIn('limits@brackwater.example', { password: 'not it at all' }))
  expect(tries.slice(0, 10).map((answer) => answer.status)).toEqual(Array(10).fill(400))
  expect(tries[6]?.text).toContain('After three more tries the account rests for 15 minutes.')
  expect(tries[10]).toMatchObject({ status: 429, text: expect.stringContaining('Too many tries.') })
  expect(Number(tries[10]?.headers['retry-after'])).toBeGreaterThan(800)
})

test.each([
  ['/library?query=invoice', '/library?query=invoice'],
  ['https://evil.example/', '/'],
  ['//evil.example', '/'],
  ['/\\evil.example', '/'],
  ['javascript:alert(1)', '/'],
])('signing in leads on to our own pages only: %s', async (redirectTo, location) => {
  const lena = await aPerson({ password })
  expect(await signIn(lena.email, { redirectTo })).toMatchObject({ status: 302, headers: { location } })
})

test('a stranger is led to signing in and back, and a signed-in person past it', async () => {
  expect(await get('/me')).toMatchObject({ status: 302, headers: { location: '/sign-in?redirectTo=%2Fme' } })
  const lena = await aPerson({ password })
  const cookie = sessionIn((await signIn(lena.email)).headers['set-cookie'])
  expect(await get('/sign-in?redirectTo=/me', cookie)).toMatchObject({ status: 302, headers: { location: '/me' } })
})

test('signing out ends the session for good', async () => {
  const lena = await aPerson({ password })
  const cookie = sessionIn((await signIn(lena.email)).headers['set-cookie'])
  const out = await post('/sign-out', {}, cookie)
  expect(out).toMatchObject({ status: 302, headers: { location: '/sign-in' } })
  expect(out.headers['set-cookie']).toMatch(/^session=;.*Max-Age=0/i)
  expect(await get('/me', cookie)).toMatchObject({ status: 302 })
})

test('a page of another site can neither sign somebody in nor out', async () => {
  const lena = await aPerson({ password })
  const cookie = sessionIn((await signIn(lena.email)).headers['set-cookie'])
  const foreign = { origin: 'https://evil.example', 'content-type': 'application/x-www-form-urlencoded', cookie }
  for (const path of ['/sign-in', '/sign-out']) {
    const body = new URLSearchParams({ email: lena.email, password }).toString()
    expect(await ask(portal.url + path, { method: 'POST', headers: foreign, body })).toMatchObject({ status: 403 })
  }
  expect(await get('/me', cookie)).toMatchObject({ status: 200 })
})

test('asking for a new password is answered alike for every address', async () => {
  const lena = await aPerson({ password, email: 'lena@reset.example' })
  const answers = []
  for (const email of [lena.email, 'nope@reset.example']) answers.push(await post('/reset-password', { email }))
  expect(answers.map((answer) => answer.status)).toEqual([200, 200])
  expect(answers.map(({ text }) => /<p role="status">.*?<\/p>/.exec(text)?.[0].length)[0]).toBeGreaterThan(40)
  // No mail server is set here: the page promises no mail, and says who can help.
  for (const { text } of answers) expect(text).toMatch(/No mail leaves this portal.*your administrator/s)
  const mails = () => sql`SELECT "to" FROM mail WHERE "to" LIKE '%@reset.example'`
  await vi.waitFor(async () => expect(await mails()).toEqual([{ to: lena.email }]), 10_000)
})

test('a link for choosing a password works once, and looking at it does not use it up', async () => {
  const lena = await aPerson({ email: 'lena@choose.example' })
  await aPerson({ password, roles: ['admin'], email: 'admin@choose.example' })
  const admin = sessionIn((await signIn('admin@choose.example')).headers['set-cookie'])
  const handed = await post(`/admin/people/${lena.id}/links/invitation`, {}, admin)
  const path = /\/choose-password\/[\w-]{43}/.exec(handed.text)?.[0] ?? ''
  expect(await get(path)).toMatchObject({ status: 200, text: expect.stringContaining('lena@choose.example') })
  expect(await get(path)).toMatchObject({ status: 200 })
  const chosen = await post(path, { password, again: password })
  expect(chosen).toMatchObject({ status: 303, headers: { location: '/' } })
  expect(await get('/me', sessionIn(chosen.headers['set-cookie']))).toMatchObject({ status: 200 })
  expect(await get(path)).toMatchObject({ status: 404, text: expect.stringContaining('This link does not work') })
  expect(await post(path, { password, again: password })).toMatchObject({ status: 404 })
  expect(await get('/choose-password/guessed')).toMatchObject({ status: 404 })
})

test('a session of somebody who has left is nobody’s', async () => {
  const migration = await aMigration()
  const lena = await aPerson({ password, migration, roles: ['learner'] })
  const cookie = sessionIn((await signIn(lena.email)).headers['set-cookie'])
  await sql`UPDATE person SET left_on = current_date - 2 WHERE id = ${lena.id}`
  expect(await get('/me', cookie)).toMatchObject({ status: 302 })
  expect(await signIn(lena.email)).toMatchObject({ status: 400, text: expect.stringContaining('Your access ended') })
})
