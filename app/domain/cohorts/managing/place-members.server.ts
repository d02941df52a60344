import { Refusal } from '#app/domain/errors.ts'
import { ensure } from '#app/domain/identity/abilities.ts'
import { recordAudits } from '#app/domain/identity/audit.server.ts'
import { letCohortsFollow } from '#app/domain/identity/cohorts-follow.server.ts'
import { todayOf } from '#app/domain/identity/today.ts'
import type { Viewer } from '#app/domain/identity/viewer.ts'
import { inTransaction, type Sql } from '#app/platform/database/sql.server.ts'
import { newId } from '#app/platform/ids.ts'
import type { MoveInput, PlacingInput } from './cohort-input.ts'
import { holdPlaces } from './cohort-rules.server.ts'
import { findNamed, type NamedPerson, type PlacingPlan, planPlacing } from './find-people.server.ts'
import { holdOpenCohort, type ManagedCohort, managedCohort } from './managed-cohort.server.ts'

/** What *Put them in* would do. */
export async function lookAtPlacing(
  viewer: Viewer,
  cohortId: string,
  input: Pick<PlacingInput, 'who' | 'person'>,
  now: Date,
): Promise<PlacingPlan> {
  const cohort = await managedCohort(viewer, cohortId)
  return planPlacing(await findNamed(viewer, input, now), cohort)
}

/**
 * Puts people into a cohort from today on; who is in another one moves, and keeps there what they did. Names that nobody
 * has, and people who have left, are left out. Refuses where nobody comes in. Pressed twice it moves nobody twice.
 */
export async function placeMembers(
  viewer: Viewer,
  cohortId: string,
  input: Pick<PlacingInput, 'who' | 'person'>,
  now: Date,
): Promise<PlacingPlan> {
  return inTransaction(async (tx) => {
    const cohort = await hold(tx, viewer, cohortId)
    const plan = planPlacing(await findNamed(viewer, input, now, tx), cohort)
    const coming = [...plan.joining, ...plan.moving]
    if (coming.length === 0 && plan.staying.length === 0) {
      throw new Refusal('invalid', 'Nobody of these can come in any more. Look at the list again.', 'who')
    }
    await leave(tx, viewer, plan.moving, now)
    await join(tx, viewer, cohort, coming, now)
    await letCohortsFollow(tx)
    return plan
  })
}

/** Who moved, by name, and where to. */
export type Moved = { people: NamedPerson[]; to: string | null }

/** Moves members of a cohort to another one, or out of every one, from today on. Who is not in it is left out. */
export async function moveMembers(viewer: Viewer, cohortId: string, input: MoveInput, now: Date): Promise<Moved> {
  return inTransaction(async (tx) => {
    const from = await hold(tx, viewer, cohortId)
    const to = input.to === 'none' ? null : await holdOpenCohort(tx, viewer, input.to)
    const { people } = await findNamed(viewer, { who: '', person: input.person }, now, tx)
    const members = people.filter((person) => person.cohort?.id === from.id)
    if (members.length === 0) throw new Refusal('conflict', `Nobody of them is in ${from.name} any more.`)
    if (to?.id === from.id) throw new Refusal('invalid', 'They are there already. Choose another cohort.', 'to')
    await leave(tx, viewer, members, now)
    if (to) await join(tx, viewer, to, members, now)
    await letCohortsFollow(tx)
    return { people: members, to: to?.name ?? null }
  })
}

/** The members of these ids who are in the cohort today, by name. */
export async function movingFrom(viewer: Viewer, cohortId: string, personIds: readonly string[], now: Date) {
  const cohort = await managedCohort(viewer, cohortId)
  const { people } = await findNamed(viewer, { who: '', person: personIds }, now)
  return { cohort, people: people.filter((person) => person.cohort?.id === cohort.id) }
}

async function hold(tx: Sql, viewer: Viewer, cohortId: string): Promise<ManagedCohort> {
  ensure(viewer, 'cohort.manage')
  if (viewer.migration) await holdPlaces(tx, viewer.migration.id)
  return holdOpenCohort(tx, viewer, cohortId)
}

/** Their days in the cohort that they are in end; its rule does not bring them back. */
async function leave(tx: Sql, viewer: Viewer, people: readonly NamedPerson[], now: Date): Promise<void> {
  await tx`
    UPDATE cohort_member n SET "to" = greatest(${todayOf(viewer, now)}::date, n."from"), taken_out = true
    FROM cohort c
    WHERE c.id = n.cohort_id AND c.closed_at IS NULL AND c.migration_id = ${viewer.migration?.id ?? null}::uuid
      AND n."to" IS NULL AND n.person_id = ANY (${people.map(({ id }) => id)}::uuid[])`
  const entries = people.map(({ id, cohort }) => ({
    ...{ subject: { type: 'person', id }, before: { cohort: cohort?.name ?? null }, after: null },
  }))
  await recordAudits(tx, viewer, 'cohort-member.taken-out', entries, now)
}

/** From today on; earlier days in the same cohort stay as they were. */
async function join(tx: Sql, viewer: Viewer, cohort: ManagedCohort, people: readonly NamedPerson[], now: Date) {
  const rows = people.map(({ id }) => ({ id: newId(now), person: id }))
  await tx`
    UPDATE cohort_member SET taken_out = false
    WHERE cohort_id = ${cohort.id}::uuid AND person_id = ANY (${people.map(({ id }) => id)}::uuid[])`
  await tx`
    INSERT INTO cohort_member (id, cohort_id, person_id, "from")
    SELECT id, ${cohort.id}::uuid, person, ${todayOf(viewer, now)}::date
    FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) AS r (id uuid, person uuid)`
  const entries = people.map(({ id }) => ({
    ...{ subject: { type: 'person', id }, before: null, after: { cohort: cohort.name } },
  }))
  await recordAudits(tx, viewer, 'cohort-member.placed', entries, now)
}
