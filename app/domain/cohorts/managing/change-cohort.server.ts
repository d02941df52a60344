import { Refusal } from '#app/domain/errors.ts'
import { ensure } from '#app/domain/identity/abilities.ts'
import { recordAudit } from '#app/domain/identity/audit.server.ts'
import { letCohortsFollow } from '#app/domain/identity/cohorts-follow.server.ts'
import type { Viewer } from '#app/domain/identity/viewer.ts'
import { localDay } from '#app/domain/migrations/local-days.ts'
import { inTransaction, type Sql } from '#app/platform/database/sql.server.ts'
import { newId } from '#app/platform/ids.ts'
import type { CohortChangeInput, CohortInput } from './cohort-input.ts'
import { followRules, holdPlaces } from './cohort-rules.server.ts'
import { holdCohort, type ManagedCohort } from './managed-cohort.server.ts'

/** Makes a cohort, filled by its rule if it has one. Answers its id and how many came in. */
export async function addCohort(
  viewer: Viewer,
  input: CohortInput,
  now: Date,
): Promise<{ id: string; joined: number }> {
  ensure(viewer, 'cohort.manage')
  const { migration } = viewer
  if (!migration) throw new Refusal('conflict', 'Cohorts belong to a migration, and there is none yet.')
  return inTransaction(async (tx) => {
    await holdPlaces(tx, migration.id)
    await ensureOwn(tx, migration.id, input)
    await ensureFreeName(tx, migration.id, input.name, null)
    const id = newId(now)
    await tx`
      INSERT INTO cohort (id, migration_id, milestone_id, name, site, time_zone, created_at, audience_id, rule_limit)
      VALUES (${id}::uuid, ${migration.id}::uuid, ${input.milestone ?? null}::uuid, ${input.name}, ${input.site},
        ${input.zone}, ${now}, ${input.audience ?? null}::uuid, ${limitOf(input)})`
    await recordAudit(tx, viewer, 'cohort.added', { type: 'cohort', id }, null, factsOf(input), now)
    return { id, joined: (await followRules(tx, migration.id, now)).joined }
  })
}

/** What came of a change; a conflict saved nothing, and shows what somebody else made of the cohort meanwhile. */
export type CohortChanged =
  | { outcome: 'saved'; joined: number; left: number }
  | { outcome: 'conflict'; present: ManagedCohort }

/**
 * Changes a cohort. With another rule, those whom the old one brought in go unless the new one wants them; without a rule
 * they stay, as if somebody had placed them.
 */
export async function changeCohort(
  viewer: Viewer,
  cohortId: string,
  input: CohortChangeInput,
  now: Date,
): Promise<CohortChanged> {
  return inTransaction(async (tx) => {
    const before = await holdAll(tx, viewer, cohortId)
    if (before.closedAt) throw new Refusal('conflict', `${before.name} is closed. Open it again first.`)
    if (before.version !== input.version) return { outcome: 'conflict', present: before }
    await ensureOwn(tx, before.migrationId, input, before)
    await ensureFreeName(tx, before.migrationId, input.name, before.id)
    await tx`
      UPDATE cohort SET name = ${input.name}, site = ${input.site}, time_zone = ${input.zone},
        milestone_id = ${input.milestone ?? null}::uuid, audience_id = ${input.audience ?? null}::uuid,
        rule_limit = ${limitOf(input)}, version = version + 1
      WHERE id = ${before.id}::uuid`
    if (!input.audience)
      await tx`UPDATE cohort_member SET by_rule = false WHERE cohort_id = ${before.id}::uuid AND "to" IS NULL`
    const subject = { type: 'cohort', id: before.id }
    await recordAudit(tx, viewer, 'cohort.changed', subject, factsBefore(before), factsOf(input), now)
    await letCohortsFollow(tx)
    return { outcome: 'saved', ...(await followRules(tx, before.migrationId, now)) }
  })
}

/**
 * Closes a cohort: it leaves every list and takes nobody in; what its people did stays. Refuses while a session is to come
 * or runs: people are invited to it, and only cancelling tells them.
 */
export async function closeCohort(viewer: Viewer, cohortId: string, now: Date): Promise<void> {
  await inTransaction(async (tx) => {
    const cohort = await holdAll(tx, viewer, cohortId)
    if (cohort.closedAt) throw new Refusal('conflict', `${cohort.name} is closed. Open it again first.`)
    const [open] = await tx<{ sessions: number; title: string | null }>`
      SELECT count(*)::int AS sessions, min(title) AS title FROM cohort_session
      WHERE cohort_id = ${cohort.id}::uuid AND cancelled_at IS NULL AND closed_at IS NULL
        AND (starts_at > ${now} OR opened_at IS NOT NULL)`
    if (open && open.sessions > 0) {
      const which = open.sessions === 1 ? `“${open.title}” is` : `${open.sessions} sessions are`
      throw new Refusal(
        'conflict',
        `${which} still open. End or cancel what is planned first, so that people are told.`,
      )
    }
    await tx`UPDATE cohort SET closed_at = ${now}, version = version + 1 WHERE id = ${cohort.id}::uuid`
    await recordAudit(tx, viewer, 'cohort.closed', { type: 'cohort', id: cohort.id }, null, { name: cohort.name }, now)
    await letCohortsFollow(tx)
  })
}

/** Opens a closed cohort again, with those of its people who have not come into another one since. */
export async function reopenCohort(viewer: Viewer, cohortId: string, now: Date): Promise<void> {
  await inTransaction(async (tx) => {
    const cohort = await holdAll(tx, viewer, cohortId)
    if (!cohort.closedAt) return
    const today = localDay(now, viewer.migration?.timeZone ?? 'UTC')
    await tx`
      UPDATE cohort_member m SET "to" = greatest(${today}::date, m."from")
      WHERE m.cohort_id = ${cohort.id}::uuid AND m."to" IS NULL AND EXISTS (
        SELECT FROM cohort_member n JOIN cohort c ON c.id = n.cohort_id
        WHERE n.person_id = m.person_id AND n.id <> m.id AND n."to" IS NULL AND c.closed_at IS NULL
          AND c.migration_id = ${cohort.migrationId}::uuid)`
    await tx`UPDATE cohort SET closed_at = NULL, version = version + 1 WHERE id = ${cohort.id}::uuid`
    await recordAudit(
      tx,
      viewer,
      'cohort.reopened',
      { type: 'cohort', id: cohort.id },
      null,
      { name: cohort.name },
      now,
    )
    await followRules(tx, cohort.migrationId, now)
    await letCohortsFollow(tx)
  })
}

/** The places of its migration first, then the cohort: everybody who needs both takes them in this order. */
async function holdAll(tx: Sql, viewer: Viewer, cohortId: string): Promise<ManagedCohort> {
  ensure(viewer, 'cohort.manage')
  if (viewer.migration) await holdPlaces(tx, viewer.migration.id)
  return holdCohort(tx, viewer, cohortId)
}

async function ensureOwn(tx: Sql, migrationId: string, input: CohortInput, kept?: ManagedCohort): Promise<void> {
  const [known] = await tx<{ milestone: boolean; audience: boolean }>`
    SELECT EXISTS (SELECT FROM milestone WHERE id = ${input.milestone ?? null}::uuid AND migration_id = ${migrationId}::uuid) AS milestone,
      EXISTS (SELECT FROM audience WHERE id = ${input.audience ?? null}::uuid AND migration_id = ${migrationId}::uuid
        AND (retired_at IS NULL OR id = ${kept?.audience?.id ?? null}::uuid)) AS audience`
  if (input.milestone && !known?.milestone) {
    throw new Refusal('invalid', 'Choose a milestone of this migration.', 'milestone')
  }
  if (input.audience && !known?.audience) {
    throw new Refusal('invalid', 'Choose an audience that takes people.', 'audience')
  }
  if (input.limit !== undefined && !input.audience) {
    throw new Refusal(
      'invalid',
      'A bound is for a cohort that fills itself. Choose the audience, or leave this empty.',
      'limit',
    )
  }
}

async function ensureFreeName(tx: Sql, migrationId: string, name: string, own: string | null): Promise<void> {
  const [taken] = await tx<{ closed: boolean }>`
    SELECT closed_at IS NOT NULL AS closed FROM cohort
    WHERE migration_id = ${migrationId}::uuid AND lower(name) = lower(${name}) AND id IS DISTINCT FROM ${own}::uuid`
  if (!taken) return
  const words = taken.closed
    ? `A closed cohort is called ${name}. Open that one again, or choose another name.`
    : `Another cohort is called ${name} already.`
  throw new Refusal('conflict', words, 'name')
}

const limitOf = ({ audience, limit }: CohortInput): number | null => (audience ? (limit ?? null) : null)

const factsOf = ({ name, site, zone, milestone, audience, limit }: CohortInput) => ({
  ...{ name, site, zone, milestone: milestone ?? null, audience: audience ?? null, limit: limit ?? null },
})

const factsBefore = (cohort: ManagedCohort) => ({
  ...{ name: cohort.name, site: cohort.site, zone: cohort.timeZone, limit: cohort.ruleLimit },
  ...{ milestone: cohort.milestone?.id ?? null, audience: cohort.audience?.id ?? null },
})
