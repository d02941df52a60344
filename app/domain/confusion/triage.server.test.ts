import { beforeAll, describe, expect, test } from 'vitest'
import type { Viewer } from '#app/domain/identity/viewer.ts'
import { sql } from '#app/platform/database/sql.server.ts'
import { anAttempt, aRelease, aReport, aTaughtModule, reached, type TaughtModule } from '#tests/makers/confusion.ts'
import { aLead, aLearner, aMigration, anAudience, aTrainer, type MadeMigration } from '#tests/makers/people.ts'
import { answerTrouble } from './answer.server.ts'
import { boardFigures, boardOf } from './board.server.ts'
import type { BoardFilter } from './board.ts'
import { sayMeToo } from './me-too.server.ts'
import { openReportsOfModule } from './open-reports.server.ts'
import { reportOf, reportsOf } from './own-reports.server.ts'
import { possibleOwners, setOwner } from './owner.server.ts'
import { reopenTrouble } from './reopening.server.ts'
import { resolveTrouble } from './resolution.server.ts'
import { resolutionChoices } from './resolution-choices.server.ts'
import { troubleDetail } from './trouble-detail.server.ts'
import { giveVerdict } from './verdict.server.ts'

let migration: MadeMigration
let module: TaughtModule
let lead: Viewer
let lena: Viewer
let max: Viewer

const now = new Date()
const hours = (count: number) => new Date(now.getTime() + count * 3_600_000)
const everything: BoardFilter = { view: 'open', state: null, module: null, kind: null, blocking: false }
const meToo = (person: Viewer, id: string, words: string | null = null) => sayMeToo(person, id, { words }, now)
const seenOf = async (clusterId: string) => (await troubleDetail(lead, clusterId)).newestAction

async function answered(clusterId: string, words = 'Always net.', at = now) {
  return await answerTrouble(lead, clusterId, { seen: await seenOf(clusterId), words, public: false }, at)
}

async function explained(clusterId: string, at = now) {
  const seen = await seenOf(clusterId)
  return await resolveTrouble(lead, clusterId, { seen, kind: 'explanation', words: 'Net is what counts.' }, at)
}

async function noticesOf(person: Viewer) {
  return sql<{ title: string; words: string; link: string; mailed: boolean }>`
    SELECT title, words, link, EXISTS (SELECT FROM mail WHERE notice_id = notice.id) AS mailed
    FROM notice WHERE person_id = ${person.personId} ORDER BY at, id`
}

beforeAll(async () => {
  migration = await aMigration()
  module = await aTaughtModule(migration)
  lead = await aLead({ migration, name: 'Jonas Weidner' })
  lena = await aLearner({ migration, name: 'Lena Brandt' })
  max = await aLearner({ migration, name: 'Max Ott' })
})

describe('me too', () => {
  test('counts once however often it is said, and takes words that come later', async () => {
    const { id, clusterId } = await aReport(lena, module)
    await meToo(max, id)
    await Promise.all([meToo(max, id, 'In Hull as well.'), meToo(max, id)])
    const { voices, said } = await troubleDetail(lead, clusterId)
    expect(voices).toMatchObject({ reports: 1, meToos: 1, people: 2 })
    expect(said.map((one) => [one.who, one.words])).toEqual([
      ['Lena Brandt', 'Is the amount net or gross?'],
      [null, 'In Hull as well.'],
    ])
  })

  test('is not said to one’s own report', async () => {
    const { id } = await aReport(lena, module)
    await expect(meToo(lena, id)).rejects.toMatchObject({ kind: 'conflict' })
  })

  test('of somebody in another migration is missing', async () => {
    const { id } = await aReport(lena, module)
    await expect(meToo(await aLearner(), id)).rejects.toMatchObject({ kind: 'missing' })
  })

  test('after an answer brings the answer at once', async () => {
    const { id, clusterId } = await aReport(lena, module)
    await answered(clusterId)
    const late = await aLearner({ migration })
    await meToo(late, id)
    expect(await noticesOf(late)).toMatchObject([{ title: 'What you reported was answered.', link: `/reports/${id}` }])
  })
})

describe('an answer', () => {
  test('is told once to everyone who reported or said me too, with a mail', async () => {
    const [ann, ben] = [await aLearner({ migration }), await aLearner({ migration })]
    const { id, clusterId } = await aReport(ann, module)
    await meToo(ben, id)
    expect(await answered(clusterId)).toEqual({ told: 2 })
    for (const person of [ann, ben]) {
      expect(await noticesOf(person)).toMatchObject([{ words: expect.stringContaining('Always net.'), mailed: true }])
    }
    expect((await troubleDetail(lead, clusterId)).told).toBe(2)
  })

  test('moves the trouble on, and with a promised day says that it is being fixed', async () => {
    const { id, clusterId } = await aReport(lena, module)
    await answered(clusterId)
    expect((await reportOf(lena, id)).standing).toMatchObject({ state: 'answered', answeredAt: now })
    await answerTrouble(
      lead,
      clusterId,
      { seen: await seenOf(clusterId), words: 'Soon.', public: false, fixBy: '2099-01-02' },
      now,
    )
    expect((await reportOf(lena, id)).standing).toMatchObject({ state: 'fixing', fixBy: '2099-01-02' })
  })

  test('for everybody stands at the block until it is fixed', async () => {
    const taught = await aTaughtModule(migration)
    const { clusterId } = await aReport(lena, taught)
    await answerTrouble(lead, clusterId, { seen: 'none', words: 'Always net.', public: true }, now)
    const there = async () => (await openReportsOfModule(max, taught.id))['net-or-gross']?.answers ?? []
    expect(await there()).toMatchObject([{ words: 'Always net.', question: 'Is the amount net or gross?' }])
    const seen = await seenOf(clusterId)
    await resolveTrouble(
      lead,
      clusterId,
      { seen, kind: 'release', words: 'Rewritten.', releaseId: taught.releaseId },
      now,
    )
    expect(await there()).toEqual([])
  })

  test('is refused to whoever does not triage', async () => {
    const { clusterId } = await aReport(lena, module)
    const trainer = await aTrainer({ migration })
    const input = { seen: 'none', words: 'No.', public: false }
    await expect(answerTrouble(trainer, clusterId, input, now)).rejects.toMatchObject({ kind: 'forbidden' })
    await expect(answerTrouble(lena, clusterId, input, now)).rejects.toMatchObject({ kind: 'forbidden' })
    await expect(troubleDetail(lena, clusterId)).rejects.toMatchObject({ kind: 'forbidden' })
    await expect(answerTrouble(await aLead(), clusterId, input, now)).rejects.toMatchObject({ kind: 'missing' })
  })
})

describe('two leads at once', () => {
  test('the second is told who did what, and changes nothing', async () => {
    const ines = await aLead({ migration, name: 'Ines Carvalho' })
    const { clusterId } = await aReport(lena, module)
    const results = await Promise.allSettled([
      answerTrouble(ines, clusterId, { seen: 'none', words: 'One.', public: false }, now),
      answerTrouble(lead, clusterId, { seen: 'none', words: 'Two.', public: false }, now),
    ])
    const refused = results.find((result) => result.status === 'rejected')
    expect(refused?.reason).toMatchObject({
      kind: 'conflict',
      message: expect.stringMatching(/(Ines|Jonas).* answered this/),
    })
    expect((await troubleDetail(lead, clusterId)).thread).toHaveLength(1)
  })
})

describe('a resolution', () => {
  test('names its fix, tells everyone once and asks whether it helps', async () => {
    const { id, clusterId } = await aReport(lena, module)
    const { releaseId } = await aRelease(module, { label: `2026.${Date.now()}` })
    const input = { kind: 'release', words: 'The block says net now.', releaseId } as const
    expect(await resolveTrouble(lead, clusterId, { seen: 'none', ...input }, now)).toEqual({ told: 1 })
    const report = await reportOf(lena, id)
    expect(report).toMatchObject({ verdict: 'asked', standing: { state: 'resolved' } })
    await expect(
      resolveTrouble(lead, clusterId, { seen: await seenOf(clusterId), ...input }, now),
    ).rejects.toMatchObject({
      kind: 'conflict',
    })
  })

  test('by another module’s release, or by a change that lies ahead, is refused', async () => {
    const { clusterId } = await aReport(lena, module)
    const other = await aTaughtModule(migration)
    const refused = (input: object) =>
      expect(
        resolveTrouble(lead, clusterId, { seen: 'none', words: 'Done.', ...input } as never, now),
      ).rejects.toMatchObject({ kind: 'invalid' })
    await refused({ kind: 'release', releaseId: other.releaseId })
    await refused({ kind: 'product', url: 'https://example.org', changedOn: '2099-01-01' })
    await refused({ kind: 'duplicate', duplicateOf: clusterId })
  })

  test('that helped is counted; a no opens the question again and tells its owner', async () => {
    const { id, clusterId } = await aReport(lena, module)
    await meToo(max, id)
    await setOwner(lead, clusterId, { seen: 'none', severity: 'major', assigneeId: lead.personId }, now)
    await explained(clusterId)
    await giveVerdict(max, id, { helped: 'yes', words: null }, now)
    expect((await troubleDetail(lead, clusterId)).verdicts).toEqual({ yes: 1, no: 0 })
    await giveVerdict(lena, id, { helped: 'no', words: 'Still red.' }, now)
    const detail = await troubleDetail(lead, clusterId)
    expect(detail).toMatchObject({ state: 'open', objections: ['Still red.'], resolved: null })
    expect(await noticesOf(lead)).toContainEqual(expect.objectContaining({ title: 'A question is open again.' }))
    await expect(giveVerdict(max, id, { helped: 'no', words: null }, now)).rejects.toMatchObject({ kind: 'conflict' })
    await explained(clusterId, hours(1))
    expect((await noticesOf(max)).filter((notice) => notice.link === `/reports/${id}`)).toHaveLength(2)
  })

  test('is undone by opening again, from which the answer clock runs anew', async () => {
    const { clusterId } = await aReport(lena, module, { now: hours(-200) })
    await explained(clusterId)
    await reopenTrouble(lead, clusterId, { seen: await seenOf(clusterId) }, hours(1))
    expect(await troubleDetail(lead, clusterId)).toMatchObject({ state: 'open', waitingSince: hours(1) })
    await expect(reopenTrouble(lead, clusterId, { seen: await seenOf(clusterId) }, hours(2))).rejects.toMatchObject({
      kind: 'conflict',
    })
  })
})

describe('a duplicate', () => {
  test('goes on in the question that it repeats, and its people hear what was said there', async () => {
    const [ann, ben] = [await aLearner({ migration }), await aLearner({ migration })]
    const first = await aReport(ann, module, { words: 'Net or gross?' })
    const second = await aReport(ben, module, { words: 'Gross or net?' })
    await answered(first.clusterId, 'Net.')
    const input = { seen: 'none', kind: 'duplicate', words: 'Asked before.', duplicateOf: first.clusterId } as const
    await resolveTrouble(lead, second.clusterId, input, now)
    expect((await troubleDetail(lead, first.clusterId)).voices).toMatchObject({ reports: 2, people: 2 })
    expect(await noticesOf(ben)).toHaveLength(2)
    await explained(first.clusterId)
    expect(await noticesOf(ben)).toHaveLength(3)
    expect(await reportOf(ben, second.id)).toMatchObject({ verdict: 'asked', standing: { state: 'resolved' } })
  })

  test('can be taken out again, with what had been joined with it before', async () => {
    const [a, b, c] = [await aReport(lena, module), await aReport(max, module), await aReport(lena, module)]
    const joined = async (one: string, into: string) => {
      const input = { seen: await seenOf(one), kind: 'duplicate', words: 'Same.', duplicateOf: into } as const
      await resolveTrouble(lead, one, input, now)
    }
    await joined(a.clusterId, b.clusterId)
    await joined(b.clusterId, c.clusterId)
    expect((await troubleDetail(lead, c.clusterId)).voices.reports).toBe(3)
    await reopenTrouble(lead, b.clusterId, { seen: await seenOf(b.clusterId) }, hours(1))
    expect((await troubleDetail(lead, c.clusterId)).voices.reports).toBe(1)
    expect((await troubleDetail(lead, b.clusterId)).voices.reports).toBe(2)
  })
})

describe('a report without a name', () => {
  test('names nobody to the team, anywhere', async () => {
    const large = await anAudience(migration)
    const shy = await aLearner({ migration, name: 'Shy Person', audiences: [large] })
    await anAttempt(shy, module)
    const { clusterId } = await aReport(shy, module, { anonymous: true, words: 'I am lost.' })
    await setOwner(lead, clusterId, { seen: 'none', severity: 'major', assigneeId: lead.personId }, now)
    await answered(clusterId)
    await explained(clusterId)
    const [own] = await reportsOf(shy)
    await giveVerdict(shy, own?.id ?? '', { helped: 'no', words: 'No.' }, now)
    const everythingShown = JSON.stringify([
      await troubleDetail(lead, clusterId),
      await boardOf(lead, everything),
      await boardFigures(lead, now),
      await resolutionChoices(lead, clusterId),
      await possibleOwners(lead),
      await noticesOf(lead),
      await openReportsOfModule(lead, module.id),
    ])
    expect(everythingShown).toContain('I am lost.')
    for (const trace of [shy.personId, shy.name, shy.email, large.name === 'Approvers' ? large.id : large.name]) {
      expect(everythingShown).not.toContain(trace)
    }
    const [detail] = (await troubleDetail(lead, clusterId)).said
    expect(detail).toMatchObject({ who: null, attempt: null, browser: null, audience: null })
  })

  test('is told here, and never by mail', async () => {
    const shy = await aLearner({ migration })
    const { clusterId } = await aReport(shy, module, { anonymous: true })
    await answered(clusterId)
    expect(await noticesOf(shy)).toMatchObject([{ mailed: false }])
  })
})

describe('somebody else’s report', () => {
  test('is missing, and so is what is no id at all', async () => {
    const { id } = await aReport(lena, module)
    const stranger = await aLearner({ migration })
    for (const address of [id, 'nothing', "' OR 1=1"]) {
      await expect(reportOf(stranger, address)).rejects.toMatchObject({ kind: 'missing' })
    }
    await expect(giveVerdict(stranger, id, { helped: 'no', words: null }, now)).rejects.toMatchObject({
      kind: 'missing',
    })
  })
})

describe('the board', () => {
  test('has the worst and longest waiting on top, and follows its filters', async () => {
    const other = await aMigration()
    const [boss, reader] = [await aLead({ migration: other }), await aLearner({ migration: other })]
    const [one, two] = [await aTaughtModule(other), await aTaughtModule(other)]
    const minor = await aReport(reader, one, { kind: 'slow', words: 'Slow.' })
    const blocking = await aReport(reader, two, { blocking: true, words: 'Stuck.' })
    await reached(reader, one)
    await reached(boss, one)
    const questions = async (filter: Partial<BoardFilter>) =>
      (await boardOf(boss, { ...everything, ...filter })).rows.map((row) => row.question)
    expect(await questions({})).toEqual(['Stuck.', 'Slow.'])
    expect(await questions({ kind: 'slow' })).toEqual(['Slow.'])
    expect(await questions({ blocking: true })).toEqual(['Stuck.'])
    expect(await questions({ module: two.slug })).toEqual(['Stuck.'])
    expect(await questions({ state: 'answered' })).toEqual([])
    await setOwner(boss, minor.clusterId, { seen: 'none', severity: 'minor', assigneeId: boss.personId }, now)
    expect(await questions({ view: 'mine' })).toEqual(['Slow.'])
    await resolveTrouble(boss, blocking.clusterId, { seen: 'none', kind: 'explanation', words: 'So.' }, now)
    const board = await boardOf(boss, { ...everything, view: 'closed' })
    expect(board).toMatchObject({ counts: { open: 1, mine: 1, closed: 1 }, cut: false })
    expect(board.rows[0]?.resolved?.outcome.kind).toBe('explanation')
    expect((await boardOf(boss, everything)).rows[0]?.voices).toMatchObject({ reports: 1, meToos: 0, reached: 2 })
    expect(await boardFigures(boss, now)).toMatchObject({ inTime: { part: 1, of: 1 }, medianMs: { of: 1 } })
  })
})
