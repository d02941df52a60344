import { beforeEach, describe, expect, test } from 'vitest'
import type { Viewer } from '#app/domain/identity/viewer.ts'
import { sql } from '#app/platform/database/sql.server.ts'
import { env } from '#app/platform/env.server.ts'
import { aReport, aTaughtModule, type TaughtModule } from '#tests/makers/confusion.ts'
import { aLead, aLearner, aMigration, anAdmin, anAudience, type MadeMigration } from '#tests/makers/people.ts'
import { addAction } from '../actions.server.ts'
import { answerTrouble } from '../answer.server.ts'
import { tellAudience } from '../lasting/audience-notice.server.ts'
import { askCallout } from '../lasting/callouts.server.ts'
import { keepAnswer } from '../lasting/library-answers.server.ts'
import { linkTrouble } from '../links.server.ts'
import { sayMeToo } from '../me-too.server.ts'
import { mergeTroubles, unmergeTrouble } from '../merging.server.ts'
import { troubleDetail } from '../trouble-detail.server.ts'
import { addWebhook } from './webhooks.server.ts'

const now = new Date()
const later = (ms: number) => new Date(now.getTime() + ms)

let migration: MadeMigration
let module: TaughtModule
let lead: Viewer
let lena: Viewer

const seenOf = async (clusterId: string) => (await troubleDetail(lead, clusterId)).newestAction
const pageOf = (clusterId: string) => `${env.ORIGIN}/confusion/${clusterId}`

type Told = { event: string; by: string | null; change?: Record<string, unknown>; trouble: { id: string } }

/** What webhooks are told of a trouble, after what they were told when it was reported. */
async function toldOf(clusterId: string): Promise<Told[]> {
  const rows = await sql<{ body: Told }>`
    SELECT d.body FROM webhook_delivery d JOIN webhook w ON w.id = d.webhook_id
    WHERE w.migration_id = ${migration.id} AND d.body->'trouble'->>'id' = ${clusterId} ORDER BY d.created_at, d.id`
  return rows.map(({ body }) => body).filter(({ event }) => event !== 'confusion.reported')
}

beforeEach(async () => {
  migration = await aMigration()
  module = await aTaughtModule(migration)
  lead = await aLead({ migration, name: 'Jonas Weidner' })
  lena = await aLearner({ migration, name: 'Lena Brandt' })
  const admin = await anAdmin({ migration })
  await addWebhook(admin, { name: 'Tracker', url: 'http://127.0.0.1:1/' }, now, { toThisMachine: true, timeoutMs: 1 })
})

describe('a tracker is told', () => {
  test('with what a question was joined, on both sides, and out of what it was taken', async () => {
    const one = await aReport(lena, module, { now, words: 'Is it net?' })
    const other = await aReport(await aLearner({ migration }), module, { now, words: 'Net or gross?' })
    await mergeTroubles(lead, one.clusterId, { seen: 'none', others: [other.clusterId] }, later(1))
    await unmergeTrouble(lead, other.clusterId, await seenOf(other.clusterId), later(2))
    const part = { question: 'Net or gross?', url: pageOf(other.clusterId) }
    const whole = { question: 'Is it net?', url: pageOf(one.clusterId) }
    expect((await toldOf(one.clusterId)).map(({ event, change }) => [event, change])).toEqual([
      ['confusion.merged', { trouble: other.clusterId, ...part }],
      ['confusion.unmerged', { trouble: other.clusterId, ...part }],
    ])
    expect((await toldOf(other.clusterId)).map(({ event, change }) => [event, change])).toEqual([
      ['confusion.merged', { into: one.clusterId, ...whole, moved: [] }],
      ['confusion.unmerged', { from: one.clusterId, ...whole }],
    ])
  })

  test('what a question is linked with, and where that is', async () => {
    const { clusterId } = await aReport(lena, module, { now })
    const ticket = 'https://tracker.example/4711'
    await linkTrouble(lead, clusterId, { seen: 'none', url: ticket }, later(1))
    const target = `release:${module.releaseId}`
    await linkTrouble(lead, clusterId, { seen: await seenOf(clusterId), target }, later(2))
    const { links } = await troubleDetail(lead, clusterId)
    const remove = links.find(({ kind }) => kind === 'release')?.id
    await linkTrouble(lead, clusterId, { seen: await seenOf(clusterId), remove }, later(3))
    const url = `${env.ORIGIN}/modules/${module.slug}`
    const release = { link: { kind: 'release', title: 'Enter an invoice, release 2026.1', url } }
    expect((await toldOf(clusterId)).map(({ event, change }) => [event, change])).toEqual([
      ['confusion.linked', { link: { kind: 'ticket', title: ticket, url: ticket } }],
      ['confusion.linked', release],
      ['confusion.unlinked', release],
    ])
  })

  test('where an answer lives on, to whom it was told, and what the next release shall say', async () => {
    const { clusterId } = await aReport(lena, module, { now })
    const audience = await anAudience(migration)
    await aLearner({ migration, audiences: [audience] })
    await answerTrouble(lead, clusterId, { seen: 'none', words: 'Net.', public: true }, later(1))
    const kept = { question: 'Net or gross?', words: 'Always net.' }
    await keepAnswer(lead, clusterId, { seen: await seenOf(clusterId), ...kept }, later(2))
    const notice = { audienceId: audience.id, words: 'It is net.' }
    await tellAudience(lead, clusterId, { seen: await seenOf(clusterId), ...notice }, later(3))
    await askCallout(lead, clusterId, { seen: await seenOf(clusterId), words: 'Mind: net.' }, later(4))
    await addAction(sql, clusterId, lead.personId, { kind: 'raised', signal: 'hints', part: 6, of: 20 }, later(5))
    const [library] = await sql<{ id: string }>`SELECT id FROM library_answer WHERE cluster_id = ${clusterId}`
    const url = `${env.ORIGIN}/library/answers/${library?.id}`
    expect((await toldOf(clusterId)).slice(1).map(({ event, change }) => [event, change])).toEqual([
      ['confusion.kept', { libraryAnswer: library?.id, ...kept, url }],
      ['confusion.noticed', { toldTo: audience.name, words: 'It is net.', people: 1 }],
      ['confusion.callout', { words: 'Mind: net.' }],
      ['confusion.raised', { signal: 'hints', part: 6, of: 20 }],
    ])
  })

  test('which words somebody adds to their me-too, once, and never whose', async () => {
    const { id, clusterId } = await aReport(lena, module, { now })
    const max = await aLearner({ migration, name: 'Max Ott' })
    await sayMeToo(max, id, { words: null }, later(1))
    await Promise.all([1, 2].map(() => sayMeToo(max, id, { words: 'In Hull as well.' }, later(2))))
    await sayMeToo(max, id, { words: 'Other words.' }, later(3))
    await sayMeToo(max, id, { words: null }, later(4))
    const told = await toldOf(clusterId)
    expect(told).toMatchObject([
      { event: 'confusion.counted', by: null, change: { words: null }, trouble: { meToos: 1 } },
      { event: 'confusion.words-added', by: null, change: { words: 'In Hull as well.' }, trouble: { meToos: 1 } },
    ])
    expect(JSON.stringify(told)).not.toMatch(new RegExp(`Max|${max.personId}`))
  })
})
