import { expect, test } from 'vitest'
import { addDays, localDay } from '#app/domain/migrations/local-days.ts'
import { sql } from '#app/platform/database/sql.server.ts'
import { newId } from '#app/platform/ids.ts'
import { aCohort, aSession } from '#tests/makers/cohorts.ts'
import { aReport, aTaughtModule } from '#tests/makers/confusion.ts'
import { aCompletion, anAssignment, aPlannedMilestone } from '#tests/makers/modules.ts'
import { aChampion, aLead, aLearner, aMigration, anAudience } from '#tests/makers/people.ts'
import { tellMonthlyNotes } from './monthly-note.server.ts'
import { ownThanks } from './recognition.server.ts'
import { firstWorkingDay, monthBefore, thanksWords } from './recognition.ts'
import { standingsHold } from './standings/roll-up.server.ts'

const NOW = new Date()
const days = (count: number) => new Date(NOW.getTime() + count * 86_400_000)

async function aCase() {
  const migration = await aMigration()
  const audience = await anAudience(migration)
  const milestone = await aPlannedMilestone(migration, { name: 'Cutover: payments' })
  const champion = await aChampion({ migration })
  const [lena, max] = [
    await aLearner({ migration, audiences: [audience] }),
    await aLearner({ migration, audiences: [audience] }),
  ]
  const cohort = await aCohort(migration, { champions: [champion], members: [lena, max] })
  const module = await aTaughtModule(migration)
  await anAssignment(module, { milestone, audience })
  return { migration, milestone, champion, lena, max, cohort, module }
}
type Case = Awaited<ReturnType<typeof aCase>>

const helped = (
  { champion, module }: Case,
  person: { personId: string },
  at: Date | null,
  by = champion.personId,
) => sql`
  INSERT INTO help_request (id, person_id, module_id, release_id, block_id, at, answered_at, answered_by_id)
  VALUES (${newId()}, ${person.personId}, ${module.id}, ${module.releaseId}, 'net-or-gross', ${days(-30)}, ${at}, ${at && by})`
const went = ({ module }: Case, person: { personId: string }, at: Date) =>
  aCompletion(person, { id: module.id, release: { id: module.releaseId } }, at)

test('somebody is unstuck who went on within 14 days of an answer, each once', async () => {
  const made = await aCase()
  const unstuck = async () => (await ownThanks(made.champion, NOW))[0]?.unstuck
  await helped(made, made.lena, null)
  await went(made, made.lena, days(-10))
  await went(made, made.max, days(-5))
  expect(await unstuck()).toBe(0)
  await helped(made, made.max, days(-20))
  await helped(made, made.lena, days(-9))
  expect(await unstuck()).toBe(0)
  await helped(made, made.lena, days(-12), made.lena.personId)
  expect(await unstuck()).toBe(0)
  await helped(made, made.lena, days(-12))
  await helped(made, made.lena, days(-13))
  expect(await unstuck()).toBe(1)
  await helped(made, made.max, days(-18))
  expect(await unstuck()).toBe(2)
})

test('coverage is the adoption page’s, of the milestones that a session of the cohort was about', async () => {
  const made = await aCase()
  await aSession(made.cohort, { milestone: made.milestone, startsAt: days(-3), attended: [made.lena] })
  await aSession(made.cohort, { milestone: made.milestone, startsAt: days(-2), attended: [made.max], cancelled: true })
  await standingsHold(NOW)
  const [thanks] = await ownThanks(made.champion, NOW)
  expect(thanks?.coverage).toEqual([{ milestone: 'Cutover', share: { part: 1, whole: 2 } }])
})

test('reports of members are counted with what became of them, those without a name never', async () => {
  const made = await aCase()
  const first = await aReport(made.lena, made.module)
  await aReport(made.max, made.module, { block: 'header' })
  await aReport(made.max, made.module, { block: 'header', anonymous: true, words: 'Another matter altogether.' })
  await aReport(await aLearner({ migration: made.migration }), made.module, { block: 'header', words: 'Elsewhere.' })
  await sql`UPDATE confusion_cluster SET state = 'resolved' WHERE id = ${first.clusterId}::uuid`
  expect((await ownThanks(made.champion, days(1)))[0]).toMatchObject({ raised: 2, solved: 1 })
})

test('a champion reads of the cohorts that they lead and of no other', async () => {
  const made = await aCase()
  await aCohort(made.migration, { champions: [await aChampion({ migration: made.migration })] })
  expect((await ownThanks(made.champion, NOW)).map(({ cohort }) => cohort.name)).toEqual([made.cohort.name])
  expect(await ownThanks(await aLead({ migration: made.migration }), NOW)).toEqual([])
})

test('the first working day is no Saturday and no Sunday, and the month before is whole', () => {
  expect(['2026-07-15', '2026-08-15', '2026-02-15'].map(firstWorkingDay)).toEqual([
    '2026-07-01',
    '2026-08-03',
    '2026-02-02',
  ])
  expect(monthBefore('2026-01-05')).toEqual({ from: '2025-12-01', to: '2026-01-01' })
  expect(thanksWords({ cohort: { id: '', name: '' }, coverage: [], unstuck: 1, raised: 2, solved: 0 })).toEqual([
    'One person asked for help, got it, and went on.',
    '2 reports were raised, none solved so far.',
  ])
})

test('each lead gets the note of a month once, in the morning of its first working day, and silence of nothing', async () => {
  const made = await aCase()
  const lead = await aLead({ migration: made.migration })
  const silent = await aLead({ migration: await aMigration() })
  await aReport(made.lena, made.module)
  const notices = (who: typeof lead) => sql`SELECT title, words FROM notice WHERE person_id = ${who.personId}::uuid`
  const day = firstWorkingDay(addDays(`${localDay(NOW, 'Europe/London').slice(0, 7)}-28`, 7))
  const at = (time: string, on = day) => new Date(`${on}T${time}Z`)
  await tellMonthlyNotes(at('05:00'))
  await tellMonthlyNotes(at('12:00', addDays(day, 1)))
  expect(await notices(lead)).toEqual([])
  await Promise.all([tellMonthlyNotes(at('12:00')), tellMonthlyNotes(at('12:00'))])
  await tellMonthlyNotes(at('15:00'))
  expect(await notices(lead)).toMatchObject([
    { words: `${made.cohort.name}\nOne report was raised, none solved so far.` },
  ])
  expect(await sql`SELECT FROM mail WHERE person_id = ${lead.personId}::uuid`).toHaveLength(1)
  expect(await notices(silent)).toEqual([])
})
