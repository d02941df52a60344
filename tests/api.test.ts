import { randomUUID } from 'node:crypto'
import { Validator } from '@seriousme/openapi-schema-validator'
import { afterAll, describe, expect, test } from 'vitest'
import type { ApiScope } from '#app/domain/identity/api-scopes.ts'
import { issueToken, listTokens, revokeToken } from '#app/domain/identity/api-tokens.server.ts'
import { whoReadsPersonalTimes } from '#app/domain/identity/personal-times.server.ts'
import { READINGS, REPORTING } from '#app/http/api/openapi.server.ts'
import { sql } from '#app/platform/database/sql.server.ts'
import { newId } from '#app/platform/ids.ts'
import { aBuiltPortal } from './built-portal.ts'
import { Browser } from './makers/events.ts'
import { aLab, aLesson, aSection } from './makers/lessons.ts'
import { aModule, anAssignment, aPlannedMilestone } from './makers/modules.ts'
import { aLearner, aMigration, anAdmin, anAudience, aPerson } from './makers/people.ts'
import { ask } from './portal.ts'

const portal = await aBuiltPortal()
afterAll(portal.stop)

const now = new Date()
const migration = await aMigration()
const audience = await anAudience(migration)
const admin = await anAdmin({ migration, roles: ['lead'] })
const cutover = await aPlannedMilestone(migration)
const module = await aModule(migration, {
  compiled: aLesson({ blocks: [aSection('start'), aLab('enter')] }),
})
await anAssignment(module, { milestone: cutover, audience })
await aPerson({
  migration,
  name: 'Lena Brandt',
  externalId: 'E-100',
  roles: ['learner'],
  audiences: [audience],
})
const task = `${module.slug}/enter`

let issued = 0
const aToken = (...scopes: ApiScope[]) => issueToken(admin, { name: `Program ${++issued}`, scopes }, new Date())

async function get(path: string, token: string | null) {
  const answer = await ask(`${portal.url}/api/v1${path}`, {
    headers: token ? { authorization: `Bearer ${token}` } : {},
  })
  return { ...answer, json: JSON.parse(answer.text) }
}

async function report(attempts: unknown, token: string) {
  const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' }
  const answer = await ask(`${portal.url}/api/v1/attempts`, { method: 'POST', headers, body: JSON.stringify(attempts) })
  return { ...answer, json: JSON.parse(answer.text) }
}

/** Three minutes of work that ended ten minutes ago. */
const anAttempt = (parts: Record<string, unknown> = {}) => ({
  id: randomUUID(),
  externalId: 'E-100',
  task,
  startedAt: new Date(now.getTime() - 13 * 60_000).toISOString(),
  finishedAt: new Date(now.getTime() - 10 * 60_000).toISOString(),
  activeMs: 150_000,
  outcome: 'success',
  ...parts,
})

const attemptRow = async (id: string) => (await sql`SELECT * FROM attempt WHERE id = ${id}`)[0]
const eventsOf = async (id: string) =>
  (await sql<{ n: number }>`SELECT count(*) AS n FROM log.event WHERE attempt_id = ${id}`)[0]?.n

describe('a token', () => {
  test('is shown once, kept as a hash, and told in the list without itself', async () => {
    const token = await aToken('modules:read')
    const [row] = await sql<{ hash: string }>`SELECT hash FROM api_token ORDER BY created_at DESC LIMIT 1`
    expect(token).toMatch(/^gangway_[\w-]{43}$/)
    expect(row?.hash).toMatch(/^[0-9a-f]{64}$/)
    expect(JSON.stringify(await listTokens(admin))).not.toContain(token)
  })

  test.each([null, 'gangway_forged', `gangway_${'a'.repeat(43)}`])('%s lets nobody in', async (token) => {
    for (const path of Object.keys(READINGS)) {
      const { status, headers, json } = await get(path.replace('{slug}', cutover.slug), token)
      expect(status).toBe(401)
      expect(headers['www-authenticate']).toBe('Bearer realm="Gangway"')
      expect(headers['content-type']).toBe('application/problem+json')
      expect(json).toMatchObject({ type: 'about:blank', status: 401 })
    }
  })

  test('lets into what it was issued for, and into nothing else', async () => {
    const every = Object.values(READINGS).map(({ scope }) => scope)
    for (const [path, { scope }] of Object.entries(READINGS)) {
      const at = path.replace('{slug}', cutover.slug)
      const others = every.filter((other) => other !== scope)
      expect(await get(at, await aToken(scope))).toMatchObject({ status: 200 })
      expect(await get(at, await aToken(...others, 'attempts:write'))).toMatchObject({ status: 403 })
    }
    expect(await report({ attempts: [anAttempt()] }, await aToken('attempts:read'))).toMatchObject({ status: 403 })
  })

  test('that is revoked lets nobody in from then on, and the log says who did it', async () => {
    const token = await aToken('modules:read')
    const [row] = await listTokens(admin).then((all) => all.filter(({ name }) => name === `Program ${issued}`))
    await revokeToken(admin, row?.id ?? '', new Date())
    expect(await get('/modules', token)).toMatchObject({ status: 401 })
    const entries = await sql<{
      action: string
    }>`SELECT action FROM audit_entry WHERE subject_id = ${row?.id} ORDER BY at`
    expect(entries.map(({ action }) => action)).toEqual(['token.issued', 'token.revoked'])
  })

  test('for personal times is told to everybody', async () => {
    await aToken('attempts:personal')
    expect((await whoReadsPersonalTimes()).map(({ name }) => name)).toContain(`Program ${issued}`)
  })

  test('only an admin issues one', async () => {
    const learner = await aLearner({ migration })
    await expect(issueToken(learner, { name: 'Mine', scopes: ['people:read'] }, now)).rejects.toMatchObject({
      kind: 'forbidden',
    })
  })
})

describe('what is read', () => {
  test('has the shape that the description promises', async () => {
    await report({ attempts: [anAttempt({ errors: [{ type: 'wrong-path' }] })] }, await aToken('attempts:write'))
    for (const [path, { scope, answer }] of Object.entries(READINGS)) {
      const token = await aToken(scope, 'attempts:personal')
      const { json } = await get(path.replace('{slug}', cutover.slug), token)
      expect(answer.safeParse(json).error?.issues ?? []).toEqual([])
    }
    expect((await get('/completions', await aToken('completions:read'))).json.data).toHaveLength(1)
  })

  test('the description is OpenAPI 3.1, and needs no token', async () => {
    const { status, json } = await get('/openapi.json', null)
    expect(status).toBe(200)
    expect(await new Validator().validate(json)).toMatchObject({ valid: true })
  })

  test('comes page by page, each row once', async () => {
    for (let n = 0; n < 7; n++) await aPerson({ migration, roles: ['learner'] })
    const token = await aToken('people:read')
    const seen: string[] = []
    for (let after = '', full = true; full; ) {
      const { json } = await get(`/people?limit=3${after && `&after=${encodeURIComponent(after)}`}`, token)
      seen.push(...json.data.map(({ id }: { id: string }) => id))
      full = json.data.length === 3
      after = json.next
    }
    expect(new Set(seen).size).toBe(seen.length)
    expect(seen.length).toBeGreaterThanOrEqual(8)
  })

  test('without the personal scope attempts have no clock', async () => {
    const { json } = await get('/attempts', await aToken('attempts:read'))
    expect(json.data[0]).toMatchObject({ task, standing: 'success', personal: null })
    const full = await get('/attempts', await aToken('attempts:read', 'attempts:personal'))
    expect(full.json.data[0].personal).toMatchObject({ clock: 'active', activeMs: 150_000 })
  })

  test('belongs to the migration of the token alone', async () => {
    const other = await aMigration()
    const elsewhere = await anAdmin({ migration: other, roles: ['lead'] })
    const token = await issueToken(
      elsewhere,
      { name: 'Elsewhere', scopes: ['people:read', 'modules:read', 'milestones:read'] },
      now,
    )
    expect((await get('/modules', token)).json.data).toEqual([])
    expect((await get('/people', token)).json.data.map(({ name }: { name: string }) => name)).not.toContain(
      'Lena Brandt',
    )
    expect(await get(`/milestones/${cutover.slug}/readiness`, token)).toMatchObject({ status: 404 })
  })

  test.each(['?limit=0', '?limit=501', '?limit=many', '?since=yesterday', '?after=nonsense'])(
    '%s is refused in words',
    async (query) => {
      const { status, headers, json } = await get(`/completions${query}`, await aToken('completions:read'))
      expect(status).toBe(400)
      expect(headers['content-type']).toBe('application/problem+json')
      expect(json.detail).toMatch(/\w/)
    },
  )

  test('an address of nothing, and one that cannot be read, are problems too', async () => {
    expect(await get('/nothing', null)).toMatchObject({
      status: 404,
      headers: { 'content-type': 'application/problem+json' },
    })
    expect(await get('/%', null)).toMatchObject({
      status: 400,
      headers: { 'content-type': 'application/problem+json' },
    })
  })
})

describe('POST /api/v1/attempts', () => {
  test('an attempt that the product measured counts, completes, and is there once however often it is sent', async () => {
    const token = await aToken('attempts:write')
    const someone = await aPerson({ migration, externalId: 'E-200', roles: ['learner'], audiences: [audience] })
    const attempt = anAttempt({
      externalId: 'E-200',
      errors: [
        { type: 'wrong-path', place: 'menu' },
        { type: 'paid-unseen', critical: true },
      ],
      outcome: 'failure',
    })
    const good = anAttempt({ externalId: undefined, person: someone.id })
    const first = await report({ attempts: [attempt, good] }, token)
    expect(first.status).toBe(200)
    expect(REPORTING.answer.safeParse(first.json).success).toBe(true)
    expect(first.json.results.map(({ status }: { status: string }) => status)).toEqual(['created', 'created'])
    const again = await report({ attempts: [good, attempt, attempt] }, token)
    expect(again.json.results.map(({ status }: { status: string }) => status)).toEqual([
      'duplicate',
      'duplicate',
      'duplicate',
    ])
    expect(await attemptRow(attempt.id)).toMatchObject({
      setting: 'reported',
      clock: 'active',
      outcome: 'failure',
      active_ms: 150_000,
      wall_ms: 180_000,
      errors: 2,
      critical_errors: 1,
      suspect: false,
      audience_ids: [audience.id],
    })
    expect(await eventsOf(attempt.id)).toBe(1)
    expect(await sql`SELECT 1 AS one FROM completion WHERE person_id = ${someone.id}`).toHaveLength(1)
  })

  test('two deliveries at once create it once', async () => {
    const token = await aToken('attempts:write')
    const attempt = anAttempt()
    const both = await Promise.all([report({ attempts: [attempt] }, token), report({ attempts: [attempt] }, token)])
    expect(both.map(({ json }) => json.results[0].status).sort()).toEqual(['created', 'duplicate'])
    expect(await eventsOf(attempt.id)).toBe(1)
  })

  test('what cannot be taken costs only itself, and says why in its place', async () => {
    const token = await aToken('attempts:write')
    const stranger = await aPerson({})
    const lab = new Browser(await aLearner({ migration }), module.release, now)
    const good = anAttempt()
    const sent = [
      anAttempt({ externalId: 'E-999' }),
      anAttempt({ externalId: undefined, person: stranger.id }),
      anAttempt({ externalId: undefined }),
      anAttempt({ task: `${module.slug}/nothing` }),
      anAttempt({ task: `${module.slug}/start` }),
      anAttempt({ task: 'nothing/enter' }),
      anAttempt({ task: 'nonsense' }),
      anAttempt({ release: 'never' }),
      anAttempt({ finishedAt: new Date(now.getTime() + 3_600_000).toISOString() }),
      anAttempt({ startedAt: '2019-01-01T00:00:00Z', finishedAt: '2019-01-01T00:03:00Z' }),
      anAttempt({ startedAt: now.toISOString() }),
      anAttempt({ outcome: 'splendid' }),
      anAttempt({ errors: [{ type: 'Not A Type' }] }),
      { id: 'x' },
      null,
      good,
      {
        ...good,
        task: `${module.slug}/enter`,
        externalId: undefined,
        person: (await aPerson({ migration, roles: ['learner'] })).id,
      },
    ]
    const { status, json } = await report({ attempts: sent }, token)
    expect(status).toBe(200)
    expect(json.results.map((one: { status: string }) => one.status)).toEqual(
      sent.map((one) => (one === good ? 'created' : 'refused')),
    )
    for (const { status: became, problem } of json.results) {
      if (became === 'refused')
        expect(problem).toEqual({ title: expect.any(String), detail: expect.stringMatching(/\w/) })
    }
    expect(lab.outbox).toEqual([])
  })

  test('more time than passed is kept, and marked', async () => {
    const attempt = anAttempt({ activeMs: 3_600_000 })
    await report({ attempts: [attempt] }, await aToken('attempts:write'))
    expect(await attemptRow(attempt.id)).toMatchObject({ suspect: true, suspect_reason: 'active-over-wall' })
  })

  test.each([{}, { attempts: [] }, { attempts: {} }, null, { attempts: Array.from({ length: 501 }, () => ({})) }])(
    '%j is no report',
    async (body) => {
      const { status, json } = await report(body, await aToken('attempts:write'))
      expect(status).toBe(400)
      expect(json).toMatchObject({ status: 400, detail: expect.stringContaining('Nothing was stored') })
    },
  )

  test('too much is answered as a problem', async () => {
    const { status, json } = await report(
      { attempts: [{ words: 'a'.repeat(1_100_000) }] },
      await aToken('attempts:write'),
    )
    expect(status).toBe(413)
    expect(json).toMatchObject({ status: 413, title: 'Too large' })
  })

  test('an id of any version will do', async () => {
    const token = await aToken('attempts:write')
    const attempts = [anAttempt({ id: newId() }), anAttempt({ id: randomUUID().toUpperCase() })]
    const { json } = await report({ attempts }, token)
    expect(json.results.map(({ status }: { status: string }) => status)).toEqual(['created', 'created'])
  })
})
