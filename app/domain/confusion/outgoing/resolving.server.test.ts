import { beforeEach, describe, expect, test } from 'vitest'
import { type ApiClient, clientOfToken, issueToken } from '#app/domain/identity/api-tokens.server.ts'
import type { Viewer } from '#app/domain/identity/viewer.ts'
import { sql } from '#app/platform/database/sql.server.ts'
import { newId } from '#app/platform/ids.ts'
import { aReport, aTaughtModule, type TaughtModule } from '#tests/makers/confusion.ts'
import { aLead, aLearner, aMigration, anAdmin, type MadeMigration } from '#tests/makers/people.ts'
import { boardNews } from '../board-news.server.ts'
import { reportOf } from '../own-reports.server.ts'
import { setOwner } from '../owner.server.ts'
import { actOnSeveral } from '../several.server.ts'
import { troubleDetail } from '../trouble-detail.server.ts'
import { resolveForClient } from './resolving.server.ts'
import type { ProgramResolution } from './resolving.ts'
import { addWebhook } from './webhooks.server.ts'

const ISSUER = 'Ada Admin'
const PROGRAM = 'Tally tracker'

let migration: MadeMigration
let module: TaughtModule
let issuer: Viewer
let lead: Viewer
let lena: Viewer
let client: ApiClient

beforeEach(async () => {
  migration = await aMigration()
  module = await aTaughtModule(migration)
  issuer = await anAdmin({ migration, name: ISSUER, roles: ['lead'] })
  lead = await aLead({ migration, name: 'Jonas Weidner' })
  lena = await aLearner({ migration, name: 'Lena Brandt' })
  const token = await issueToken(issuer, { name: PROGRAM, scopes: ['confusion:write'] }, new Date())
  client = (await clientOfToken(token, new Date())) as ApiClient
})

const now = new Date()
const resolve = (reportId: string, parts: Partial<ProgramResolution> = {}) => {
  const sent = { id: newId(), revision: 'none', kind: 'explanation', words: 'It is net.', ...parts } as const
  return resolveForClient(client, reportId, sent, now)
}

describe('what a program did', () => {
  test('is by the program for the team, and by the team for who reported; its issuer did nothing', async () => {
    const { id, clusterId } = await aReport(lena, module, { now })
    await resolve(id)
    const detail = await troubleDetail(lead, clusterId)
    expect(detail.thread).toMatchObject([{ what: 'resolution', by: PROGRAM, words: 'It is net.' }])
    const own = await reportOf(lena, id)
    expect(own.thread).toMatchObject([{ what: 'resolution', by: 'The migration team' }])
    expect(JSON.stringify(own)).not.toContain(PROGRAM)
    expect(JSON.stringify([detail, own])).not.toContain(ISSUER)
  })

  test('is named in the history of what it joined, and to who acts on it after that', async () => {
    const [one, other] = [await aReport(lena, module, { now }), await aReport(await aLearner({ migration }), module)]
    await resolve(other.id, { kind: 'duplicate', duplicateOf: one.clusterId })
    const { steps } = await troubleDetail(lead, one.clusterId)
    expect(steps.map(({ words }) => words)).toEqual([`${PROGRAM} joined another question with this one`])
    const late = setOwner(lead, one.clusterId, { seen: 'none', severity: 'major' }, now)
    await expect(late).rejects.toThrow(`${PROGRAM} joined another question with this one meanwhile.`)
  })

  test('is news to its issuer, and is not overrun by them', async () => {
    const { id, clusterId } = await aReport(lena, module, { now })
    await resolve(id)
    expect((await boardNews(issuer)).by).toMatch(`${PROGRAM} resolved this: “`)
    const asOf = new Date(now.getTime() - 1)
    const acted = actOnSeveral(issuer, { id: [clusterId], asOf, act: 'severity', severity: 'major', words: null }, now)
    await expect(acted).rejects.toThrow(`${PROGRAM} resolved this meanwhile`)
  })

  test('is told to other programs as done by a program', async () => {
    await addWebhook(issuer, { name: 'T', url: 'http://127.0.0.1:1/' }, now, { toThisMachine: true, timeoutMs: 1 })
    const { id } = await aReport(lena, module, { now })
    await resolve(id)
    const told = await sql<{ body: object }>`
      SELECT d.body FROM webhook_delivery d JOIN webhook w ON w.id = d.webhook_id
      WHERE w.migration_id = ${migration.id} AND d.kind = 'confusion.resolved'`
    expect(told).toMatchObject([{ body: { by: null, program: PROGRAM } }])
    expect(JSON.stringify(told)).not.toContain(issuer.personId)
  })
})
