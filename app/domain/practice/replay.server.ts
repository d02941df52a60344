import { Part, type Sql } from '#app/platform/database/sql.server.ts'
import { type PublishedRelease, releasesOf } from '../modules/releases.server.ts'
import type { LoggedEvent } from './attempt-events.ts'
import { derivedFrom, storeDerived } from './attempts.server.ts'
import { holdPerson } from './event-log.server.ts'
import { type EventOf, isOldTime, type LearningEvent, type LearningEventType, type Placed } from './events.ts'
import { noteOldTimes } from './old-times.server.ts'
import { noteBlocks, noteConfirmations, noteSubmissions, noteWatching } from './projections.server.ts'

/** The tables that follow from the log, in the order in which their rows refer to each other. */
const FOLLOWING = [
  ...(['attempt', 'attempt_error', 'check_submission', 'block_seen', 'video_watch', 'confirmation'] as const),
  'old_attempt',
] as const
export type Following = (typeof FOLLOWING)[number]

/**
 * Gives the transaction empty tables of its own in place of those that follow from the log: what is stored from now on
 * goes there, by the statements that otherwise store in the true ones, and all of it is gone with the transaction. The true
 * ones are reached as `public.…`.
 */
export async function standApart(tx: Sql): Promise<void> {
  for (const table of FOLLOWING) {
    const name = new Part([table], [])
    await tx`CREATE TEMP TABLE ${name} (LIKE public.${name} INCLUDING DEFAULTS INCLUDING INDEXES) ON COMMIT DROP`
  }
  // A statement that is prepared on this connection means the true tables still.
  await tx`DISCARD PLANS`
}

/**
 * Stores all that follows from what the log holds of one person, from the beginning of the log. `since`: what is older
 * than that cannot be told from the log any more, and is taken from what is stored. After `standApart`.
 */
export async function replay(tx: Sql, personId: string, since: Date): Promise<void> {
  await holdPerson(tx, personId, [])
  await tx`INSERT INTO attempt SELECT * FROM public.attempt WHERE person_id = ${personId} AND started_at < ${since}`
  await tx`INSERT INTO block_seen SELECT * FROM public.block_seen WHERE person_id = ${personId} AND first_at < ${since}`
  await tx`INSERT INTO old_attempt SELECT * FROM public.old_attempt WHERE person_id = ${personId} AND started_at < ${since}`
  await tx`INSERT INTO confirmation SELECT * FROM public.confirmation WHERE person_id = ${personId} AND at < ${since}`
  const logged = await eventsOf(tx, personId)
  const [events, old] = [logged.filter((event) => !isOldTime(event)), logged.filter(isOldTime)]
  const releases = await releasesOf(new Set(events.map(({ release }) => release)), tx)
  await noteBlocks(tx, personId, events)
  await noteWatching(tx, personId, events, releases)
  await noteAttempts(tx, personId, events)
  await noteAnswers(tx, personId, events, releases)
  await noteConfirmations(tx, personId, ofType(events, 'module-confirmed'))
  await noteOldTimes(tx, personId, [...new Set(old.flatMap(({ attempt }) => attempt ?? []))])
}

type Replayed = Omit<LearningEvent, 'at'> & Placed & { receivedAt: Date; attempt: string | null }

async function eventsOf(tx: Sql, personId: string): Promise<Replayed[]> {
  const rows = await tx<Omit<Replayed, 'at'> & { at: Date; block: string | null }>`
    SELECT id, type, at, received_at AS "receivedAt", device_id AS device, release_id AS release, block_id AS block,
           attempt_id AS attempt, data
    FROM log.event WHERE person_id = ${personId} ORDER BY id`
  return rows.map(
    ({ at, block, ...rest }) => ({ ...rest, at: at.toISOString(), block: block ?? undefined }) as Replayed,
  )
}

async function noteAttempts(tx: Sql, personId: string, events: readonly Replayed[]): Promise<void> {
  const logged = new Map<string, LoggedEvent[]>()
  for (const event of events) {
    if (event.attempt === null) continue
    const own = logged.get(event.attempt) ?? []
    logged.set(event.attempt, own)
    own.push({ ...event, at: new Date(event.at) } as unknown as LoggedEvent)
  }
  await storeDerived(tx, personId, await derivedFrom(tx, logged), { begins: true })
}

/** Each is stored as it arrived. */
async function noteAnswers(
  tx: Sql,
  personId: string,
  events: readonly Replayed[],
  releases: ReadonlyMap<string, PublishedRelease>,
): Promise<void> {
  const byArrival = Map.groupBy(
    events.filter(({ type }) => type === 'check-answered'),
    ({ receivedAt }) => receivedAt.getTime(),
  )
  for (const [arrival, own] of byArrival) {
    await noteSubmissions(tx, personId, ofType(own, 'check-answered'), releases, new Date(arrival))
  }
}

function ofType<Type extends LearningEventType>(events: readonly Replayed[], type: Type): EventOf<Type>[] {
  return events.filter((event) => event.type === type) as unknown as EventOf<Type>[]
}
