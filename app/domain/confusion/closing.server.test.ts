import { beforeAll, describe, expect, test } from 'vitest'
import type { Viewer } from '#app/domain/identity/viewer.ts'
import { sql } from '#app/platform/database/sql.server.ts'
import { aRelease, aReport, aTaughtModule } from '#tests/makers/confusion.ts'
import { aLead, aLearner, aMigration, type MadeMigration } from '#tests/makers/people.ts'
import { answerTrouble } from './answer.server.ts'
import { boardOf } from './board.server.ts'
import { boardFilterOf } from './board.ts'
import { fixedByRelease, lastingOf } from './lasting/lasting.server.ts'
import { sayMeToo } from './me-too.server.ts'
import { openReportsOfModule } from './open-reports.server.ts'
import { reportOf } from './own-reports.server.ts'
import { setOwner } from './owner.server.ts'
import { resolveTrouble } from './resolution.server.ts'
import { silentLately, silentOn } from './silence.server.ts'
import { isSilent } from './silence.ts'
import { troubleDetail } from './trouble-detail.server.ts'
import { giveVerdict } from './verdict.server.ts'

const NOW = new Date('2026-05-04T09:00:00Z')
const days = (count: number) => new Date(NOW.getTime() + count * 86_400_000)

let migration: MadeMigration
let lead: Viewer

beforeAll(async () => {
  migration = await aMigration()
  lead = await aLead({ migration })
})

const seenOf = async (cluster: string) => (await troubleDetail(lead, cluster)).newestAction
const noticesOf = (person: Viewer) =>
  sql<{
    title: string
    words: string
  }>`SELECT title, words FROM notice WHERE person_id = ${person.personId} ORDER BY at, id`

async function resolved(cluster: string, releaseId: string | null = null): Promise<void> {
  const as = releaseId === null ? { kind: 'explanation' as const } : { kind: 'release' as const, releaseId }
  await resolveTrouble(lead, cluster, { seen: await seenOf(cluster), words: 'It says net now.', ...as }, NOW)
}

describe('who is asked whether it helps', () => {
  test('and says nothing for 14 days counts as closed, not as helped; they were told once, with the time', async () => {
    const here = await aMigration()
    const boss = await aLead({ migration: here })
    const module = await aTaughtModule(here)
    const [ann, ben] = [await aLearner({ migration: here }), await aLearner({ migration: here })]
    const { id, clusterId } = await aReport(ann, module, { now: NOW })
    await sayMeToo(ben, id, { words: null }, NOW)
    await resolveTrouble(boss, clusterId, { seen: 'none', kind: 'explanation', words: 'Net.' }, NOW)
    await giveVerdict(ben, id, { helped: 'yes', words: null }, days(1))
    expect(await silentOn(boss, clusterId, days(13.9))).toBe(0)
    expect(await silentLately(boss, 28, days(13.9))).toBe(0)

    expect(await troubleDetail(boss, clusterId, days(14))).toMatchObject({
      told: 2,
      silent: 1,
      verdicts: { yes: 1, no: 0 },
    })
    expect(await silentLately(boss, 28, days(14))).toBe(1)
    expect(await silentLately(boss, 28, days(43))).toBe(0)
    const { askedAt, verdict } = await reportOf(ann, id)
    expect([verdict, isSilent(askedAt, days(13)), isSilent(askedAt, days(14))]).toEqual(['asked', false, true])
    expect(await noticesOf(ann)).toMatchObject([{ words: expect.stringContaining('after 14 days without a word') }])
  })

  test('may still say no later: it opens again with their words, and nobody counts as silent', async () => {
    const module = await aTaughtModule(migration)
    const ann = await aLearner({ migration })
    const { id, clusterId } = await aReport(ann, module, { now: NOW })
    await resolved(clusterId)
    await giveVerdict(ann, id, { helped: 'no', words: 'Still gross for me.' }, days(30))
    const after = await troubleDetail(lead, clusterId, days(30))
    expect(after).toMatchObject({ state: 'open', silent: 0, objections: ['Still gross for me.'] })
  })
})

describe('a no', () => {
  test('whose owner has left, or that has none, is told to the migration’s leads', async () => {
    const here = await aMigration()
    const [boss, other] = [await aLead({ migration: here }), await aLead({ migration: here })]
    const ann = await aLearner({ migration: here })
    const { id, clusterId } = await aReport(ann, await aTaughtModule(here), { now: NOW })
    await setOwner(boss, clusterId, { seen: 'none', severity: 'major', assigneeId: other.personId }, NOW)
    const seen = (await troubleDetail(boss, clusterId)).newestAction
    await resolveTrouble(boss, clusterId, { seen, kind: 'explanation', words: 'Net.' }, NOW)
    await sql`UPDATE person SET left_on = ${days(1)} WHERE id = ${other.personId}`
    await giveVerdict(ann, id, { helped: 'no', words: null }, days(2))
    expect(await noticesOf(boss)).toMatchObject([{ title: 'A question is open again.' }])
  })
})

describe('a fix whose release was withdrawn', () => {
  test('says so to everybody, is told to no latecomer, and the public answer stands at the block again', async () => {
    const module = await aTaughtModule(migration)
    const [ann, late] = [await aLearner({ migration }), await aLearner({ migration })]
    const { id, clusterId } = await aReport(ann, module, { now: NOW })
    await answerTrouble(lead, clusterId, { seen: 'none', words: 'Always net.', public: true }, NOW)
    const next = await aRelease(module, { label: '2026.2' })
    await resolved(clusterId, next.releaseId)
    const atBlock = async () => (await openReportsOfModule(late, module.id))['net-or-gross']?.answers ?? []
    expect(await atBlock()).toEqual([])
    expect(await fixedByRelease(lead, module.slug, '2026.2')).toBe(1)

    await sql`UPDATE module SET current_release_id = ${module.releaseId} WHERE id = ${module.id}`
    await sql`UPDATE release SET withdrawn_at = ${days(1)}, withdrawn_reason = 'Wrong amounts.' WHERE id = ${next.releaseId}`
    expect(await atBlock()).toMatchObject([{ words: 'Always net.' }])
    expect((await lastingOf(lead, clusterId)).withdrawnFix).toBe('2026.2')
    expect((await reportOf(ann, id)).standing.resolved?.outcome).toMatchObject({ release: '2026.2', isWithdrawn: true })
    const [card] = (await boardOf(lead, { ...boardFilterOf(new URLSearchParams('view=closed')), module: module.slug }))
      .rows
    expect(card?.resolved?.outcome).toMatchObject({ release: '2026.2', isWithdrawn: true })
    await sayMeToo(late, id, { words: null }, days(2))
    expect(await noticesOf(late)).toMatchObject([{ title: 'What you reported was answered.' }])
  })
})
