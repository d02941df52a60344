import { once } from 'node:events'
import { type AddressInfo, connect, createServer, type Socket } from 'node:net'
import { afterAll, expect, test } from 'vitest'
import { issueToken } from '#app/domain/identity/api-tokens.server.ts'
import { READINGS } from '#app/http/api/openapi.server.ts'
import { sql } from '#app/platform/database/sql.server.ts'
import { aBuiltPortal } from './built-portal.ts'
import { connectionString } from './database.ts'
import { aMigration, anAdmin } from './makers/people.ts'
import { ask } from './portal.ts'

const way = await aWayToTheDatabase()
const portal = await aBuiltPortal({ DATABASE_URL: way.url })
afterAll(portal.stop)

const migration = await aMigration()
const admin = await anAdmin({ migration, roles: ['lead'] })
const scopes = ['completions:read', 'attempts:read', 'attempts:write'] as const
const authorization = `Bearer ${await issueToken(admin, { name: 'Program', scopes: [...scopes] }, new Date())}`

async function problem(method: string, path: string, headers: Record<string, string> = { authorization }) {
  const answer = await ask(`${portal.url}/api/v1${path}`, { method, headers })
  expect(answer.headers['content-type']).toBe('application/problem+json')
  const told = JSON.parse(answer.text)
  expect(told).toEqual({
    type: 'about:blank',
    status: answer.status,
    title: expect.any(String),
    detail: expect.stringMatching(/\.$/),
  })
  return answer
}

test.each(Object.keys(READINGS))('%s is read, and changed by no other method than it names', async (path) => {
  const address = path.replace('{slug}', 'pilot')
  const allow = path === '/attempts' ? 'GET, HEAD, POST' : 'GET, HEAD'
  for (const method of ['POST', 'PUT', 'PATCH', 'DELETE'].filter((one) => !allow.includes(one)))
    expect(await problem(method, address)).toMatchObject({ status: 405, headers: { allow } })
})

test('what is no address stays missing by any method, and no method of ours is refused', async () => {
  for (const method of ['GET', 'POST', 'DELETE'])
    expect(await problem(method, '/nothing')).toMatchObject({ status: 404 })
  expect(await problem('PROPFIND', '/modules')).toMatchObject({ status: 405 })
})

test('a value that the database cannot take is not valid', async () => {
  expect(await problem('GET', '/completions?since=0000-01-01T00:00:00Z')).toMatchObject({ status: 400 })
})

test('a bug is told as ours, without what it was, and logged', async () => {
  await sql`ALTER TABLE completion RENAME TO completion_elsewhere`
  const answer = await problem('GET', '/completions')
  await sql`ALTER TABLE completion_elsewhere RENAME TO completion`
  expect(answer.status).toBe(500)
  expect(answer.text).not.toMatch(/completion|relation/)
  expect(await ask(`${portal.url}/api/v1/completions`, { headers: { authorization } })).toMatchObject({ status: 200 })
})

test('while the database is away, programs are told when to ask again, and then go on', async () => {
  way.close()
  for (const method of ['GET', 'POST'])
    expect(await problem(method, '/attempts')).toMatchObject({ status: 503, headers: { 'retry-after': '5' } })
  expect(await problem('GET', '/attempts', { authorization, cookie: 'session=someone' })).toMatchObject({ status: 503 })
  await way.open()
  expect(await ask(`${portal.url}/api/v1/attempts`, { headers: { authorization } })).toMatchObject({ status: 200 })
})

/** A port that leads to the database of this file, until it is closed. */
async function aWayToTheDatabase() {
  const url = new URL(connectionString())
  const { hostname: host, port } = url
  const passing = new Set<Socket>()
  const server = createServer((socket) => {
    const onward = connect({ host, port: Number(port) })
    for (const [one, other] of [[socket, onward] as const, [onward, socket] as const]) {
      passing.add(one)
      one
        .on('error', () => other.destroy())
        .on('close', () => other.destroy())
        .pipe(other)
    }
  })
  const listen = async (at: number) => {
    server.listen(at, '127.0.0.1')
    await once(server, 'listening')
  }
  await listen(0)
  const own = (server.address() as AddressInfo).port
  Object.assign(url, { hostname: '127.0.0.1', port: String(own) })
  const close = () => {
    server.close()
    for (const socket of passing) socket.destroy()
  }
  afterAll(close)
  return { url: url.href, close, open: () => listen(own) }
}
