import { z } from 'zod'
import { dayInput } from '#app/domain/day-input.ts'
import { Refusal } from '#app/domain/errors.ts'
import { ensure } from '#app/domain/identity/abilities.ts'
import { recordAudit } from '#app/domain/identity/audit.server.ts'
import type { Viewer } from '#app/domain/identity/viewer.ts'
import { inTransaction, type Sql } from '#app/platform/database/sql.server.ts'
import { newId } from '#app/platform/ids.ts'
import { localDay } from './local-days.ts'
import { migrationOf } from './milestones.server.ts'

export const WaiverInput = z.object({
  reason: z
    .string({ error: 'Say why the gate need not be met.' })
    .trim()
    .min(1, 'Say why the gate need not be met.')
    .max(1_000),
  expiresOn: dayInput('Enter the last day on which the waiver holds.'),
})
export type WaiverInput = z.infer<typeof WaiverInput>

/**
 * Waives a gate to the end of a day, with the viewer as its owner. A waiver that still holds must be withdrawn first,
 * so that two leads do not overwrite each other's reasons; one that has run out makes room by itself.
 */
export async function waiveGate(viewer: Viewer, gateId: string, input: WaiverInput, now: Date): Promise<void> {
  ensure(viewer, 'gate.waive')
  const today = localDay(now, migrationOf(viewer).timeZone)
  if (input.expiresOn < today) throw new Refusal('invalid', 'The last day of a waiver is today or later.', 'expiresOn')
  await inTransaction(async (tx) => {
    const gate = await lockGate(tx, viewer, gateId)
    const [held] = await tx<{ id: string; expiresOn: string }>`
      SELECT id, expires_on AS "expiresOn" FROM waiver WHERE gate_id = ${gateId}::uuid AND withdrawn_at IS NULL`
    if (held && held.expiresOn >= today)
      throw new Refusal('conflict', 'This gate is waived already. Withdraw that waiver first.')
    if (held) await withdraw(tx, held.id, viewer, now)
    const id = newId(now)
    await tx`INSERT INTO waiver (id, gate_id, owner_id, reason, at, expires_on)
      VALUES (${id}::uuid, ${gateId}::uuid, ${viewer.personId}::uuid, ${input.reason}, ${now}, ${input.expiresOn}::date)`
    await recordAudit(
      tx,
      viewer,
      'gate.waived',
      { type: 'milestone', id: gate.milestoneId },
      null,
      { gateId, ...input },
      now,
    )
  })
}

/** Ends a waiver now; a second withdrawal changes nothing. */
export async function withdrawWaiver(viewer: Viewer, gateId: string, now: Date): Promise<void> {
  ensure(viewer, 'gate.waive')
  await inTransaction(async (tx) => {
    const gate = await lockGate(tx, viewer, gateId)
    const [held] = await tx<{ id: string; reason: string }>`
      SELECT id, reason FROM waiver WHERE gate_id = ${gateId}::uuid AND withdrawn_at IS NULL`
    if (!held) return
    await withdraw(tx, held.id, viewer, now)
    await recordAudit(
      tx,
      viewer,
      'waiver.withdrawn',
      { type: 'milestone', id: gate.milestoneId },
      { gateId, reason: held.reason },
      null,
      now,
    )
  })
}

async function lockGate(tx: Sql, viewer: Viewer, gateId: string): Promise<{ milestoneId: string }> {
  const [gate] = await tx<{ milestoneId: string }>`
    SELECT g.milestone_id AS "milestoneId" FROM gate g JOIN milestone s ON s.id = g.milestone_id
    WHERE g.id::text = ${gateId} AND g.retired_at IS NULL AND s.migration_id = ${migrationOf(viewer).id}::uuid
    FOR UPDATE OF g`
  if (!gate) throw new Refusal('missing', 'This gate is not there any more.')
  return gate
}

async function withdraw(tx: Sql, waiverId: string, viewer: Viewer, now: Date): Promise<void> {
  await tx`UPDATE waiver SET withdrawn_at = ${now}, withdrawn_by_id = ${viewer.personId}::uuid WHERE id = ${waiverId}::uuid`
}
