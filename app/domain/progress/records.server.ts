import type { Sql } from '#app/platform/database/sql.server.ts'
import { emptyRecord, type LearningRecord } from './record.ts'

/** Times arrive as text within JSON. */
type Row = { person: string; module: string; kind: keyof LearningRecord; row: Record<string, unknown> }

/** What people did in modules: person id → module id → record. */
export type Records = Map<string, Map<string, LearningRecord>>

/**
 * Everything that people did in these modules, over all releases. `detailed` adds what only the module's own page shows:
 * labs as they stand, given answers, blocks seen. One statement, whoever asks: pages, the ingest, publication, repair.
 */
export async function recordsOf(on: Sql, people: string[], modules: string[], detailed: boolean): Promise<Records> {
  const rows = await on<Row>`
    SELECT a.person_id AS person, a.module_id AS module, 'attempts' AS kind, jsonb_build_object(
      'id', a.id, 'release', a.release_id, 'block', a.block_id, 'hash', b.hash, 'setting', a.setting, 'clock', a.clock, 'mode', a.mode,
      'startedAt', a.started_at, 'finishedAt', a.finished_at, 'lastEventAt', a.last_event_at, 'outcome', a.outcome,
      'activeMs', a.active_ms, 'wallMs', a.wall_ms, 'pausedMs', a.paused_ms, 'errors', a.errors,
      'criticalErrors', a.critical_errors, 'hints', a.hints, 'suspect', a.suspect, 'ordinal', a.ordinal,
      'step', (a.lab_state->>'step')::int,
      'state', CASE WHEN ${detailed}::boolean AND a.outcome IS NULL THEN a.lab_state END) AS row
    FROM attempt a JOIN release_block b USING (release_id, block_id)
    WHERE a.person_id = ANY (${people}::uuid[]) AND a.module_id = ANY (${modules}::uuid[])
    UNION ALL
    SELECT s.person_id, s.module_id, 'submissions', jsonb_build_object(
      'id', s.id, 'release', s.release_id, 'block', s.block_id, 'hash', b.hash, 'at', s.at, 'nth', s.nth,
      'right', s."right", 'total', s.total, 'answers', CASE WHEN ${detailed}::boolean THEN s.answers END)
    FROM check_submission s JOIN release_block b USING (release_id, block_id)
    WHERE s.person_id = ANY (${people}::uuid[]) AND s.module_id = ANY (${modules}::uuid[])
    UNION ALL
    SELECT w.person_id, r.module_id, 'watches', jsonb_build_object(
      'release', w.release_id, 'block', w.block_id, 'hash', b.hash, 'watched', w.watched,
      'duration', w.duration, 'position', w.position, 'lastAt', w.last_at)
    FROM video_watch w JOIN release_block b USING (release_id, block_id) JOIN release r ON r.id = w.release_id
    WHERE w.person_id = ANY (${people}::uuid[]) AND r.module_id = ANY (${modules}::uuid[])
    UNION ALL
    SELECT c.person_id, r.module_id, 'confirmations', jsonb_build_object('release', c.release_id, 'id', c.event_id, 'at', c.at)
    FROM confirmation c JOIN release r ON r.id = c.release_id
    WHERE c.person_id = ANY (${people}::uuid[]) AND r.module_id = ANY (${modules}::uuid[])
    UNION ALL
    SELECT c.person_id, c.module_id, 'completions', jsonb_build_object(
      'release', c.release_id, 'label', r.label, 'publishedAt', r.published_at, 'at', c.completed_at)
    FROM completion c JOIN release r ON r.id = c.release_id
    WHERE c.person_id = ANY (${people}::uuid[]) AND c.module_id = ANY (${modules}::uuid[])
    UNION ALL
    SELECT s.person_id, r.module_id, 'seen', jsonb_build_object('release', s.release_id, 'block', s.block_id, 'hash', b.hash)
    FROM block_seen s JOIN release_block b USING (release_id, block_id) JOIN release r ON r.id = s.release_id
    WHERE ${detailed}::boolean AND s.person_id = ANY (${people}::uuid[]) AND r.module_id = ANY (${modules}::uuid[])`
  const records: Records = new Map()
  for (const { person, module, kind, row } of rows) {
    // A row is what the statement above builds for its kind, with times as text.
    ;(recordIn(records, person, module)[kind] as unknown[]).push(withDates(row))
  }
  return records
}

/** One person's record in one module; empty if they never touched it. */
export function recordOf(records: Records, person: string, module: string): LearningRecord {
  return records.get(person)?.get(module) ?? emptyRecord()
}

/** Releases that records name: those of running attempts and of completions. */
export function releasesIn(records: Records): string[] {
  const all = [...records.values()].flatMap((ofPerson) => [...ofPerson.values()])
  return all.flatMap(({ attempts, completions }) => [
    ...attempts.flatMap(({ release, outcome }) => (outcome === null ? release : [])),
    ...completions.map(({ release }) => release),
  ])
}

function recordIn(records: Records, person: string, module: string): LearningRecord {
  const ofPerson = records.get(person) ?? new Map<string, LearningRecord>()
  const record = ofPerson.get(module) ?? emptyRecord()
  records.set(person, ofPerson.set(module, record))
  return record
}

const TIMES = ['at', 'startedAt', 'finishedAt', 'lastEventAt', 'lastAt', 'publishedAt']

function withDates(row: Record<string, unknown>): Record<string, unknown> {
  for (const name of TIMES) {
    const value = row[name]
    if (typeof value === 'string') row[name] = new Date(value)
  }
  return row
}
