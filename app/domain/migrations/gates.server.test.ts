import { expect, test } from 'vitest'
import { sql } from '#app/platform/database/sql.server.ts'
import { newId } from '#app/platform/ids.ts'
import { aGate } from '#tests/makers/gates.ts'
import { aLab, aLesson, aSection } from '#tests/makers/lessons.ts'
import { aModule, aPlannedMilestone } from '#tests/makers/modules.ts'
import { aLead, aMigration, anAudience, aTrainer } from '#tests/makers/people.ts'
import { addGate, comparableTasks, GateInput, retireGate } from './gates.server.ts'
import { readinessOf } from './readiness.server.ts'

const NOW = new Date()

async function aPlan() {
  const migration = await aMigration()
  const lead = await aLead({ migration, name: 'Ingrid' })
  return { migration, lead, milestone: await aPlannedMilestone(migration) }
}

const input = (parts: Partial<GateInput> = {}): GateInput =>
  ({ measure: 'completion', comparator: '>=', target: 90, task: '', audience: '', ...parts }) as GateInput

test('a gate is added at the end, of an audience where one is named, and answers to who added it', async () => {
  const { migration, lead, milestone } = await aPlan()
  const audience = await anAudience(migration, { name: 'Every day' })
  await addGate(lead, milestone.slug, input(), NOW)
  await addGate(lead, milestone.slug, input({ measure: 'coverage', target: 80, audience: audience.slug }), NOW)
  const { gates } = await readinessOf(lead, milestone.slug, NOW)
  expect(gates).toMatchObject([
    { measure: 'completion', audienceName: null, ownerName: 'Ingrid', state: 'not met' },
    { measure: 'coverage', audienceName: 'Every day', target: 80, figure: { why: 'nothing to measure yet' } },
  ])
})

test('a gate about task time names a task that has a time to compare with', async () => {
  const { migration, lead, milestone } = await aPlan()
  const module = await aModule(migration, { compiled: aLesson({ blocks: [aSection('start'), aLab('enter')] }) })
  await sql`
    INSERT INTO baseline (id, module_id, block_id, clock, median_ms, source, stated_on)
    VALUES (${newId()}, ${module.id}, 'enter', 'active', 190000, 'stated', '2026-01-05')`
  expect(await comparableTasks(migration.id)).toEqual([
    { value: `${module.slug}/enter`, label: `Practise enter, ${module.release.lesson.title}` },
  ])
  const ratio = input({ measure: 'task ratio', comparator: '<=', target: 1.2, task: `${module.slug}/enter` })
  await addGate(lead, milestone.slug, ratio, NOW)
  expect((await readinessOf(lead, milestone.slug, NOW)).gates[0]).toMatchObject({ taskTitle: 'Practise enter' })
  await expect(addGate(lead, milestone.slug, { ...ratio, task: `${module.slug}/gone` }, NOW)).rejects.toMatchObject({
    kind: 'invalid',
  })
})

test('a task with nothing but a target cannot be compared', async () => {
  const { migration, lead, milestone } = await aPlan()
  const module = await aModule(migration, { compiled: aLesson({ blocks: [aSection('start'), aLab('enter')] }) })
  await sql`
    INSERT INTO baseline (id, module_id, block_id, clock, median_ms, source, stated_on)
    VALUES (${newId()}, ${module.id}, 'enter', 'active', 60000, 'target', '2026-01-05')`
  expect(await comparableTasks(migration.id)).toEqual([])
  const ratio = input({ measure: 'task ratio', task: `${module.slug}/enter` })
  await expect(addGate(lead, milestone.slug, ratio, NOW)).rejects.toMatchObject({ kind: 'invalid', field: 'task' })
})

test('a form says beside the field what is missing', () => {
  const errors = (parts: object) =>
    GateInput.safeParse({ ...input(), ...parts }).error?.issues.map(({ path }) => path[0])
  expect(errors({})).toBeUndefined()
  expect(errors({ measure: 'task ratio' })).toEqual(['task'])
  expect(errors({ target: 101 })).toEqual(['target'])
  expect(errors({ target: -1 })).toEqual(['target'])
  expect(errors({ measure: 'speed of people' })).toEqual(['measure'])
  expect(errors({ task: 'first-invoice/enter' })).toEqual(['task'])
})

test('an audience is taken where the measure can be of one, and refused where it cannot', () => {
  const isTaken = (measure: GateInput['measure'], task = '') =>
    GateInput.safeParse(input({ measure, task, audience: 'ap-daily' })).success
  expect((['completion', 'up to date', 'coverage'] as const).map((measure) => isTaken(measure))).toEqual(
    Array(3).fill(true),
  )
  expect(isTaken('task ratio', 'first-invoice/enter')).toBe(true)
  for (const measure of ['confusion', 'critical errors'] as const) {
    const issues = GateInput.safeParse(input({ measure, audience: 'ap-daily' })).error?.issues
    expect(issues).toMatchObject([
      { path: ['audience'], message: 'This is measured of everybody. Leave the audience empty.' },
    ])
  }
})

test('a gate that is taken off the list keeps its readings, and taking it off twice changes nothing', async () => {
  const { lead, milestone } = await aPlan()
  const gate = await aGate(milestone)
  await retireGate(lead, milestone.slug, gate.id, NOW)
  await retireGate(lead, milestone.slug, gate.id, NOW)
  expect((await readinessOf(lead, milestone.slug, NOW)).gates).toEqual([])
  expect(await sql`SELECT id FROM gate WHERE id = ${gate.id}`).toHaveLength(1)
  expect(await sql`SELECT id FROM audit_entry WHERE action = 'gate.retired'`).toHaveLength(1)
})

test('gates are read by trainers and changed by leads, of their own migration', async () => {
  const { migration, lead, milestone } = await aPlan()
  const foreign = await aGate((await aPlan()).milestone)
  const trainer = await aTrainer({ migration })
  expect((await readinessOf(trainer, milestone.slug, NOW)).words).toBe('Cutover has no gates yet')
  await expect(addGate(trainer, milestone.slug, input(), NOW)).rejects.toMatchObject({ kind: 'forbidden' })
  await expect(addGate(await aLead(), milestone.slug, input(), NOW)).rejects.toMatchObject({ kind: 'missing' })
  await retireGate(lead, milestone.slug, foreign.id, NOW)
  expect(await sql`SELECT id FROM gate WHERE id = ${foreign.id} AND retired_at IS NULL`).toHaveLength(1)
})
