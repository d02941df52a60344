import { afterAll, expect, test } from 'vitest'
import { issueToken, listTokens } from '#app/domain/identity/api-tokens.server.ts'
import { openSession } from '#app/domain/identity/sessions.server.ts'
import { ROLES, type Role } from '#app/domain/identity/viewer.ts'
import { adminPaths } from '#app/http/admin-paths.ts'
import { paths } from '#app/http/paths.ts'
import { sql } from '#app/platform/database/sql.server.ts'
import { aBuiltPortal } from '#tests/built-portal.ts'
import { aMigration, anAdmin, anAudience, aPerson } from '#tests/makers/people.ts'
import { ask } from '#tests/portal.ts'

const portal = await aBuiltPortal()
afterAll(portal.stop)

const migration = await aMigration()
const audience = await anAudience(migration, { slug: 'ap-daily' })
const lena = await aPerson({ name: 'Lena Brandt', audiences: [audience] })
const cookieOf = async (role: Role) => {
  const person = await aPerson({ migration, roles: [role] })
  return `session=${(await openSession(person.id, new Date())).id}`
}
const admin = await cookieOf('admin')

const html = { accept: 'text/html', origin: portal.url }
const get = (path: string, cookie: string) => ask(portal.url + path, { headers: { ...html, cookie } })
const post = (path: string, fields: Record<string, string>, cookie: string) =>
  ask(portal.url + path, {
    method: 'POST',
    headers: { ...html, cookie, 'content-type': 'application/x-www-form-urlencoded' },
    body: new URLSearchParams(fields).toString(),
  })

const upload = (path: string, bytes: Uint8Array | string, cookie: string) => {
  const boundary = 'the-boundary'
  const head = `--${boundary}\r\nContent-Disposition: form-data; name="file"; filename="people.csv"\r\nContent-Type: text/csv\r\n\r\n`
  return ask(portal.url + path, {
    method: 'POST',
    headers: { ...html, cookie, 'content-type': `multipart/form-data; boundary=${boundary}` },
    body: Buffer.concat([Buffer.from(head), Buffer.from(bytes), Buffer.from(`\r\n--${boundary}--\r\n`)]),
  })
}

const pages = [
  paths.admin(),
  adminPaths.adminPeople(),
  adminPaths.adminNewPerson(),
  adminPaths.adminImport(),
  adminPaths.adminPerson(lena.id),
  adminPaths.adminAudiences(),
  adminPaths.adminNewAudience(),
  adminPaths.adminAudienceImport(),
  adminPaths.adminAudience(audience.slug),
  adminPaths.adminTokens(),
  adminPaths.adminNewToken(),
  adminPaths.adminMail(),
  adminPaths.adminAudit(),
]

test.each(pages)('%s is for admins only', async (path) => {
  expect(await get(path, admin)).toMatchObject({ status: 200 })
  expect(await get(path, '')).toMatchObject({ status: 302 })
  for (const role of ROLES.filter((one) => one !== 'admin')) {
    const { status, text } = await get(path, await cookieOf(role))
    expect(status).toBe(403)
    expect(text).not.toContain(lena.email)
  }
})

const changes: [string, Record<string, string>][] = [
  [adminPaths.adminNewPerson(), { name: 'New', email: 'new@x.example' }],
  [adminPaths.adminPerson(lena.id), { name: 'Other', email: lena.email }],
  [adminPaths.adminRoles(lena.id), { role: 'admin', change: 'give' }],
  [adminPaths.adminMemberships(lena.id), { audienceId: audience.id, from: '2020-01-01' }],
  [adminPaths.adminMembership(lena.id, lena.id), { to: '2020-01-01' }],
  [adminPaths.adminLeaving(lena.id), { when: 'at once' }],
  [adminPaths.adminLink(lena.id, 'invitation'), {}],
  [adminPaths.adminLink(lena.id, 'reset'), {}],
  [adminPaths.adminNewAudience(), { slug: 'other', name: 'Other', comfort: 'power' }],
  [adminPaths.adminAudience(audience.slug), { name: 'Other', comfort: 'power' }],
  [adminPaths.adminRetirement(audience.slug), { retired: 'true' }],
  [adminPaths.adminMailSending(lena.id), {}],
  [adminPaths.adminNewToken(), { name: 'Mine', scopes: 'people:read' }],
  [adminPaths.adminImport(lena.id), { act: 'import' }],
  [adminPaths.adminAudienceImport(lena.id), { act: 'import' }],
]

test.each(changes)('a change at %s is for admins only', async (path, fields) => {
  const before = await sql`SELECT (SELECT count(*) FROM audit_entry) AS entries, (SELECT count(*) FROM mail) AS mails`
  for (const role of ROLES.filter((one) => one !== 'admin')) {
    expect(await post(path, fields, await cookieOf(role))).toMatchObject({ status: 403 })
  }
  expect(await sql`SELECT (SELECT count(*) FROM audit_entry) AS entries, (SELECT count(*) FROM mail) AS mails`).toEqual(
    before,
  )
})

test('a token is revoked by admins only', async () => {
  const issuer = await anAdmin({ migration })
  const token = await issueToken(issuer, { name: 'Program', scopes: ['people:read'] }, new Date())
  const [listed] = await listTokens(issuer)
  const revocation = adminPaths.adminTokenRevocation(listed?.id ?? '')
  const asProgram = () => ask(`${portal.url}/api/v1/people`, { headers: { authorization: `Bearer ${token}` } })
  for (const role of ROLES.filter((one) => one !== 'admin')) {
    expect(await post(revocation, {}, await cookieOf(role))).toMatchObject({ status: 403 })
  }
  expect(await post(revocation, {}, '')).toMatchObject({ status: 302 })
  expect(await asProgram()).toMatchObject({ status: 200 })
  const own = `session=${(await openSession(issuer.personId, new Date())).id}`
  expect(await post(revocation, {}, own)).toMatchObject({
    status: 303,
    headers: { location: adminPaths.adminTokens() },
  })
  expect(await asProgram()).toMatchObject({ status: 401 })
})

test('a file is read, previewed and imported', async () => {
  const read = await upload(
    adminPaths.adminImport(),
    'name,email,audiences\nInes Carvalho,ines@file.example,ap-daily\n',
    admin,
  )
  expect(read).toMatchObject({
    status: 303,
    headers: { location: expect.stringMatching(/^\/admin\/people\/import\/[\w-]{36}$/) },
  })
  const preview = read.headers.location ?? ''
  const { text } = await get(preview, admin)
  expect(text).toContain('This file adds 1 person')
  expect(text).toContain('ines@file.example')
  expect(await post(preview, { act: 'import', invite: 'true' }, admin)).toMatchObject({
    status: 303,
    headers: { location: '/admin/people' },
  })
  expect(await sql`SELECT FROM mail WHERE "to" = 'ines@file.example'`).toHaveLength(1)
  expect(await post(preview, { act: 'import' }, admin)).toMatchObject({ status: 303, headers: { location: preview } })
  expect((await get(preview, admin)).text).toContain('This file is imported')
})

test.each([
  ['name,email\n,x\n', 'Enter a name.'],
  ['', 'Choose a file.'],
])('a file with problems is answered 400 and says them: %j', async (bytes, words) => {
  const { status, text } = await upload(adminPaths.adminImport(), bytes, admin)
  expect(status).toBe(400)
  expect(text).toContain(bytes === '' ? 'This file is empty.' : words)
})

test('what is no upload at all is a bad request', async () => {
  const type = { 'content-type': 'multipart/form-data; boundary=x' }
  for (const body of ['--x\r\nnonsense', 'nothing']) {
    const answer = await ask(portal.url + adminPaths.adminImport(), {
      method: 'POST',
      headers: { ...html, cookie: admin, ...type },
      body,
    })
    expect(answer.status).toBe(400)
  }
  expect(await post(adminPaths.adminImport(), {}, admin)).toMatchObject({
    status: 400,
    text: expect.stringContaining('Choose a file.'),
  })
})

test('a file over the limit is told so', async () => {
  expect(await upload(adminPaths.adminImport(), 'x'.repeat(1_100_000), admin)).toMatchObject({ status: 413 })
})

test.each([
  [adminPaths.adminPerson('nobody'), 404],
  [adminPaths.adminAudience('nobody'), 404],
  [adminPaths.adminMail('nothing'), 404],
  [adminPaths.adminImport('00000000-0000-7000-8000-000000000000'), 404],
  [`${adminPaths.adminPeople()}?after=forged`, 400],
  [`${adminPaths.adminPeople()}?role=boss&state=x&audience=y`, 200],
  [`${adminPaths.adminAudit()}?from=yesterday&person=x`, 200],
  [`/admin/people/${lena.id}/links/other`, 404],
])('%s is answered %i', async (path, status) => {
  expect(await get(path, admin)).toMatchObject({ status })
})

test('a form with a wrong value says so, and changes nothing', async () => {
  const { status, text } = await post(adminPaths.adminPerson(lena.id), { name: '', email: 'no address' }, admin)
  expect(status).toBe(400)
  expect(text).toContain('Enter a name.')
  expect(text).toContain('Enter an e-mail address, like lena@example.org.')
  expect(await post(adminPaths.adminRoles(lena.id), { role: 'boss', change: 'give' }, admin)).toMatchObject({
    status: 400,
  })
})
