import { sql } from '#app/platform/database/sql.server.ts'
import { newId } from '#app/platform/ids.ts'
import type { MadeModule, MadeRelease } from './modules.ts'

/** An attempt as it stands in the database, of whoever and whenever it is needed. */
export type StoredAttempt = {
  person: string
  module: Pick<MadeModule, 'id'>
  release: Pick<MadeRelease, 'id'>
  block: string
  mode: 'guided' | 'assessed'
  startedAt: Date
  /** null: it has not ended */
  outcome: 'success' | 'failure' | 'gave up' | null
  /** when its end arrived; on the same day unless told otherwise */
  arrivedAt: Date
  ms: number
  suspect: boolean
  ordinal: number
  audiences: readonly string[]
  cohort: string | null
  /** error types, one each time */
  errors: readonly string[]
}

/** Stores attempts as they are said to be, past the log. */
export async function storeAttempts(attempts: readonly StoredAttempt[]): Promise<string[]> {
  const rows = attempts.map(({ module, release, ...attempt }) => ({
    ...attempt,
    ...{ id: newId(), module: module.id, release: release.id, count: attempt.errors.length },
  }))
  const text = JSON.stringify(rows)
  await sql`
    INSERT INTO attempt (id, person_id, release_id, block_id, module_id, setting, clock, mode, started_at, finished_at,
      arrived_at, last_event_at, outcome, active_ms, wall_ms, errors, suspect, suspect_reason, ordinal, audience_ids, cohort_id)
    SELECT id, person, release, block, module, 'lab', 'active', mode, "startedAt",
      CASE WHEN outcome IS NOT NULL THEN "startedAt" END, CASE WHEN outcome IS NOT NULL THEN "arrivedAt" END, "startedAt",
      outcome, ms, ms, count, suspect, CASE WHEN suspect THEN 'no-time' END, ordinal, audiences, cohort
    FROM jsonb_to_recordset(${text}::jsonb) AS a(
      id uuid, person uuid, release uuid, block text, module uuid, mode mode, "startedAt" timestamptz, "arrivedAt" timestamptz,
      outcome outcome, ms int, suspect boolean, ordinal int, audiences uuid[], cohort uuid, count int)`
  await sql`
    INSERT INTO attempt_error (id, attempt_id, type, place, at)
    SELECT gen_random_uuid(), a.id, type, 'header', a."startedAt"
    FROM jsonb_to_recordset(${text}::jsonb) AS a(id uuid, "startedAt" timestamptz, errors text[]) CROSS JOIN unnest(errors) AS type`
  return rows.map(({ id }) => id)
}
