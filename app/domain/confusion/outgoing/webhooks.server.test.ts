import { createHmac } from 'node:crypto'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Viewer } from '#app/domain/identity/viewer.ts'
import { inTransaction, sql } from '#app/platform/database/sql.server.ts'
import { aReport, aTaughtModule, type TaughtModule } from '#tests/makers/confusion.ts'
import { aLead, aLearner, aMigration, anAdmin, type MadeMigration } from '#tests/makers/people.ts'
import { aTracker } from '#tests/makers/webhooks.ts'
import { addAction } from '../actions.server.ts'
import { answerTrouble } from '../answer.server.ts'
import { sayMeToo } from '../me-too.server.ts'
import { setOwner } from '../owner.server.ts'
import { reopenTrouble } from '../reopening.server.ts'
import { resolveTrouble } from '../resolution.server.ts'
import { troubleDetail } from '../trouble-detail.server.ts'
import { giveVerdict } from '../verdict.server.ts'
import { listDeliveries, readDelivery, replayDelivery } from './deliveries.server.ts'
import { forgetOldDeliveries, sendDueDeliveries } from './sending.server.ts'
import { addWebhook, endWebhook, listWebhooks, readWebhook } from './webhooks.server.ts'

const rules = { toThisMachine: true, timeoutMs: 5_000 }
const strict = { toThisMachine: false, timeoutMs: 5_000 }
const MINUTE = 60_000
const HOUR = 60 * MINUTE

let migration: MadeMigration
let module: TaughtModule
let admin: Viewer
let lead: Viewer
let lena: Viewer
let tracker: Awaited<ReturnType<typeof aTracker>>

const now = new Date()
const later = (ms: number) => new Date(now.getTime() + ms)
const seenOf = async (clusterId: string) => (await troubleDetail(lead, clusterId)).newestAction

async function aWebhook(name = 'Tracker') {
  const { secret } = await addWebhook(admin, { name, url: tracker.url }, now, rules)
  const { id } = (await listWebhooks(admin)).find((one) => one.name === name) ?? { id: '' }
  return { id, secret }
}

const deliveriesOf = async (id: string) => (await listDeliveries(admin, id, {})).deliveries
const theDelivery = async (id: string) => {
  const [delivery] = await deliveriesOf(id)
  return readDelivery(admin, id, delivery?.id ?? '')
}

beforeEach(async () => {
  await sql`DELETE FROM webhook`
  migration = await aMigration()
  module = await aTaughtModule(migration)
  admin = await anAdmin({ migration })
  lead = await aLead({ migration, name: 'Jonas Weidner' })
  lena = await aLearner({ migration, name: 'Lena Brandt' })
  tracker = await aTracker()
})
afterEach(() => tracker.stop())

describe('a webhook', () => {
  test('is added with a secret that is shown once, and is audited without it', async () => {
    const { id, secret } = await aWebhook()
    expect(secret).toMatch(/^gangway_webhook_[\w-]{43}$/)
    expect(JSON.stringify([await listWebhooks(admin), await readWebhook(admin, id)])).not.toContain(secret)
    const lines = await sql`SELECT * FROM audit_entry WHERE action = 'webhook.added' AND subject_id = ${id}`
    expect(lines).toHaveLength(1)
    expect(JSON.stringify(lines)).not.toContain(secret)
  })

  test.each([
    'https://127.0.0.1/x',
    'https://[::1]/x',
    'https://10.0.0.1/x',
    'https://169.254.169.254/x',
    'https://localhost/x',
  ])('is not added at %s, a private network', async (url) => {
    const added = addWebhook(admin, { name: 'Tracker', url }, now, strict)
    await expect(added).rejects.toMatchObject({ kind: 'invalid', field: 'url' })
    expect(await listWebhooks(admin)).toEqual([])
  })

  test('is for admins, and has a name of its own', async () => {
    await aWebhook()
    await expect(aWebhook('tracker')).rejects.toMatchObject({ kind: 'conflict', field: 'name' })
    await expect(listWebhooks(lead)).rejects.toMatchObject({ kind: 'forbidden' })
    const elsewhere = await anAdmin({ migration: await aMigration() })
    await expect(readWebhook(elsewhere, (await listWebhooks(admin))[0]?.id ?? '')).rejects.toMatchObject({
      kind: 'missing',
    })
  })

  test('that is ended is told nothing more, and what waited is given up', async () => {
    const { id } = await aWebhook()
    await aReport(lena, module)
    await endWebhook(admin, id, now)
    await aReport(lena, module)
    expect(await sendDueDeliveries(later(MINUTE), rules)).toBe(0)
    expect(await deliveriesOf(id)).toMatchObject([{ state: 'given up' }])
    const [delivery] = await deliveriesOf(id)
    await expect(replayDelivery(admin, id, delivery?.id ?? '', now)).rejects.toMatchObject({ kind: 'conflict' })
  })
})

describe('what is told', () => {
  test('is each change of a report, in order, and how it stands then', async () => {
    const { secret } = await aWebhook()
    const { id, clusterId } = await aReport(lena, module, { now })
    await sayMeToo(await aLearner({ migration }), id, { words: 'In Hull as well.' }, later(1))
    await answerTrouble(lead, clusterId, { seen: 'none', words: 'Always net.', public: true }, later(2))
    const seen = await seenOf(clusterId)
    await setOwner(lead, clusterId, { seen, assigneeId: lead.personId, severity: 'major' }, later(3))
    const explained = { kind: 'explanation', words: 'Net is what counts.' } as const
    await resolveTrouble(lead, clusterId, { seen: await seenOf(clusterId), ...explained }, later(4))
    await giveVerdict(lena, id, { helped: 'no', words: 'Still gross on page 2.' }, later(5))
    await sendDueDeliveries(later(MINUTE), rules)

    expect(tracker.heard.map(({ body }) => body.event)).toEqual([
      'confusion.reported',
      'confusion.counted',
      'confusion.answered',
      'confusion.severity-changed',
      'confusion.owner-changed',
      'confusion.resolved',
      'confusion.reopened',
    ])
    expect(tracker.heard.map(({ body }) => [body.by, body.change])).toEqual([
      [null, undefined],
      [null, { words: 'In Hull as well.' }],
      [lead.personId, { words: 'Always net.', public: true, fixBy: null }],
      [lead.personId, { from: 'minor', to: 'major' }],
      [lead.personId, { assignee: lead.personId }],
      [lead.personId, { resolution: expect.objectContaining({ ...explained, release: null }), mergedInto: null }],
      [null, { resolution: expect.any(String), words: 'Still gross on page 2.' }],
    ])
    expect(tracker.heard[0]?.body).toMatchObject({
      migration: migration.slug,
      report: { id, words: 'Is the amount net or gross?', person: lena.personId, release: '2026.1' },
      trouble: { id: clusterId, revision: 'none', state: 'open', module: module.slug, reports: 1, meToos: 0 },
    })
    expect(tracker.heard[5]?.body).toMatchObject({ trouble: { state: 'resolved', meToos: 1, assignee: lead.personId } })
    expect(tracker.heard[6]?.body).toMatchObject({ trouble: { state: 'open', revision: await seenOf(clusterId) } })
    for (const { headers, text } of tracker.heard) expectSigned(headers['gangway-signature'], secret, text)
  })

  test('is that one question was joined with another, and taken out again', async () => {
    await aWebhook()
    const one = await aReport(lena, module, { now })
    const other = await aReport(await aLearner({ migration }), module, { now })
    const repeated = { kind: 'duplicate', words: 'The same.', duplicateOf: other.clusterId } as const
    await resolveTrouble(lead, one.clusterId, { seen: 'none', ...repeated }, later(1))
    await reopenTrouble(lead, one.clusterId, { seen: await seenOf(one.clusterId) }, later(2))
    await sendDueDeliveries(later(MINUTE), rules)
    const told = tracker.heard.slice(2).map(({ body }) => [body.event, (body.trouble as { id: string }).id])
    expect(told.sort()).toEqual([
      ['confusion.merged', other.clusterId],
      ['confusion.reopened', one.clusterId],
      ['confusion.resolved', one.clusterId],
      ['confusion.unmerged', other.clusterId],
    ])
  })

  test('names nobody who reported without a name or said me too, and carries none of their traces', async () => {
    await aWebhook()
    const max = await aLearner({ migration, name: 'Max Ott' })
    const { id } = await aReport(lena, module, { anonymous: true, browser: 'Firefox 140 on Linux' })
    await sayMeToo(max, id, { words: 'Me as well.' }, now)
    await sendDueDeliveries(later(MINUTE), rules)
    const texts = tracker.heard.map(({ text }) => text).join('\n')
    expect(tracker.heard[0]?.body).toMatchObject({ report: { id, person: null } })
    for (const trace of [lena.personId, max.personId, 'Lena', 'Max', 'Firefox', 'attempt', 'audience']) {
      expect(texts).not.toContain(trace)
    }
  })

  test('is told only if it happened, and a repeated me-too is none', async () => {
    const { id } = await aWebhook()
    const report = await aReport(lena, module)
    const max = await aLearner({ migration })
    await Promise.all([1, 2].map(() => sayMeToo(max, report.id, { words: null }, now)))
    const failing = inTransaction(async (tx) => {
      await addAction(tx, report.clusterId, lead.personId, { kind: 'assigned', assigneeId: null }, now)
      throw new Error('Something else fails.')
    })
    await expect(failing).rejects.toThrow('Something else fails.')
    expect((await deliveriesOf(id)).map(({ kind }) => kind).sort()).toEqual(['confusion.counted', 'confusion.reported'])
  })

  test('of one migration is nothing to another', async () => {
    await aWebhook()
    const other = await aMigration()
    await aReport(await aLearner({ migration: other }), await aTaughtModule(other))
    expect(await sendDueDeliveries(later(MINUTE), rules)).toBe(0)
    expect(tracker.heard).toEqual([])
  })
})

describe('sending', () => {
  test('is done once by two workers at once', async () => {
    const { id } = await aWebhook()
    for (let report = 0; report < 5; report++) await aReport(lena, module)
    const sent = await Promise.all([1, 2, 3].map(() => sendDueDeliveries(later(MINUTE), rules)))
    expect(sent.reduce((sum, count) => sum + count, 0)).toBe(5)
    expect(new Set(tracker.heard.map(({ headers }) => headers['idempotency-key'])).size).toBe(5)
    expect(tracker.heard).toHaveLength(5)
    expect((await deliveriesOf(id)).every(({ state, tries }) => state === 'sent' && tries === 1)).toBe(true)
  })

  test('that a crash left in the middle is done again, under the same key', async () => {
    const { id } = await aWebhook()
    await aReport(lena, module, { now })
    // Somebody holds it, as the sender does while it waits for an answer, and never comes back.
    await sql`UPDATE webhook_delivery SET due_at = ${later(MINUTE)} WHERE webhook_id = ${id}`
    expect(await sendDueDeliveries(later(MINUTE - 1), rules)).toBe(0)
    expect(await sendDueDeliveries(later(MINUTE), rules)).toBe(1)
    expect(tracker.heard[0]?.headers['idempotency-key']).toBe((await theDelivery(id)).id)
  })

  test('to a server that hangs ends in time, rests, and harms no other webhook', async () => {
    const hanging = await aWebhook()
    const healthy = await aTracker()
    await addWebhook(admin, { name: 'Another', url: healthy.url }, now, rules)
    await aReport(lena, module, { now })
    await aReport(lena, module, { now })
    tracker.hang()
    const hasty = { ...rules, timeoutMs: 200 }
    expect(await sendDueDeliveries(now, hasty)).toBe(2)
    expect(healthy.heard).toHaveLength(2)
    healthy.stop()
    expect(tracker.heard).toHaveLength(1)
    const oldest = (await deliveriesOf(hanging.id)).at(-1)
    expect(await readDelivery(admin, hanging.id, oldest?.id ?? '')).toMatchObject({
      state: 'waiting',
      attempts: [{ status: null, failure: 'No answer within 0.2 seconds.' }],
    })
    // It is left alone for a minute, whatever is due; then all of it goes.
    expect(await sendDueDeliveries(later(30_000), hasty)).toBe(0)
    expect(tracker.heard).toHaveLength(1)
    tracker.take()
    expect(await sendDueDeliveries(later(3 * MINUTE), rules)).toBe(2)
  })

  test('to a server that fails for a day is tried with growing pauses, then given up, and can be replayed', async () => {
    const { id } = await aWebhook()
    await aReport(lena, module, { now })
    tracker.answer(500)
    const pauses: number[] = []
    let at = now
    for (let next: Date | null = now; next; next = (await theDelivery(id)).dueAt) {
      pauses.push(Math.round((next.getTime() - at.getTime()) / MINUTE))
      at = next
      await sendDueDeliveries(new Date(at.getTime() + 1_000), rules)
    }
    expect(pauses).toEqual([0, 1, 5, 15, 30, 60, 120, 240, 480, 480])
    expect(at.getTime() - now.getTime()).toBeGreaterThan(23 * HOUR)
    const givenUp = await theDelivery(id)
    expect(givenUp).toMatchObject({ state: 'given up', tries: 10, dueAt: null })
    expect(givenUp.attempts[0]).toMatchObject({ status: 500, failure: 'The server failed (500).' })
    expect(await readWebhook(admin, id)).toMatchObject({
      givenUp: 1,
      waiting: 0,
      lastTry: { failure: expect.any(String) },
    })

    tracker.take()
    const morning = later(48 * HOUR)
    expect(await sendDueDeliveries(morning, rules)).toBe(0)
    await replayDelivery(admin, id, givenUp.id, morning)
    await expect(replayDelivery(admin, id, givenUp.id, morning)).rejects.toMatchObject({ kind: 'conflict' })
    expect(await sendDueDeliveries(morning, rules)).toBe(1)
    expect(await theDelivery(id)).toMatchObject({ state: 'sent', tries: 11 })
    expect(new Set(tracker.heard.map(({ headers }) => headers['idempotency-key']))).toEqual(new Set([givenUp.id]))
    expect(new Set(tracker.heard.map(({ text }) => text)).size).toBe(1)
  })

  test('does not follow a redirect, to a private network or anywhere', async () => {
    const { id } = await aWebhook()
    const inside = await aTracker()
    await aReport(lena, module)
    tracker.answer(307, { location: inside.url })
    expect(await sendDueDeliveries(later(MINUTE), rules)).toBe(0)
    expect(inside.heard).toEqual([])
    inside.stop()
    const { attempts } = await theDelivery(id)
    expect(attempts).toMatchObject([{ status: 307, failure: expect.stringMatching(/^It redirects \(307\)/) }])
  })

  test('looks where the address leads each time: a name that moved into a private network is not called', async () => {
    const { id } = await aWebhook()
    await aReport(lena, module)
    expect(await sendDueDeliveries(later(MINUTE), strict)).toBe(0)
    expect(tracker.heard).toEqual([])
    const { attempts, state } = await theDelivery(id)
    expect([state, attempts[0]?.failure]).toEqual(['waiting', 'The address must begin with https://.'])
    await sql`UPDATE webhook SET url = ${tracker.url.replace('http:', 'https:')}, rests_until = NULL WHERE id = ${id}`
    await sendDueDeliveries(later(10 * MINUTE), strict)
    expect((await theDelivery(id)).attempts[0]?.failure).toMatch(/private network/)
  })
})

describe('the log', () => {
  test('shows what people wrote to those who may read it', async () => {
    const { id } = await aWebhook()
    await aReport(lena, module)
    expect((await theDelivery(id)).body).toBeNull()
    const both = await anAdmin({ migration, roles: ['lead'] })
    const [delivery] = await deliveriesOf(id)
    expect((await readDelivery(both, id, delivery?.id ?? '')).body).toContain('net or gross')
  })

  test('is forgotten after a month, and never what still waits', async () => {
    const { id } = await aWebhook()
    await aReport(lena, module, { now })
    await sendDueDeliveries(later(MINUTE), rules)
    await aReport(lena, module, { now })
    await forgetOldDeliveries(later(29 * 24 * HOUR))
    expect(await deliveriesOf(id)).toHaveLength(2)
    await forgetOldDeliveries(later(31 * 24 * HOUR))
    expect(await deliveriesOf(id)).toMatchObject([{ state: 'waiting' }])
  })
})

function expectSigned(header: unknown, secret: string, text: string): void {
  const [, seconds, sum] = /^t=(\d+),v1=([0-9a-f]{64})$/.exec(String(header)) ?? []
  expect(sum).toBe(createHmac('sha256', secret).update(`${seconds}.${text}`).digest('hex'))
  expect(Number(seconds) * 1000).toBeGreaterThan(now.getTime() - 1_000)
}
