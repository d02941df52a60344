import { expect, test } from 'vitest'
import { sql } from '#app/platform/database/sql.server.ts'
import { aGate } from '#tests/makers/gates.ts'
import { aPlannedMilestone } from '#tests/makers/modules.ts'
import { aLead, aMigration, aTrainer } from '#tests/makers/people.ts'
import { addDays, localDay } from './local-days.ts'
import { readinessOf } from './readiness.server.ts'
import { waiveGate, withdrawWaiver } from './waivers.server.ts'

const NOW = new Date()
const TODAY = localDay(NOW, 'Europe/London')
const input = (parts = {}) => ({ reason: 'The room was flooded.', expiresOn: addDays(TODAY, 7), ...parts })

async function aGuardedMilestone() {
  const migration = await aMigration()
  const lead = await aLead({ migration, name: 'Ingrid' })
  const milestone = await aPlannedMilestone(migration)
  return { migration, lead, milestone, gate: await aGate(milestone) }
}

test('a waived gate says who answers for it, why, and until when', async () => {
  const { lead, milestone, gate } = await aGuardedMilestone()
  await waiveGate(lead, gate.id, input(), NOW)
  const { gates, ready, words } = await readinessOf(lead, milestone.slug, NOW)
  expect(gates[0]).toMatchObject({
    state: 'waived',
    waiver: { owner: 'Ingrid', reason: 'The room was flooded.', expiresOn: addDays(TODAY, 7) },
  })
  expect(ready).toBe(true)
  expect(words).toBe('Cutover is ready: its gate is waived')
})

test('a waiver holds to the end of its last day in the migration’s zone', async () => {
  const { lead, milestone, gate } = await aGuardedMilestone()
  await waiveGate(lead, gate.id, input({ expiresOn: TODAY }), NOW)
  const stateOn = async (now: Date) => (await readinessOf(lead, milestone.slug, now)).gates[0]?.state
  expect(await stateOn(NOW)).toBe('waived')
  expect(await stateOn(new Date(NOW.getTime() + 24 * 3_600_000))).toBe('not met')
})

test('a second waiver is refused while the first holds, so that nobody overwrites a colleague’s reason', async () => {
  const { migration, lead, gate } = await aGuardedMilestone()
  await waiveGate(lead, gate.id, input(), NOW)
  await expect(waiveGate(await aLead({ migration }), gate.id, input(), NOW)).rejects.toMatchObject({ kind: 'conflict' })
  await withdrawWaiver(lead, gate.id, NOW)
  await waiveGate(lead, gate.id, input({ reason: 'Again.' }), NOW)
  expect(await sql`SELECT reason FROM waiver WHERE gate_id = ${gate.id} ORDER BY id`).toHaveLength(2)
})

test('a waiver that has run out makes room by itself', async () => {
  const { lead, gate } = await aGuardedMilestone()
  await waiveGate(lead, gate.id, input({ expiresOn: TODAY }), NOW)
  const later = new Date(NOW.getTime() + 2 * 24 * 3_600_000)
  await waiveGate(lead, gate.id, input(), later)
  const held = await sql`SELECT expires_on FROM waiver WHERE gate_id = ${gate.id} AND withdrawn_at IS NULL`
  expect(held).toEqual([{ expires_on: addDays(TODAY, 7) }])
})

test('withdrawing twice changes nothing, and both acts are on record', async () => {
  const { lead, milestone, gate } = await aGuardedMilestone()
  await waiveGate(lead, gate.id, input(), NOW)
  await withdrawWaiver(lead, gate.id, NOW)
  await withdrawWaiver(lead, gate.id, NOW)
  const acts = await sql<{
    action: string
  }>`SELECT action FROM audit_entry WHERE subject_id = ${milestone.id} ORDER BY id`
  expect(acts.map(({ action }) => action)).toEqual(['gate.waived', 'waiver.withdrawn'])
})

test('a waiver lies in the future, and only leads of the migration waive', async () => {
  const { migration, lead, gate } = await aGuardedMilestone()
  await expect(waiveGate(lead, gate.id, input({ expiresOn: addDays(TODAY, -1) }), NOW)).rejects.toMatchObject({
    kind: 'invalid',
  })
  await expect(waiveGate(await aTrainer({ migration }), gate.id, input(), NOW)).rejects.toMatchObject({
    kind: 'forbidden',
  })
  await expect(waiveGate(await aLead(), gate.id, input(), NOW)).rejects.toMatchObject({ kind: 'missing' })
  await expect(waiveGate(lead, 'not-an-id', input(), NOW)).rejects.toMatchObject({ kind: 'missing' })
})
