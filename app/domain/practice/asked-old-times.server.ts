import { part, quick, sql } from '#app/platform/database/sql.server.ts'
import { asId } from '#app/platform/ids.ts'
import { Refusal } from '../errors.ts'
import { todayOf } from '../identity/today.ts'
import type { Viewer } from '../identity/viewer.ts'
import type { LocalDay } from '../migrations/local-days.ts'
import { releaseOf } from '../modules/releases.server.ts'
import type { TaskState } from '../progress/standing.ts'
import { standingOf } from './timing.ts'

/** A task that the viewer is asked to do in the old product. */
export type AskedOldTimeLink = { id: string; title: string; until: LocalDay; done: boolean }

/** Whether somebody did it once, in a time that can be believed. */
const IS_DONE = part`EXISTS (SELECT FROM old_attempt t WHERE t.measuring_id = p.measuring_id AND t.person_id = p.person_id
  AND t.outcome = 'success' AND t.suspect_reason IS NULL)`

/** What the viewer is asked to do in the old product today, by its last day. */
export async function askedOldTimesOf(viewer: Viewer, now: Date): Promise<AskedOldTimeLink[]> {
  return quick<AskedOldTimeLink>`
    SELECT g.id, b.title, g.until, ${IS_DONE} AS done
    FROM measuring_person p JOIN measuring g ON g.id = p.measuring_id
    JOIN release_block b ON b.release_id = g.release_id AND b.block_id = g.block_id
    WHERE p.person_id = ${viewer.personId}::uuid AND g.migration_id = ${viewer.migration?.id ?? null}::uuid
      AND g.ended_at IS NULL AND g.until >= ${todayOf(viewer, now)}::date
    ORDER BY g.until, b.title, g.id`
}

/** One of these tasks with all that its page shows. */
export type AskedOldTime = AskedOldTimeLink & {
  releaseId: string
  blockId: string
  /** what is to be done, in the words of the task */
  html: string
  /** what to do in the old product, as whoever asks for it wrote it */
  words: string | null
  askedBy: string
  /** its last day is over, or it was ended before */
  over: boolean
  /** the viewer's own tries */
  tries: TaskState
}

type Row = Omit<AskedOldTime, 'html' | 'tries'> & { attempts: OldAttempt[] }
type OldAttempt = {
  id: string
  startedAt: string
  finishedAt: string | null
  outcome: 'success' | 'failure' | 'gave up' | null
  wallMs: number
  pausedMs: number
  suspect: boolean
}

/** A task that the viewer was asked to do in the old product; any other is `missing`. */
export async function askedOldTime(viewer: Viewer, id: string, now: Date): Promise<AskedOldTime> {
  const [row] = await sql<Row>`
    SELECT g.id, b.title, g.until, g.release_id AS "releaseId", g.block_id AS "blockId", g.words, o.name AS "askedBy",
      g.ended_at IS NOT NULL OR g.until < ${todayOf(viewer, now)}::date AS over, ${IS_DONE} AS done,
      (SELECT coalesce(jsonb_agg(jsonb_build_object('id', t.id, 'startedAt', t.started_at, 'finishedAt', t.finished_at,
          'outcome', t.outcome, 'wallMs', t.wall_ms, 'pausedMs', t.paused_ms, 'suspect', t.suspect_reason IS NOT NULL)
          ORDER BY t.started_at, t.id), '[]')
        FROM old_attempt t WHERE t.measuring_id = g.id AND t.person_id = p.person_id) AS attempts
    FROM measuring_person p JOIN measuring g ON g.id = p.measuring_id
    JOIN release_block b ON b.release_id = g.release_id AND b.block_id = g.block_id
    JOIN person o ON o.id = g.opened_by_id
    WHERE g.id = ${asId(id)}::uuid AND p.person_id = ${viewer.personId}::uuid`
  if (!row) throw new Refusal('missing', 'You are not asked for a time here.')
  const { attempts, ...asked } = row
  const block = (await releaseOf(row.releaseId))?.blocks.get(row.blockId)
  return { ...asked, html: block?.kind === 'task' ? block.definition.html : '', tries: triesOf(attempts, now) }
}

/** The tries as a task's page wants them: the newest runs, or is the last. */
function triesOf(attempts: readonly OldAttempt[], now: Date): TaskState {
  const newest = attempts.at(-1)
  if (!newest) return { tries: 0, running: null, last: null }
  const { id, outcome, wallMs, pausedMs, suspect } = newest
  const startedAt = new Date(newest.startedAt)
  const standing = standingOf({ outcome, lastEventAt: new Date(newest.finishedAt ?? newest.startedAt) }, now)
  const one = { id, ordinal: attempts.length, mode: 'assessed' as const }
  if (standing === 'running') {
    const running = {
      ...one,
      setting: 'outside' as const,
      startedAt,
      activeMs: 0,
      pausedMs: 0,
      pausedAt: null,
      lab: null,
    }
    return { tries: attempts.length, running, last: null }
  }
  const timeMs = outcome === null || suspect ? null : wallMs - pausedMs
  const nothing = { step: null, steps: null, errors: 0, criticalErrors: 0, hints: 0, reported: false }
  return { tries: attempts.length, running: null, last: { ...one, ...nothing, standing, timeMs } }
}
