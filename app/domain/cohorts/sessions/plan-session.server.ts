import { Refusal } from '#app/domain/errors.ts'
import { recordAudit } from '#app/domain/identity/audit.server.ts'
import type { Viewer } from '#app/domain/identity/viewer.ts'
import { inTransaction, type Sql } from '#app/platform/database/sql.server.ts'
import { newId } from '#app/platform/ids.ts'
import { ledCohort } from '../led-cohort.server.ts'
import { membersAmong } from './follow-up.server.ts'
import type { SessionInput } from './session-input.ts'
import { namedParts, warnOfOverlap } from './session-parts.server.ts'
import { startsOf } from './session-times.ts'

/**
 * Plans a session of a cohort, or a series of them at the same local time. It invites nobody yet. Answers the first one's
 * id and how many there are.
 */
export async function planSession(
  viewer: Viewer,
  cohortId: string,
  input: SessionInput,
  now: Date,
): Promise<{ id: string; count: number }> {
  return inTransaction(async (tx) => {
    const cohort = await ledCohort(viewer, cohortId, now, tx)
    const starts = startsOf(input, now)
    const parts = await namedParts(tx, cohort, input, null, now)
    if (input.only && (await membersAmong(cohort, input.people)).length < new Set(input.people).size) {
      throw new Refusal('invalid', 'Somebody has left this cohort meanwhile. Untick them.', 'people')
    }
    const planned = starts.map((startsAt) => ({ startsAt, minutes: input.minutes }))
    await warnOfOverlap(tx, parts.championId, planned, { except: [], meant: input.overlap === 'yes' })
    const seriesId = starts.length > 1 ? newId(now) : null
    const ids: string[] = []
    for (const startsAt of starts)
      ids.push(await insert(tx, cohort.id, { ...input, ...parts, startsAt, seriesId }, now))
    for (const [place, id] of ids.entries()) {
      const after = { startsAt: starts[place], minutes: input.minutes, capacity: input.capacity ?? null }
      await recordAudit(tx, viewer, 'session.planned', { type: 'session', id }, null, after, now)
    }
    return { id: ids[0] as string, count: ids.length }
  })
}

type Row = SessionInput & {
  milestoneId: string
  copyId: string | null
  championId: string | null
  startsAt: Date
  seriesId: string | null
}

async function insert(tx: Sql, cohortId: string, session: Row, now: Date): Promise<string> {
  const id = newId(now)
  await tx`
    INSERT INTO cohort_session (id, cohort_id, milestone_id, series_id, champion_id, title, starts_at, minutes, time_zone,
      place, link, capacity, copy_id, words, chosen)
    VALUES (${id}::uuid, ${cohortId}::uuid, ${session.milestoneId}::uuid, ${session.seriesId}::uuid, ${session.championId}::uuid,
      ${session.title}, ${session.startsAt}, ${session.minutes}, ${session.zone}, ${session.place}, ${session.link ?? null},
      ${session.capacity ?? null}, ${session.copyId}::uuid, ${session.words},
      ${session.only ? session.people : []}::uuid[])`
  return id
}
