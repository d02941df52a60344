import { Refusal } from '#app/domain/errors.ts'
import { recordAudit } from '#app/domain/identity/audit.server.ts'
import type { Viewer } from '#app/domain/identity/viewer.ts'
import { addDays, daysBetween } from '#app/domain/migrations/local-days.ts'
import { inTransaction, type Sql } from '#app/platform/database/sql.server.ts'
import { ledCohort } from '../led-cohort.server.ts'
import { settleHosts } from './hosts.server.ts'
import { nextSequence, tellInvited } from './invitations.server.ts'
import { wallTimeOf } from './local-time.ts'
import { comingTo, demote, promote } from './places.server.ts'
import type { SessionChangeInput } from './session-input.ts'
import { namedParts, warnOfOverlap } from './session-parts.server.ts'
import { ensureToCome, lockSession, lockSessionOf, type SessionRow } from './session-row.server.ts'
import { startOf } from './session-times.ts'

/** What came of it: how many were told; or that somebody else changed it meanwhile, and nothing was saved. */
export type Changed = { outcome: 'saved'; told: number; sessions: number } | { outcome: 'conflict'; version: number }

type Parts = Awaited<ReturnType<typeof namedParts>>

/**
 * Changes a session, or it and those that follow in its series. Who was invited is told once, with a higher number, where
 * title, time, length, place or link are others. Saved only on top of the version that the form was made from.
 */
export async function changeSession(
  viewer: Viewer,
  cohortId: string,
  sessionId: string,
  input: SessionChangeInput,
  now: Date,
): Promise<Changed> {
  return inTransaction(async (tx) => {
    const cohort = await ledCohort(viewer, cohortId, now, tx)
    const session = await lockSessionOf(tx, cohort.id, sessionId)
    ensureToCome(session, now)
    if (session.version !== input.version) return { outcome: 'conflict', version: session.version }
    const sessions = [session, ...(input.scope === 'following' ? await following(tx, session) : [])]
    const starts = startsAfter(sessions, input, now)
    const parts = await namedParts(tx, cohort, input, session.championId, now)
    const planned = starts.map((startsAt) => ({ startsAt, minutes: input.minutes }))
    const except = sessions.map(({ id }) => id)
    const asBefore = isAsBefore(session, parts.championId, planned[0])
    await warnOfOverlap(tx, parts.championId, planned, { except, meant: asBefore || input.overlap === 'yes' })
    await ensureTheyFit(tx, sessions, input)
    let told = 0
    for (const [place, one] of sessions.entries()) {
      told += await change(tx, viewer, one, { ...input, ...parts, startsAt: starts[place] as Date }, now)
    }
    return { outcome: 'saved', told, sessions: sessions.length }
  })
}

/** Those of its series that begin later and take place, each held, in their order. */
export async function following(tx: Sql, session: SessionRow): Promise<SessionRow[]> {
  if (session.seriesId === null) return []
  const later = await tx<{ id: string }>`
    SELECT id FROM cohort_session
    WHERE series_id = ${session.seriesId}::uuid AND starts_at > ${session.startsAt} AND cancelled_at IS NULL ORDER BY starts_at`
  const sessions: SessionRow[] = []
  for (const { id } of later) sessions.push(await lockSession(tx, id))
  return sessions
}

/** The same move for each: as many days later or earlier, at the new local time. */
function startsAfter(sessions: readonly SessionRow[], input: SessionChangeInput, now: Date): Date[] {
  const [first] = sessions as [SessionRow]
  const days = daysBetween(wallTimeOf(first.startsAt, first.timeZone).day, input.day)
  return sessions.map((session) => {
    const day = addDays(wallTimeOf(session.startsAt, session.timeZone).day, days)
    return startOf({ ...input, day }, now)
  })
}

/** Nobody is warned again of what they meant when they planned it. */
function isAsBefore(session: SessionRow, championId: string | null, planned?: { startsAt: Date; minutes: number }) {
  return (
    session.championId === championId &&
    session.startsAt.getTime() === planned?.startsAt.getTime() &&
    session.minutes === planned.minutes
  )
}

async function ensureTheyFit(tx: Sql, sessions: readonly SessionRow[], input: SessionChangeInput): Promise<void> {
  if (input.capacity === undefined || input.over) return
  for (const { id } of sessions) {
    const coming = await comingTo(tx, id)
    if (coming > input.capacity) {
      const words = `${coming} people are coming already, and ${input.capacity} fit in. Choose what becomes of the others.`
      throw new Refusal('conflict', words, 'over')
    }
  }
}

type Change = SessionChangeInput & Parts & { startsAt: Date }

async function change(tx: Sql, viewer: Viewer, before: SessionRow, input: Change, now: Date): Promise<number> {
  const isNews = isToBeTold(before, input)
  const sequence = isNews ? await nextSequence(tx, before) : before.sequence
  await tx`
    UPDATE cohort_session SET milestone_id = ${input.milestoneId}::uuid, champion_id = ${input.championId}::uuid,
      title = ${input.title}, starts_at = ${input.startsAt}, minutes = ${input.minutes}, time_zone = ${input.zone},
      place = ${input.place}, link = ${input.link ?? null}, capacity = ${input.capacity ?? null},
      copy_id = ${input.copyId}::uuid, words = ${input.words}, sequence = ${sequence}, version = version + 1
    WHERE id = ${before.id}::uuid`
  const after = await lockSession(tx, before.id)
  await recordAudit(tx, viewer, 'session.changed', { type: 'session', id: before.id }, facts(before), facts(after), now)
  if (after.invitedAt) await settleHosts(tx, after, now)
  const told = isNews && before.invitedAt ? await tellInvited(tx, after, 'changed', now) : 0
  if (input.over === 'wait' && after.capacity !== null) await demote(tx, after, after.capacity, now)
  await promote(tx, after, now)
  return told
}

const facts = ({ startsAt, minutes, timeZone, capacity, sequence }: SessionRow) => ({
  startsAt,
  minutes,
  timeZone,
  capacity,
  sequence,
})

/** A change that people must know of: not of words about it, of its playbook or of how many fit in. */
function isToBeTold(before: SessionRow, after: Change): boolean {
  return (
    before.title !== after.title ||
    before.startsAt.getTime() !== after.startsAt.getTime() ||
    before.minutes !== after.minutes ||
    before.place !== after.place ||
    before.link !== (after.link ?? null)
  )
}
