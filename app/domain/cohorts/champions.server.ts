import { z } from 'zod'
import { Refusal } from '#app/domain/errors.ts'
import { ensure } from '#app/domain/identity/abilities.ts'
import { recordAudit } from '#app/domain/identity/audit.server.ts'
import { isHere } from '#app/domain/identity/present.server.ts'
import { todayOf } from '#app/domain/identity/today.ts'
import type { Viewer } from '#app/domain/identity/viewer.ts'
import { inTransaction, type Sql, sql } from '#app/platform/database/sql.server.ts'
import { asId, newId } from '#app/platform/ids.ts'
import { optionalWordsInput } from '../words-input.ts'
import { championEvidence } from './champion-evidence.server.ts'
import { type ChampionStep, championSteps } from './champion-steps.ts'

/** One record of the history: given, or taken back by a later one. */
export type SignOff = { given: boolean; at: Date; by: string; words: string | null }

export type Champion = {
  id: string
  name: string
  cohorts: { id: string; name: string }[]
  steps: ChampionStep[]
  /** newest first */
  signOffs: SignOff[]
  /** the newest, if it was given */
  signedOff: SignOff | null
}

export const SignOffInput = z.object({
  /** what the viewer saw: sign off, or take it back */
  act: z.enum(['sign off', 'take back'], 'Choose what to do.'),
  words: optionalWordsInput(500),
})
export type SignOffInput = z.infer<typeof SignOffInput>

/** One champion of the viewer's migration; refuses with `missing` whoever is none. */
export async function championOf(viewer: Viewer, personId: string, now: Date): Promise<Champion> {
  ensure(viewer, 'champion.sign-off')
  const id = asId(personId)
  const champion = id && (await stepsOf(viewer, id, now))
  if (!champion) throw new Refusal('missing', 'There is no such champion.')
  return champion
}

/** The viewer's own steps; null for whoever is no champion. */
export async function ownSteps(viewer: Viewer, now: Date): Promise<Champion | null> {
  if (!viewer.roles.has('champion')) return null
  return stepsOf(viewer, viewer.personId, now)
}

/**
 * Signs a champion off, or takes that back: each a dated record that stays. Nobody signs off themselves, and nobody is
 * signed off with a step open. Refuses with `conflict` what somebody else did meanwhile.
 */
export async function signOff(viewer: Viewer, personId: string, input: SignOffInput, now: Date): Promise<Champion> {
  const champion = await championOf(viewer, personId, now)
  if (champion.id === viewer.personId) throw new Refusal('forbidden', 'Somebody else signs you off.')
  const given = input.act === 'sign off'
  const open = champion.steps.filter(({ done }) => !done).length
  if (given && open > 0) {
    throw new Refusal('conflict', open === 1 ? 'One step is still open.' : `${open} steps are still open.`)
  }
  await inTransaction(async (tx) => {
    await tx`SELECT pg_advisory_xact_lock(hashtextextended(${`sign-off ${champion.id}`}, 0))`
    const [newest] = await signOffsOf(tx, viewer, champion.id)
    if ((newest?.given ?? false) === given) {
      const words = given ? `${newest?.by} has signed them off already.` : 'It is taken back already.'
      throw new Refusal('conflict', words)
    }
    await tx`
      INSERT INTO champion_sign_off (id, person_id, migration_id, given, words, at, by_id)
      VALUES (${newId(now)}, ${champion.id}, ${viewer.migration?.id}, ${given}, ${input.words}, ${now}, ${viewer.personId})`
    const action = given ? 'champion.signed-off' : 'champion.sign-off-withdrawn'
    await recordAudit(tx, viewer, action, { type: 'champion', id: champion.id }, null, null, now)
  })
  return champion
}

async function stepsOf(viewer: Viewer, personId: string, now: Date): Promise<Champion | null> {
  const migrationId = viewer.migration?.id
  if (!migrationId) return null
  const today = todayOf(viewer, now)
  const [[person], evidence, signOffs] = await Promise.all([
    sql<{ id: string; name: string }>`
      SELECT p.id, p.name FROM person p
      WHERE p.id = ${personId}::uuid AND p.erased_at IS NULL AND ${isHere(today)}
        AND EXISTS (SELECT FROM role_grant g WHERE g.person_id = p.id AND g.role = 'champion' AND g.ended_at IS NULL
          AND g.migration_id = ${migrationId}::uuid)`,
    championEvidence(migrationId, personId, today),
    signOffsOf(sql, viewer, personId),
  ])
  if (!person) return null
  const cohorts = evidence.cohorts.map(({ id, name }) => ({ id, name }))
  const signedOff = signOffs[0]?.given ? signOffs[0] : null
  return { ...person, cohorts, steps: championSteps(evidence), signOffs, signedOff }
}

const signOffsOf = (on: Sql, viewer: Viewer, personId: string) => on<SignOff>`
  SELECT s.given, s.at, p.name AS by, s.words
  FROM champion_sign_off s JOIN person p ON p.id = s.by_id
  WHERE s.migration_id = ${viewer.migration?.id ?? null}::uuid AND s.person_id = ${personId}::uuid
  ORDER BY s.at DESC, s.id DESC`
