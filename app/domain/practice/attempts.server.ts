import type { Sql } from '#app/platform/database/sql.server.ts'
import { type PublishedRelease, releasesOf } from '../modules/releases.server.ts'
import { type DerivedAttempt, deriveAttempt, type LoggedEvent } from './attempt-events.ts'

/** An attempt as its events tell it, with its id and module. */
export type Derived = DerivedAttempt & { id: string; module: string }

/** The attempts that these events tell, each by its own. One whose start has not arrived yet is none. */
export async function derivedFrom(tx: Sql, logged: ReadonlyMap<string, LoggedEvent[]>): Promise<Derived[]> {
  const releases = await releasesOf(
    [...logged.values()].flatMap((events) => events.map(({ release }) => release)),
    tx,
  )
  return [...logged].flatMap(([id, events]) => {
    const attempt = attemptIn(events, releases)
    return attempt ? [{ id, ...attempt }] : []
  })
}

/**
 * Stores attempts of one person as the log tells them. The same events give the same rows, in whatever order and however
 * often they came. `begins`: the start of one arrived just now, so the person's attempts are numbered anew.
 */
export async function storeDerived(
  tx: Sql,
  personId: string,
  derived: readonly Derived[],
  { begins }: { begins: boolean },
): Promise<void> {
  if (derived.length === 0) return
  await Promise.all([
    storeAttempts(tx, personId, derived),
    storeErrors(tx, derived),
    begins ? countAttempts(tx, personId, derived) : null,
  ])
}

function attemptIn(
  events: LoggedEvent[],
  releases: ReadonlyMap<string, PublishedRelease>,
): (DerivedAttempt & { module: string }) | null {
  const start = events.find(({ type }) => type === 'attempt-started' || type === 'attempt-reported')
  const release = start && releases.get(start.release)
  const block = start && release?.blocks.get(start.block)
  if (!release || block?.kind !== 'task') return null
  const attempt = deriveAttempt(events, block.definition)
  return attempt && { ...attempt, module: release.moduleId }
}

/**
 * Inserts or replaces. Audiences and cohort are those of the day of the start, noted once: they stay when the person
 * changes.
 */
async function storeAttempts(tx: Sql, personId: string, attempts: readonly Derived[]): Promise<void> {
  const rows = attempts.map(({ errorRows: _, ...attempt }) => attempt)
  await tx`
    INSERT INTO attempt (id, person_id, release_id, block_id, module_id, setting, clock, mode, device_id, started_at,
      finished_at, arrived_at, last_event_at, outcome, active_ms, wall_ms, paused_ms, errors, critical_errors, hints,
      suspect, suspect_reason, lab_state, audience_ids, cohort_id, ordinal)
    SELECT a.id, ${personId}::uuid, a.release, a.block, a.module, a.setting::setting,
      a.clock::clock, a.mode::mode, a.device, a."startedAt",
      a."finishedAt", a."arrivedAt", a."lastEventAt", a.outcome::outcome, a."activeMs", a."wallMs", a."pausedMs",
      a.errors, a."criticalErrors", a.hints, a."suspectReason" IS NOT NULL, a."suspectReason", a.state,
      ARRAY(SELECT m.audience_id FROM membership m JOIN audience u ON u.id = m.audience_id
            WHERE m.person_id = ${personId}::uuid AND u.migration_id = g.id AND m."from" <= d.day
              AND (m."to" IS NULL OR m."to" > d.day) ORDER BY u.position, u.id),
      (SELECT m.cohort_id FROM cohort_member m JOIN cohort c ON c.id = m.cohort_id
       WHERE m.person_id = ${personId}::uuid AND c.migration_id = g.id AND m."from" <= d.day
         AND (m."to" IS NULL OR m."to" > d.day) ORDER BY m."from" DESC, m.cohort_id LIMIT 1),
      1
    FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) AS a(
      id uuid, release uuid, block text, module uuid, setting text, clock text, mode text, device uuid, "startedAt" timestamptz,
      "finishedAt" timestamptz, "arrivedAt" timestamptz, "lastEventAt" timestamptz, outcome text, "activeMs" int,
      "wallMs" int, "pausedMs" int, errors int, "criticalErrors" int, hints int, "suspectReason" text, state jsonb)
    JOIN module ON module.id = a.module JOIN migration g ON g.id = module.migration_id
    CROSS JOIN LATERAL (SELECT (a."startedAt" AT TIME ZONE g.time_zone)::date AS day) d
    ON CONFLICT (id) DO UPDATE SET
      release_id = excluded.release_id, block_id = excluded.block_id, module_id = excluded.module_id,
      setting = excluded.setting, clock = excluded.clock, mode = excluded.mode, device_id = excluded.device_id,
      started_at = excluded.started_at, finished_at = excluded.finished_at, arrived_at = excluded.arrived_at,
      last_event_at = excluded.last_event_at, outcome = excluded.outcome, active_ms = excluded.active_ms,
      wall_ms = excluded.wall_ms, paused_ms = excluded.paused_ms, errors = excluded.errors,
      critical_errors = excluded.critical_errors, hints = excluded.hints, suspect = excluded.suspect,
      suspect_reason = excluded.suspect_reason, lab_state = excluded.lab_state, changed_at = excluded.changed_at
    WHERE attempt.person_id = excluded.person_id`
}

/** A late step can change what was an error: what no longer follows from the events goes. */
async function storeErrors(tx: Sql, attempts: readonly Derived[]): Promise<void> {
  const rows = attempts.flatMap(({ id: attempt, errorRows }) => errorRows.map((row) => ({ ...row, attempt })))
  await tx`
    WITH told AS (
      SELECT * FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) AS e(
        id uuid, attempt uuid, type text, critical boolean, place text, at timestamptz)
    ), gone AS (
      DELETE FROM attempt_error WHERE attempt_id = ANY (${attempts.map(({ id }) => id)}::uuid[])
        AND id NOT IN (SELECT id FROM told)
    )
    INSERT INTO attempt_error (id, attempt_id, type, critical, place, at)
    SELECT id, attempt, type, critical, place, at FROM told
    ON CONFLICT (id) DO UPDATE SET type = excluded.type, critical = excluded.critical, place = excluded.place, at = excluded.at
      WHERE attempt_error.attempt_id = excluded.attempt_id`
}

/** Numbers the person's attempts at each of the tasks by their start: one that arrives late takes its place. */
async function countAttempts(tx: Sql, personId: string, attempts: readonly Derived[]): Promise<void> {
  await tx`
    UPDATE attempt SET ordinal = counted.ordinal
    FROM (
      SELECT id, row_number() OVER (PARTITION BY module_id, block_id ORDER BY started_at, id) AS ordinal FROM attempt
      WHERE person_id = ${personId}::uuid AND module_id = ANY (${attempts.map(({ module }) => module)}::uuid[])
        AND block_id = ANY (${attempts.map(({ block }) => block)}::text[])
    ) counted
    WHERE attempt.id = counted.id AND attempt.ordinal <> counted.ordinal`
}
