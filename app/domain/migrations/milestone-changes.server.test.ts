import { expect, test } from 'vitest'
import { rollUp } from '#app/domain/adoption/roll-up.server.ts'
import type { Viewer } from '#app/domain/identity/viewer.ts'
import { sql } from '#app/platform/database/sql.server.ts'
import { aGate, aReading } from '#tests/makers/gates.ts'
import { aModule, anAssignment, aPlannedMilestone } from '#tests/makers/modules.ts'
import { aLead, aLearner, aMigration, anAudience, aTrainer } from '#tests/makers/people.ts'
import { addDays, dayInWords, localDay } from './local-days.ts'
import { changeState, historyOf, moveMilestone } from './milestone-changes.server.ts'
import { milestoneOf } from './milestones.server.ts'

const NOW = new Date()
const TODAY = localDay(NOW, 'Europe/London')
/** A while later: of two acts it is told which came first. */
const later = (minutes: number) => new Date(NOW.getTime() + minutes * 60_000)
const step = (from: string, to: string, note = '') => ({ from, to, note }) as Parameters<typeof changeState>[2]

async function aPlan({ date = addDays(TODAY, 21) } = {}) {
  const migration = await aMigration()
  const lead = await aLead({ migration, name: 'Ingrid' })
  const milestone = await aPlannedMilestone(migration, { date })
  return { migration, lead, milestone }
}

const stateOf = async (lead: Viewer, slug: string) => (await milestoneOf(lead, slug)).state

test('a change of state keeps who, when and every gate as it was then', async () => {
  const { lead, milestone } = await aPlan()
  const gate = await aGate(milestone, { measure: 'pushed', comparator: '<=', target: 3 })
  await aReading(gate, 2, 40)
  await changeState(lead, milestone.slug, step('planned', 'training', 'Everything is published.'), NOW)
  await changeState(lead, milestone.slug, step('training', 'live'), later(1))
  await aReading(gate, 9, 41)
  const [live, training] = await historyOf(milestone.id, sql)
  expect(training).toMatchObject({
    actor: 'Ingrid',
    from: 'planned',
    to: 'training',
    words: 'Everything is published.',
  })
  expect(live).toMatchObject({ kind: 'state', from: 'training', to: 'live', held: 1, gates: 1 })
  const [kept] = await sql<{ evidence: { gates: unknown[] } }>`
    SELECT evidence FROM milestone_transition WHERE milestone_id = ${milestone.id} AND "to" = 'live'`
  expect(kept?.evidence.gates).toMatchObject([{ state: 'met', target: 3, figure: { value: 2, n: 40 } }])
  const ours = await sql`SELECT value, n FROM reading WHERE gate_id = ${gate.id} AND source = 'ours'`
  expect(ours).toEqual([
    { value: 2, n: 40 },
    { value: 2, n: 40 },
  ])
})

test('nothing goes live while a gate is unmet', async () => {
  const { lead, milestone } = await aPlan()
  await aGate(milestone, { measure: 'pushed' })
  await changeState(lead, milestone.slug, step('planned', 'training'), NOW)
  await expect(changeState(lead, milestone.slug, step('training', 'live'), NOW)).rejects.toMatchObject({
    kind: 'conflict',
    message: 'Cutover is not ready: its gate is unmet. What is unmet has to be met or waived first.',
  })
  expect(await stateOf(lead, milestone.slug)).toBe('training')
})

test('nothing goes live while the figures of its gates are counted; what needs no gate keeps that they were not whole', async () => {
  const { migration, lead, milestone } = await aPlan()
  const audience = await anAudience(migration)
  await aLearner({ migration, audiences: [audience] })
  await anAssignment(await aModule(migration), { milestone, audience, optional: false })
  const gate = await aGate(milestone, { target: 0 })
  await changeState(lead, milestone.slug, step('planned', 'training'), NOW)
  const [kept] = await sql<{ evidence: unknown }>`
    SELECT evidence FROM milestone_transition WHERE milestone_id = ${milestone.id}`
  expect(kept?.evidence).toMatchObject({ counting: { since: null, percent: 0 } })
  await expect(changeState(lead, milestone.slug, step('training', 'live'), NOW)).rejects.toMatchObject({
    kind: 'conflict',
    message:
      'Cutover cannot be judged yet: the figures of its gates are still being counted. Decide once they are whole.',
  })
  const readings = () => sql`SELECT n FROM reading WHERE gate_id = ${gate.id}`
  expect(await readings()).toEqual([])
  await rollUp(NOW)
  await changeState(lead, milestone.slug, step('training', 'live'), NOW)
  expect(await readings()).toEqual([{ n: 1 }])
})

test('of two leads who decide at once, the second is told that the milestone has changed', async () => {
  const { migration, lead, milestone } = await aPlan()
  const other = await aLead({ migration })
  const results = await Promise.allSettled([
    changeState(lead, milestone.slug, step('planned', 'training'), NOW),
    changeState(other, milestone.slug, step('planned', 'training'), NOW),
  ])
  expect(results.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
  expect(results.find(({ status }) => status === 'rejected')).toMatchObject({ reason: { kind: 'conflict' } })
  expect(await historyOf(milestone.id, sql)).toHaveLength(1)
  await expect(changeState(lead, milestone.slug, step('planned', 'training'), NOW)).rejects.toMatchObject({
    kind: 'conflict',
  })
})

test('a milestone follows its way: nothing skips training, and what is closed stays closed', async () => {
  const { lead, milestone } = await aPlan()
  await expect(changeState(lead, milestone.slug, step('planned', 'live'), NOW)).rejects.toMatchObject({
    kind: 'invalid',
  })
  for (const [from, to] of [
    ['planned', 'training'],
    ['training', 'live'],
    ['live', 'closed'],
  ] as const) {
    await changeState(lead, milestone.slug, step(from, to), NOW)
  }
  await expect(changeState(lead, milestone.slug, step('closed', 'live'), NOW)).rejects.toMatchObject({
    kind: 'invalid',
  })
})

test('what went wrong is rolled back, and trained for again', async () => {
  const { lead, milestone } = await aPlan()
  for (const [from, to] of [
    ['planned', 'training'],
    ['training', 'live'],
    ['live', 'rolled back'],
  ] as const) {
    await changeState(lead, milestone.slug, step(from, to), NOW)
  }
  await changeState(lead, milestone.slug, step('rolled back', 'training'), NOW)
  expect(await stateOf(lead, milestone.slug)).toBe('training')
})

test('a move takes due dates along, never nearer than ten days', async () => {
  const { migration, lead, milestone } = await aPlan({ date: addDays(TODAY, 40) })
  const audience = await anAudience(migration)
  const { personId } = await aLearner({ migration, audiences: [audience] })
  const module = await aModule(migration)
  await anAssignment(module, { milestone, audience, dueDays: 14 })
  const due = async () =>
    (await sql<{ due_on: string }>`SELECT due_on FROM assigned_on(${TODAY}::date) WHERE person_id = ${personId}`)[0]
      ?.due_on
  expect(await due()).toBe(addDays(TODAY, 26))
  await moveMilestone(lead, milestone.slug, { date: addDays(TODAY, 60), reason: 'The bank needs longer.' }, NOW)
  expect(await due()).toBe(addDays(TODAY, 46))
  await moveMilestone(lead, milestone.slug, { date: addDays(TODAY, 15), reason: 'The bank is early.' }, later(1))
  expect(await due()).toBe(addDays(TODAY, 10))
  const [last] = await historyOf(milestone.id, sql)
  expect(last).toMatchObject({
    kind: 'move',
    from: addDays(TODAY, 60),
    to: addDays(TODAY, 15),
    words: 'The bank is early.',
  })
})

test('a move tells everybody who is asked for something, once, and nobody else', async () => {
  const { migration, lead, milestone } = await aPlan({ date: addDays(TODAY, 40) })
  const audience = await anAudience(migration)
  const [lena, other] = [await aLearner({ migration, audiences: [audience] }), await aLearner({ migration })]
  const modules = [await aModule(migration), await aModule(migration)]
  for (const module of modules) await anAssignment(module, { milestone, audience })
  const date = addDays(TODAY, 60)
  await moveMilestone(lead, milestone.slug, { date, reason: 'The bank needs longer.' }, NOW)
  const noticesOf = ({ personId }: Viewer) => sql`SELECT kind, title, words FROM notice WHERE person_id = ${personId}`
  expect(await noticesOf(lena)).toEqual([
    {
      kind: 'milestone',
      title: `Cutover has a new date: ${dayInWords(date)}.`,
      words: expect.stringContaining('The bank needs longer.'),
    },
  ])
  expect(await noticesOf(other)).toEqual([])
})

test('a move goes to another day that has not passed, and never moves what is live', async () => {
  const { lead, milestone } = await aPlan()
  const move = (date: string) => moveMilestone(lead, milestone.slug, { date, reason: 'Why not.' }, NOW)
  await expect(move(milestone.date)).rejects.toMatchObject({ kind: 'invalid' })
  await expect(move(addDays(TODAY, -1))).rejects.toMatchObject({ kind: 'invalid' })
  await changeState(lead, milestone.slug, step('planned', 'training'), NOW)
  await changeState(lead, milestone.slug, step('training', 'live'), NOW)
  await expect(move(addDays(TODAY, 30))).rejects.toMatchObject({ kind: 'conflict' })
})

test('only leads of the migration change its milestones', async () => {
  const { migration, milestone } = await aPlan()
  const move = { date: addDays(TODAY, 30), reason: 'Why not.' }
  const trainer = await aTrainer({ migration })
  await expect(changeState(trainer, milestone.slug, step('planned', 'training'), NOW)).rejects.toMatchObject({
    kind: 'forbidden',
  })
  await expect(moveMilestone(trainer, milestone.slug, move, NOW)).rejects.toMatchObject({ kind: 'forbidden' })
  await expect(moveMilestone(await aLead(), milestone.slug, move, NOW)).rejects.toMatchObject({ kind: 'missing' })
})
