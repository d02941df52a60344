import { inTransaction, type Sql, sql } from '#app/platform/database/sql.server.ts'
import type { Viewer } from '../identity/viewer.ts'
import { type PublishedRelease, releasesOf } from '../modules/releases.server.ts'
import { keepProgress, type Visit } from '../progress/keeping.server.ts'
import type { LoggedEvent } from './attempt-events.ts'
import { derivedFrom, storeDerived } from './attempts.server.ts'
import { isBefore, readBatch, refusalAt } from './batch.ts'
import { appendEvents, eventsOfAttempts, foreignEvents, holdPerson } from './event-log.server.ts'
import {
  type Batch,
  type EventOf,
  type EventRefusal,
  isOldTime,
  type LearningEvent,
  type LearningEventType,
  type Placed,
  type Receipt,
} from './events.ts'
import { noteOldTimes } from './old-times.server.ts'
import { noteBlocks, noteConfirmations, noteSubmissions, noteWatching } from './projections.server.ts'

/**
 * Takes in a batch of one person's events. What is accepted is durably in the log, and all that follows from it
 * (attempts, answers, completions) is stored with it or not at all. A repeat is accepted again and changes nothing.
 * What is refused is refused for good, by id, and costs nothing else of the batch.
 */
export async function ingest(viewer: Viewer, batch: Batch, now: Date): Promise<Receipt> {
  const { events, refused } = readBatch(batch, viewer.personId, now)
  const releases = await releasesOf(events.map(({ release }) => release))
  const isOpen = await openMigrations(viewer, releases)
  const placed: LearningEvent[] = []
  for (const event of events) {
    const release = releases.get(event.release)
    const reason = release && isOpen(release) ? refusalAt(event, release.blocks) : 'unknown-release'
    if (reason) refused.push({ id: event.id, reason })
    else placed.push(event)
  }
  if (placed.length === 0) return { accepted: [], refused }
  const left = await inTransaction((tx) => takeIn(tx, viewer.personId, placed, releases, now))
  refused.push(...[...left].map(([id, reason]) => ({ id, reason })))
  return { accepted: placed.flatMap(({ id }) => (left.has(id) ? [] : id)), refused }
}

type Releases = ReadonlyMap<string, PublishedRelease>

/** Stores what is new and all that follows. Answers what turned out to be somebody else's or too old, and was left out. */
async function takeIn(
  tx: Sql,
  personId: string,
  events: LearningEvent[],
  releases: Releases,
  now: Date,
): Promise<Map<string, EventRefusal>> {
  const left = new Map<string, EventRefusal>()
  const { foreign, keptFrom } = await holdPerson(tx, personId, attemptsIn(events))
  for (const event of events) {
    if (keptFrom && isBefore(event, keptFrom)) left.set(event.id, 'too-old')
    else if ('attempt' in event && foreign.has(event.attempt)) left.set(event.id, 'unknown-attempt')
  }
  const own = events.filter(({ id }) => !left.has(id))
  // Begun together: the attempts are read with the events in them that were appended just before.
  const [stored, logged] = await Promise.all([
    appendEvents(tx, personId, own, now),
    eventsOfAttempts(tx, personId, attemptsIn(own)),
  ])
  const repeated = own.flatMap(({ id }) => (stored.has(id) ? [] : id))
  if (repeated.length > 0) {
    for (const id of await foreignEvents(tx, personId, repeated)) left.set(id, 'another-person')
  }
  const [fresh, old] = apart(own.filter(({ id }) => stored.has(id)))
  if (fresh.length > 0) await project(tx, personId, { fresh, logged, releases, now })
  if (old.length > 0) await noteOldTimes(tx, personId, attemptsIn(old))
  return left
}

/** Learning, and what was done in the old product, of which nothing follows for learning. */
function apart(events: readonly LearningEvent[]): [learning: LearningEvent[], old: LearningEvent[]] {
  return [events.filter((event) => !isOldTime(event)), events.filter(isOldTime)]
}

type Project = {
  /** the events that were not there before */
  fresh: LearningEvent[]
  /** everything that the log holds of the attempts in the batch, these events included */
  logged: ReadonlyMap<string, LoggedEvent[]>
  releases: Releases
  now: Date
}

/** Everything that follows from the events. What does not need another statement's answer is begun with it. */
async function project(tx: Sql, personId: string, { fresh, logged, releases, now }: Project) {
  const touched = new Set(attemptsIn(fresh))
  const derived = await derivedFrom(tx, new Map([...logged].filter(([attempt]) => touched.has(attempt))))
  const begins = fresh.some(({ type }) => type === 'attempt-started')
  // In this order: what was watched of a film is held against when it was reached, and counts towards what is complete.
  const blocks = noteBlocks(tx, personId, fresh)
  const watching = noteWatching(tx, personId, fresh, releases)
  await Promise.all([
    blocks,
    storeDerived(tx, personId, derived, { begins }),
    noteSubmissions(tx, personId, ofType(fresh, 'check-answered'), releases, now),
    noteConfirmations(tx, personId, ofType(fresh, 'module-confirmed')),
    watching.then(() => keepProgress(tx, personId, visitsIn(fresh, releases), now)),
  ])
}

function ofType<Type extends LearningEventType>(events: LearningEvent[], type: Type): EventOf<Type>[] {
  return events.filter((event): event is EventOf<Type> => event.type === type)
}

function attemptsIn(events: readonly LearningEvent[]): string[] {
  return [...new Set(events.flatMap((event) => ('attempt' in event ? event.attempt : [])))]
}

/** Where and when the events happened, by module. Only what happens at a block says where a person is. */
export function visitsIn(events: readonly Placed[], releases: Releases): Visit[] {
  const visits = new Map<string, Visit>()
  for (const { release, block, at } of events) {
    const module = releases.get(release)?.moduleId
    if (!module) continue
    const instant = new Date(at)
    const visit = visits.get(module) ?? { module, firstAt: instant, lastAt: instant, lastBlock: null }
    if (instant < visit.firstAt) visit.firstAt = instant
    if (block !== undefined && (visit.lastBlock === null || instant >= visit.lastAt)) {
      visit.lastAt = instant
      visit.lastBlock = block
    }
    visits.set(module, visit)
  }
  return [...visits.values()]
}

/**
 * Whether a release is of a migration that the person has to do with: what waited in an outbox while they chose
 * another migration, or left an audience, is still theirs.
 */
async function openMigrations(viewer: Viewer, releases: Releases): Promise<(release: PublishedRelease) => boolean> {
  const open = new Set(viewer.migration ? [viewer.migration.id] : [])
  if ([...releases.values()].some(({ migrationId }) => !open.has(migrationId))) {
    const rows = await sql<{ id: string }>`
      SELECT u.migration_id AS id FROM membership m JOIN audience u ON u.id = m.audience_id
      WHERE m.person_id = ${viewer.personId}::uuid
      UNION SELECT migration_id FROM role_grant WHERE person_id = ${viewer.personId}::uuid AND migration_id IS NOT NULL`
    for (const { id } of rows) open.add(id)
  }
  return ({ migrationId }) => open.has(migrationId)
}
