import { beforeEach, describe, expect, test } from 'vitest'
import type { Viewer } from '#app/domain/identity/viewer.ts'
import { sql } from '#app/platform/database/sql.server.ts'
import { aReport, aTaughtModule, type TaughtModule } from '#tests/makers/confusion.ts'
import { aLead, aLearner, aMigration, aTrainer, type MadeMigration } from '#tests/makers/people.ts'
import { answerTrouble } from '../answer.server.ts'
import { sayMeToo } from '../me-too.server.ts'
import { chooseDigest, digestRhythmOf, mailDigests } from './digest.server.ts'
import { isDigestDue } from './digest.ts'

let migration: MadeMigration
let module: TaughtModule
let lead: Viewer

/** 7 December 2026 is a Monday. Berlin is an hour ahead of UTC. */
const on = (day: number, time = '08:30') => new Date(`2026-12-${String(day).padStart(2, '0')}T${time}:00Z`)
const mailsTo = (viewer: Viewer) =>
  sql<{ subject: string; text: string }>`
    SELECT subject, text FROM mail WHERE person_id = ${viewer.personId} AND key LIKE 'confusion-digest/%' ORDER BY created_at, id`

beforeEach(async () => {
  await sql`UPDATE role_grant SET ended_at = greatest(now(), granted_at + interval '1 second') WHERE ended_at IS NULL AND role = 'lead'`
  migration = await aMigration({ timeZone: 'Europe/Berlin' })
  module = await aTaughtModule(migration)
  lead = await aLead({ migration, name: 'Jonas Weidner' })
})

describe('a digest', () => {
  test('comes once on Monday morning, with what is new and what waits', async () => {
    const { id } = await aReport(await aLearner({ migration, name: 'Lena Brandt' }), module, {
      now: on(4),
      blocking: true,
    })
    await sayMeToo(await aLearner({ migration }), id, { words: null }, on(5))
    const answered = await aReport(await aLearner({ migration }), module, { now: on(5), words: 'Where is the stamp?' })
    await answerTrouble(lead, answered.clusterId, { seen: 'none', words: 'On page 2.', public: false }, on(5))
    expect(await mailDigests(on(7, '06:30'))).toBe(0)
    const both = await Promise.all([mailDigests(on(7)), mailDigests(on(7))])
    expect(both.sort()).toEqual([0, 1])
    expect(await mailDigests(on(8))).toBe(0)
    const [mail, ...others] = await mailsTo(lead)
    expect(others).toEqual([])
    expect(mail?.subject).toMatch(/^1 question waits for an answer, /)
    expect(mail?.text).toContain('Since the last digest: 2 new reports, 1 more who say “me too”.')
    expect(mail?.text).toContain('– “Is the amount net or gross?” (Enter an invoice, blocking)')
    expect(mail?.text).toContain('/confusion-digest')
    expect(mail?.text).not.toMatch(/Lena|stamp/)
  })

  test('names first what waits longer than agreed, then what nearly does, whatever its severity', async () => {
    // By Monday 9:30 in Berlin: minor ones have 40 hours of work, major ones 16, of eight in a day.
    const asked = async (words: string, at: Date, severity: 'minor' | 'major') => {
      const { clusterId } = await aReport(await aLearner({ migration }), module, { now: at, words })
      await sql`UPDATE confusion_cluster SET severity = ${severity}::severity WHERE id = ${clusterId}`
      return clusterId
    }
    await asked('Long within.', on(4, '08:00'), 'major')
    await asked('Nearly over.', new Date('2026-11-30T10:00:00Z'), 'minor')
    await asked('Over.', new Date('2026-11-20T10:00:00Z'), 'minor')
    for (let one = 0; one < 8; one++) await asked(`Also within ${one}.`, on(4, '09:00'), 'major')
    expect(await mailDigests(on(7))).toBe(1)
    const [mail] = await mailsTo(lead)
    expect(mail?.subject).toMatch(/^11 questions wait for an answer, 1 longer than agreed, /)
    expect(mail?.text).toContain('Longer than agreed:\n– “Over.” (Enter an invoice)')
    expect(mail?.text).toContain('Nearly as long as agreed:\n– “Nearly over.” (Enter an invoice)')
    expect(mail?.text).toContain('Within the time agreed:\n– “Long within.” (Enter an invoice, major)')
    expect(mail?.text).toContain('– and 3 more')
    const places = ['“Over.”', '“Nearly over.”', '“Long within.”'].map((words) => mail?.text.indexOf(words) ?? -1)
    expect(places).toEqual(places.toSorted((one, other) => one - other))
  })

  test('is silent where there is nothing, and then tells all since the last', async () => {
    await chooseDigest(lead, 'daily')
    expect(await mailDigests(on(7))).toBe(0)
    expect(await mailsTo(lead)).toEqual([])
    await aReport(await aLearner({ migration }), module, { now: on(7, '16:00') })
    expect(await mailDigests(on(8))).toBe(1)
    expect((await mailsTo(lead))[0]?.text).toContain('1 new report.')
    expect(await mailDigests(on(9))).toBe(1)
    expect((await mailsTo(lead))[1]?.text).toContain('Since the last digest: nothing new.')
  })

  test('comes to each as they choose, to leads only, and never to who left', async () => {
    const [never, left] = [await aLead({ migration }), await aLead({ migration })]
    const trainer = await aTrainer({ migration })
    await chooseDigest(never, 'never')
    expect([await digestRhythmOf(lead), await digestRhythmOf(never)]).toEqual(['weekly', 'never'])
    await expect(chooseDigest(trainer, 'daily')).rejects.toMatchObject({ kind: 'forbidden' })
    await sql`UPDATE person SET left_on = '2026-12-01' WHERE id = ${left.personId}`
    await aReport(await aLearner({ migration }), module, { now: on(4) })
    expect(await mailDigests(on(7))).toBe(1)
    expect(await mailsTo(lead)).toHaveLength(1)
  })

  test('of one migration says nothing of another', async () => {
    const other = await aMigration()
    await aReport(await aLearner({ migration: other }), await aTaughtModule(other), { now: on(4) })
    expect(await mailDigests(on(7))).toBe(0)
  })
})

test('days of a digest: working days, and a Monday that was missed is made up for', () => {
  expect(isDigestDue('daily', '2026-12-08', '2026-12-07')).toBe(true)
  expect(isDigestDue('daily', '2026-12-08', '2026-12-08')).toBe(false)
  expect(isDigestDue('daily', '2026-12-12', null)).toBe(false)
  expect(isDigestDue('weekly', '2026-12-07', null)).toBe(true)
  expect(isDigestDue('weekly', '2026-12-09', null)).toBe(false)
  expect(isDigestDue('weekly', '2026-12-09', '2026-11-30')).toBe(true)
  expect(isDigestDue('weekly', '2026-12-09', '2026-12-07')).toBe(false)
  expect(isDigestDue('never', '2026-12-07', null)).toBe(false)
})
