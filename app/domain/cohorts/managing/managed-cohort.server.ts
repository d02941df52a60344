import { Refusal } from '#app/domain/errors.ts'
import { ensure } from '#app/domain/identity/abilities.ts'
import type { Viewer } from '#app/domain/identity/viewer.ts'
import { type Part, part, type Sql, sql } from '#app/platform/database/sql.server.ts'
import { asId } from '#app/platform/ids.ts'

/** A cohort as those see it who make and change cohorts; closed ones too. */
export type ManagedCohort = {
  id: string
  migrationId: string
  name: string
  site: string | null
  timeZone: string
  milestone: { id: string; name: string } | null
  /** the rule by which people come in */
  audience: { id: string; name: string } | null
  ruleLimit: number | null
  version: number
  closedAt: Date | null
}

const columns = part`
  c.id, c.migration_id AS "migrationId", c.name, c.site, c.time_zone AS "timeZone", c.rule_limit AS "ruleLimit",
  c.version, c.closed_at AS "closedAt",
  (SELECT jsonb_build_object('id', m.id, 'name', m.name) FROM milestone m WHERE m.id = c.milestone_id) AS milestone,
  (SELECT jsonb_build_object('id', a.id, 'name', a.name) FROM audience a WHERE a.id = c.audience_id) AS audience`

/** One cohort of the viewer's migration; any other is `missing`. */
export async function managedCohort(viewer: Viewer, id: string, on: Sql = sql): Promise<ManagedCohort> {
  return found(viewer, id, on, part``)
}

/** The same, held until the transaction ends. Refuses a closed one with `conflict`. */
export async function holdOpenCohort(tx: Sql, viewer: Viewer, id: string): Promise<ManagedCohort> {
  const cohort = await holdCohort(tx, viewer, id)
  if (cohort.closedAt) throw new Refusal('conflict', `${cohort.name} is closed. Open it again first.`)
  return cohort
}

/** The same, closed or open. */
export async function holdCohort(tx: Sql, viewer: Viewer, id: string): Promise<ManagedCohort> {
  return found(viewer, id, tx, part`FOR NO KEY UPDATE OF c`)
}

async function found(viewer: Viewer, id: string, on: Sql, hold: Part): Promise<ManagedCohort> {
  ensure(viewer, 'cohort.manage')
  const [cohort] = await on<ManagedCohort>`
    SELECT ${columns} FROM cohort c
    WHERE c.id = ${asId(id)}::uuid AND c.migration_id = ${viewer.migration?.id ?? null}::uuid ${hold}`
  if (!cohort) throw new Refusal('missing', 'There is no such cohort in this migration.')
  return cohort
}

/** Somebody who leads a cohort. */
export type CohortChampion = { id: string; name: string; since: string }

/** Who leads a cohort today, by name. */
export async function championsOfCohort(cohortId: string, on: Sql = sql): Promise<CohortChampion[]> {
  return on<CohortChampion>`
    SELECT p.id, p.name, h."from" AS since FROM cohort_champion h JOIN person p ON p.id = h.person_id
    WHERE h.cohort_id = ${cohortId}::uuid AND h."to" IS NULL ORDER BY p.name, p.id`
}

/** Days on which somebody was in a cohort: from the first to the last. */
export type PastMember = { id: string; name: string; from: string; last: string; to: string | null }

/** The newest of those who were in a cohort and are not now, with where they are today. */
export async function pastMembers(cohort: ManagedCohort): Promise<PastMember[]> {
  return sql<PastMember>`
    SELECT p.id, p.name, m."from", greatest(m."from", m."to" - 1) AS last,
      (SELECT c.name FROM cohort_member n JOIN cohort c ON c.id = n.cohort_id
        WHERE n.person_id = p.id AND n."to" IS NULL AND c.closed_at IS NULL AND c.migration_id = ${cohort.migrationId}::uuid
        ORDER BY c.name LIMIT 1) AS "to"
    FROM cohort_member m JOIN person p ON p.id = m.person_id
    WHERE m.cohort_id = ${cohort.id}::uuid AND m."to" > m."from" AND p.erased_at IS NULL
    ORDER BY m."to" DESC, p.name LIMIT 100`
}

/** A cohort that is over. */
export type ClosedCohort = { id: string; name: string; closedAt: Date }

/** The closed cohorts of the viewer's migration, the last closed first. */
export async function closedCohorts(viewer: Viewer): Promise<ClosedCohort[]> {
  ensure(viewer, 'cohort.manage')
  return sql<ClosedCohort>`
    SELECT id, name, closed_at AS "closedAt" FROM cohort
    WHERE migration_id = ${viewer.migration?.id ?? null}::uuid AND closed_at IS NOT NULL ORDER BY closed_at DESC, name`
}

type Choice = { value: string; label: string }

/** What the form of a cohort offers: milestones that are not over, and audiences that take people. */
export type CohortChoices = { milestones: Choice[]; audiences: Choice[] }

/** The choices for a new cohort, or for one that exists: with what it has already. */
export async function cohortChoices(viewer: Viewer, cohort?: ManagedCohort): Promise<CohortChoices> {
  ensure(viewer, 'cohort.manage')
  const migrationId = viewer.migration?.id ?? null
  const [milestones, audiences] = await Promise.all([
    sql<Choice>`
      SELECT id AS value, name AS label FROM milestone WHERE migration_id = ${migrationId}::uuid
        AND (state <> 'closed' OR id = ${cohort?.milestone?.id ?? null}::uuid) ORDER BY date, position`,
    sql<Choice>`
      SELECT id AS value, name AS label FROM audience WHERE migration_id = ${migrationId}::uuid
        AND (retired_at IS NULL OR id = ${cohort?.audience?.id ?? null}::uuid) ORDER BY position, name`,
  ])
  return { milestones, audiences }
}
