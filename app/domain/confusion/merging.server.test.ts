import { beforeEach, describe, expect, test } from 'vitest'
import type { Viewer } from '#app/domain/identity/viewer.ts'
import { sql } from '#app/platform/database/sql.server.ts'
import { aReport, aTaughtModule, type TaughtModule } from '#tests/makers/confusion.ts'
import { aLead, aLearner, aMigration, aTrainer, type MadeMigration } from '#tests/makers/people.ts'
import { answerTrouble } from './answer.server.ts'
import { boardOf } from './board.server.ts'
import { boardFilterOf } from './board.ts'
import { mergeTroubles, unmergeTrouble } from './merging.server.ts'
import { reportOf } from './own-reports.server.ts'
import { resolveTrouble } from './resolution.server.ts'
import { similarTroubles } from './similar.server.ts'
import { troubleDetail } from './trouble-detail.server.ts'

const now = new Date()
const later = (minutes: number) => new Date(now.getTime() + minutes * 60_000)
const openOnes = boardFilterOf(new URLSearchParams())

let migration: MadeMigration
let module: TaughtModule
let lead: Viewer
let ines: Viewer

beforeEach(async () => {
  migration = await aMigration()
  module = await aTaughtModule(migration)
  lead = await aLead({ migration, name: 'Jonas Weidner' })
  ines = await aLead({ migration, name: 'Ines Carvalho' })
})

const asked = async (words = 'Is the amount net or gross?', block = 'net-or-gross') => {
  const reporter = await aLearner({ migration })
  return { ...(await aReport(reporter, module, { words, block })), reporter }
}
const detailOf = async (id: string) => await troubleDetail(lead, id)
const seenOf = async (id: string) => (await detailOf(id)).newestAction
async function joined(into: string, others: string[], at = now) {
  return await mergeTroubles(lead, into, { seen: await seenOf(into), others }, at)
}

async function separated(id: string, at = later(1)) {
  await unmergeTrouble(lead, id, await seenOf(id), at)
}

describe('what is similar', () => {
  test('is of the same module, the same block first, and then the most alike', async () => {
    const { clusterId } = await asked('Is the amount net or gross?')
    const header = await asked('Is the amount here net or gross?', 'header')
    const block = await asked('Net amount or gross amount?')
    const closest = await asked('Is this amount net or gross?')
    await asked('The button for the next page stays grey.')
    const elsewhere = await aTaughtModule(migration)
    await aReport(await aLearner({ migration }), elsewhere, { words: 'Is the amount net or gross?' })
    const done = await asked('Is the amount net, or is it gross?')
    const input = { seen: 'none', kind: 'explanation', words: 'Net.' } as const
    await resolveTrouble(lead, done.clusterId, input, now)
    const similar = await similarTroubles(lead, clusterId)
    expect(similar.map(({ id }) => id)).toEqual([closest.clusterId, block.clusterId, header.clusterId])
    expect(similar[0]).toMatchObject({ sameBlock: true, block: 'Net or gross', people: 1, state: 'open' })
    expect(similar[2]).toMatchObject({ sameBlock: false })
  })

  test('is nothing of another migration, and not for whoever does not triage', async () => {
    const { clusterId } = await asked()
    await asked()
    expect(await similarTroubles(await aLead(), clusterId)).toEqual([])
    await expect(similarTroubles(await aTrainer({ migration }), clusterId)).rejects.toMatchObject({ kind: 'forbidden' })
  })
})

describe('a merge', () => {
  test('of several is one row, and their people hear what was said there', async () => {
    const [one, two, three] = [await asked(), await asked(), await asked()]
    await answerTrouble(lead, one.clusterId, { seen: 'none', words: 'Net.', public: false }, now)
    expect(await joined(one.clusterId, [two.clusterId, three.clusterId], later(1))).toMatchObject({ joined: 2 })
    expect((await boardOf(lead, openOnes)).rows).toMatchObject([
      { id: one.clusterId, voices: { reports: 3, people: 3 } },
    ])
    const detail = await detailOf(one.clusterId)
    expect(detail).toMatchObject({ told: 3, joined: [{ id: two.clusterId }, { id: three.clusterId }] })
    expect(detail.steps.map((step) => step.words)).toContain('Jonas Weidner joined another question with this one')
    expect((await reportOf(two.reporter, two.id)).standing).toMatchObject({ state: 'answered' })
  })

  test('that is undone leaves states, reports and who was told as they were', async () => {
    const [one, two, three] = [await asked(), await asked(), await asked()]
    await answerTrouble(lead, one.clusterId, { seen: 'none', words: 'Net.', public: false }, now)
    await answerTrouble(lead, two.clusterId, { seen: 'none', words: 'Soon.', public: false, fixBy: '2099-01-02' }, now)
    await joined(two.clusterId, [three.clusterId])
    const before = await Promise.all([detailOf(one.clusterId), detailOf(two.clusterId)])
    await joined(one.clusterId, [two.clusterId], later(1))
    expect((await detailOf(one.clusterId)).voices.reports).toBe(3)
    await separated(two.clusterId, later(2))
    const after = await Promise.all([detailOf(one.clusterId), detailOf(two.clusterId)])
    for (const [place, detail] of after.entries()) {
      const { state, voices, told, thread, joined } = before[place] as typeof detail
      expect(detail).toMatchObject({ state, voices, told, thread, joined, joinedWith: null })
    }
    expect(after[1]?.steps.map((step) => step.words).slice(-2)).toEqual([
      'Jonas Weidner joined this with another question',
      'Jonas Weidner took this out of another question',
    ])
    await joined(one.clusterId, [two.clusterId], later(3))
    const told = await sql`SELECT FROM notice WHERE person_id = ${two.reporter.personId} AND words LIKE '%Net.'`
    expect(told).toHaveLength(1)
  })

  test('that is undone further up leaves alone what was joined by itself since', async () => {
    const [a, b, c] = [await asked(), await asked(), await asked()]
    await joined(b.clusterId, [a.clusterId], later(1))
    await joined(c.clusterId, [b.clusterId], later(2))
    await separated(a.clusterId, later(3))
    await joined(c.clusterId, [a.clusterId], later(4))
    await separated(b.clusterId, later(5))
    expect((await detailOf(c.clusterId)).joined.map(({ id }) => id)).toEqual([a.clusterId])
    expect((await detailOf(b.clusterId)).joined).toEqual([])
  })

  test('in a circle is refused, in words', async () => {
    const [a, b, c] = [await asked('First?'), await asked('Second?'), await asked('Third?')]
    await joined(b.clusterId, [a.clusterId], later(1))
    await joined(c.clusterId, [b.clusterId], later(2))
    const circle = { kind: 'conflict', message: expect.stringContaining('This is a part of “Third?” already.') }
    await expect(joined(a.clusterId, [c.clusterId], later(3))).rejects.toMatchObject(circle)
    await expect(joined(a.clusterId, [b.clusterId], later(3))).rejects.toMatchObject(circle)
    expect((await detailOf(c.clusterId)).voices.reports).toBe(3)
  })

  test('names what could not be joined, and is refused where that is all', async () => {
    const [one, two, done] = [await asked(), await asked(), await asked('Why is it grey?')]
    await resolveTrouble(lead, done.clusterId, { seen: 'none', kind: 'explanation', words: 'So.' }, now)
    expect(await joined(one.clusterId, [two.clusterId, done.clusterId])).toMatchObject({
      joined: 1,
      leftOut: [{ question: 'Why is it grey?', why: 'is resolved: open it again to join it' }],
    })
    await expect(joined(one.clusterId, [done.clusterId])).rejects.toMatchObject({
      kind: 'conflict',
      message: '“Why is it grey?” is resolved: open it again to join it.',
    })
    await expect(separated(one.clusterId)).rejects.toMatchObject({ kind: 'conflict' })
  })

  test('is for leads, within their migration', async () => {
    const [one, two] = [await asked(), await asked()]
    const input = { seen: 'none', others: [two.clusterId] }
    const refusal = (viewer: Viewer) => mergeTroubles(viewer, one.clusterId, input, now)
    await expect(refusal(await aTrainer({ migration }))).rejects.toMatchObject({ kind: 'forbidden' })
    await expect(refusal(await aLead())).rejects.toMatchObject({ kind: 'missing' })
  })
})

describe('two leads at once', () => {
  test('who join crosswise both get one question', async () => {
    for (let round = 0; round < 10; round++) {
      const [one, two] = [await asked(), await asked()]
      const both = await Promise.all([
        mergeTroubles(lead, one.clusterId, { seen: 'none', others: [two.clusterId] }, later(round)),
        mergeTroubles(ines, two.clusterId, { seen: 'none', others: [one.clusterId] }, later(round)),
      ])
      expect(new Set(both.map(({ into }) => into)).size).toBe(1)
      expect((await detailOf(both[0].into)).voices.reports).toBe(2)
    }
  })

  test('who join, answer and take apart the same questions never wait for each other in a ring', async () => {
    const all = await Promise.all(Array.from({ length: 4 }, () => asked()))
    const ids = all.map(({ clusterId }) => clusterId)
    const acts = Array.from({ length: 24 }, (_, turn) => {
      const [one, two] = [ids[turn % 4] as string, ids[(turn * 3 + 1) % 4] as string]
      const by = turn % 2 ? lead : ines
      if (turn % 3 === 0) return answerTrouble(by, one, { seen: 'none', words: 'Net.', public: false }, later(turn))
      if (turn % 3 === 1) return mergeTroubles(by, one, { seen: 'none', others: [two] }, later(turn))
      return unmergeTrouble(by, one, 'none', later(turn))
    })
    const results = await Promise.allSettled(acts)
    const kinds = results.map((result) => (result.status === 'rejected' ? result.reason.kind : 'done'))
    expect(kinds.filter((kind) => kind !== 'done' && kind !== 'conflict')).toEqual([])
    expect(kinds).toContain('done')
    const [{ count } = { count: 0 }] = await sql<{ count: number }>`
      SELECT count(*) FROM confusion_report r JOIN confusion_cluster c ON c.id = r.cluster_id
      WHERE c.migration_id = ${migration.id}`
    expect(count).toBe(4)
  })
})
