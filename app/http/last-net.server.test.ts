import { RouterContextProvider } from 'react-router'
import { expect, test } from 'vitest'
import { sql } from '#app/platform/database/sql.server.ts'
import { visitContext } from './context.server.ts'
import { netted } from './last-net.server.ts'

const visit = { requestId: 'r', nonce: '', origin: null, method: 'GET', target: '/', address: '', referer: null }

async function thrownBy(work: () => Promise<unknown>): Promise<unknown> {
  const context = new RouterContextProvider()
  context.set(visitContext, { ...visit, sessionId: null, viewer: null, route: null })
  const args = { request: new Request('http://localhost/'), params: {}, context, url: new URL('http://localhost/') }
  return Promise.resolve(netted(work)({ ...args, pattern: '/' } as Parameters<ReturnType<typeof netted>>[0])).catch(
    (thrown: unknown) => thrown,
  )
}

const failing = (code: string) => () => Promise.reject(Object.assign(new Error('of the database'), { code }))

test.each([
  ['a value that the database cannot take', () => sql`SELECT ${'\u0000'}::text`, 400, 'invalid'],
  ['two changes in each other’s way', failing('40P01'), 409, 'conflict'],
  ['a database that is away', failing('ECONNREFUSED'), 503, 'away'],
])('%s is answered with words', async (_, work, status, kind) => {
  const answer = (await thrownBy(work)) as Response
  expect(answer.status).toBe(status)
  expect(await answer.json()).toMatchObject({ kind, words: expect.stringMatching(/\.$/) })
})

test('a bug stays a bug, and what was thrown on purpose stays as it is', async () => {
  expect(await thrownBy(failing('42P01'))).toBeInstanceOf(Error)
  const redirect = new Response(null, { status: 302 })
  expect(await thrownBy(() => Promise.reject(redirect))).toBe(redirect)
})
