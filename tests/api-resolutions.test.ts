import { randomUUID } from 'node:crypto'
import { afterAll, describe, expect, test } from 'vitest'
import { answerTrouble } from '#app/domain/confusion/answer.server.ts'
import type { ApiScope } from '#app/domain/identity/api-scopes.ts'
import { issueToken } from '#app/domain/identity/api-tokens.server.ts'
import { unreadNotices } from '#app/domain/notices/notices.server.ts'
import { RESOLVING } from '#app/http/api/openapi.server.ts'
import { sql } from '#app/platform/database/sql.server.ts'
import { aBuiltPortal } from './built-portal.ts'
import { aReport, aTaughtModule } from './makers/confusion.ts'
import { aLead, aLearner, aMigration, anAdmin } from './makers/people.ts'
import { ask } from './portal.ts'

const portal = await aBuiltPortal()
afterAll(portal.stop)

const migration = await aMigration()
const module = await aTaughtModule(migration)
const admin = await anAdmin({ migration })
const lead = await aLead({ migration, name: 'Jonas Weidner' })
const aToken = (name: string, ...scopes: ApiScope[]) => issueToken(admin, { name, scopes }, new Date())
const token = await aToken('Tracker', 'confusion:write', 'confusion:read')

const aResolution = (parts: Record<string, unknown> = {}) => ({
  id: randomUUID(),
  revision: 'none',
  kind: 'product',
  words: 'The amount now says that it is net.',
  url: 'https://tracker.example.org/TALLY-311',
  changedOn: '2026-01-02',
  ...parts,
})

async function resolve(reportId: string, body: unknown, by = token) {
  const headers = { authorization: `Bearer ${by}`, 'content-type': 'application/json' }
  const address = `${portal.url}/api/v1/confusion-reports/${reportId}/resolution`
  const { status, headers: got, text } = await ask(address, { method: 'POST', headers, body: JSON.stringify(body) })
  return { status, type: got['content-type'], json: JSON.parse(text) }
}

async function listed(reportId: string) {
  const headers = { authorization: `Bearer ${token}` }
  const { text } = await ask(`${portal.url}/api/v1/confusion-reports?limit=500`, { headers })
  return JSON.parse(text).data.find(({ id }: { id: string }) => id === reportId)
}

const resolutionsOf = (clusterId: string) => sql`SELECT id, kind, url FROM resolution WHERE cluster_id = ${clusterId}`

describe('a program resolves', () => {
  test('a report: everybody in it is told once, it is audited, and sending it again changes nothing', async () => {
    const lena = await aLearner({ migration })
    const { id, clusterId } = await aReport(lena, module)
    const sent = aResolution()
    const answers = [await resolve(id, sent), await resolve(id, sent)]
    const expected = { resolution: sent.id, trouble: clusterId, told: 1 }
    expect(answers).toMatchObject([
      { status: 200, json: { status: 'created', ...expected } },
      { status: 200, json: { status: 'duplicate', ...expected } },
    ])
    expect(RESOLVING.answer.safeParse(answers[0]?.json).success).toBe(true)
    expect(await resolutionsOf(clusterId)).toMatchObject([{ id: sent.id, kind: 'product', url: sent.url }])
    expect(await unreadNotices(lena)).toBe(1)
    expect(await listed(id)).toMatchObject({ state: 'resolved', resolution: { kind: 'product', url: sent.url } })
    const audited = await sql`
      SELECT actor_id, after FROM audit_entry WHERE action = 'confusion.resolved-by-program' AND subject_id = ${clusterId}`
    expect(audited).toMatchObject([{ actor_id: admin.personId, after: { token: 'Tracker', resolution: sent.id } }])
  })

  test('twice at once, once', async () => {
    const { id, clusterId } = await aReport(await aLearner({ migration }), module)
    const sent = aResolution({ kind: 'explanation', words: ' It is net.\r\nAlways. ' })
    const both = await Promise.all([resolve(id, sent), resolve(id, sent)])
    expect(both.map(({ json }) => json.status).sort()).toEqual(['created', 'duplicate'])
    expect(await resolutionsOf(clusterId)).toHaveLength(1)
  })

  test('not over what happened meanwhile: 409, and with the new revision it holds', async () => {
    const { id, clusterId } = await aReport(await aLearner({ migration }), module)
    await answerTrouble(lead, clusterId, { seen: 'none', words: 'Net.', public: false }, new Date())
    const sent = aResolution()
    const { revision } = await listed(id)
    expect(await resolve(id, sent)).toMatchObject({
      status: 409,
      type: 'application/problem+json',
      json: { status: 409, detail: expect.stringContaining(revision) },
    })
    expect(await resolutionsOf(clusterId)).toEqual([])
    expect(await resolve(id, { ...sent, revision })).toMatchObject({ status: 200, json: { status: 'created' } })
    const another = aResolution({ revision: (await listed(id)).revision })
    expect(await resolve(id, another)).toMatchObject({ status: 409 })
    expect(await resolve(id, { ...sent, words: 'Something else.' })).toMatchObject({ status: 409 })
  })

  test('by a release of the module, and as a duplicate', async () => {
    const [one, other] = [await aReport(lead, module), await aReport(await aLearner({ migration }), module)]
    const fixed = aResolution({ kind: 'release', release: module.label, url: undefined, changedOn: undefined })
    expect(await resolve(one.id, fixed)).toMatchObject({ status: 200 })
    expect(await listed(one.id)).toMatchObject({ resolution: { release: module.label } })
    const repeated = aResolution({ kind: 'duplicate', duplicateOf: one.clusterId })
    expect(await resolve(other.id, repeated)).toMatchObject({ status: 200 })
    expect(await listed(other.id)).toMatchObject({ trouble: one.clusterId })
  })

  test.each([
    [{ kind: 'product', url: undefined }, /url/],
    [{ kind: 'product', changedOn: '2199-01-01' }, /ahead/],
    [{ kind: 'release', release: 'never' }, /release/],
    [{ kind: 'duplicate' }, /duplicateOf/],
    [{ kind: 'splendid' }, /kind/],
    [{ id: 'x' }, /id/],
    [{ words: ' ' }, /words/],
    [{ url: 'javascript:alert(1)' }, /url/],
    [{ more: 1 }, /more/],
  ])('nothing with %j', async (parts, words) => {
    const { id, clusterId } = await aReport(await aLearner({ migration }), module)
    const { status, type, json } = await resolve(id, aResolution(parts))
    expect([status, type]).toEqual([400, 'application/problem+json'])
    expect(json.detail).toMatch(words)
    expect(await resolutionsOf(clusterId)).toEqual([])
  })

  test('nothing without the scope, of another migration, or that is not there', async () => {
    const { id } = await aReport(await aLearner({ migration }), module)
    expect(await resolve(id, aResolution(), await aToken('Reader', 'confusion:read'))).toMatchObject({ status: 403 })
    expect(await resolve(id, aResolution(), 'gangway_forged')).toMatchObject({ status: 401 })
    const elsewhere = await anAdmin({ migration: await aMigration() })
    const theirs = await issueToken(elsewhere, { name: 'Tracker', scopes: ['confusion:write'] }, new Date())
    expect(await resolve(id, aResolution(), theirs)).toMatchObject({ status: 404 })
    expect(await resolve('nothing', aResolution())).toMatchObject({ status: 404 })
    expect(await resolve(id, null)).toMatchObject({ status: 400 })
  })
})
