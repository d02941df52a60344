import { createHash } from 'node:crypto'
import { inTransaction, type Sql, sql } from '#app/platform/database/sql.server.ts'
import { type ApiClient, ensureScope } from '../identity/api-tokens.server.ts'
import { type PublishedRelease, releasesOf } from '../modules/releases.server.ts'
import { keepProgress } from '../progress/keeping.server.ts'
import { derivedFrom, storeDerived } from './attempts.server.ts'
import { AHEAD_MS, earliestKept } from './batch.ts'
import { appendEvents, eventsOfAttempts, holdPerson } from './event-log.server.ts'
import { visitsIn } from './ingest.server.ts'
import { noteBlocks } from './projections.server.ts'
import {
  eventOf,
  type Report,
  type ReportedAttempt,
  type ReportedEvent,
  ReportedInput,
  type ReportedResult,
} from './reported.ts'

type Refused = Extract<ReportedResult, { status: 'refused' }>
type Placed = { person: string; event: ReportedEvent }

/**
 * Takes in attempts that were measured elsewhere, by the same door as a browser's: what is created is durably in the
 * log, and all that follows from it stored with it. Sending one again changes nothing; what cannot be taken costs
 * only itself. Answers in the order in which they were sent.
 */
export async function reportAttempts(client: ApiClient, report: Report, now: Date): Promise<ReportedResult[]> {
  ensureScope(client, 'attempts:write')
  const read = report.attempts.map((sent) => readAttempt(sent, now))
  const attempts = read.filter((one): one is ReportedAttempt => !('status' in one))
  const place = await placesOf(client, attempts)
  const placed = read.map((one) => ('status' in one ? one : place(one)))
  const byPerson = Map.groupBy(
    placed.filter((one): one is Placed => 'event' in one),
    ({ person }) => person,
  )
  const became = new Map<Placed, ReportedResult>()
  for (const [person, own] of byPerson) {
    const results = await takeInReported(
      person,
      own.map(({ event }) => event),
      now,
    )
    for (const [index, one] of own.entries()) became.set(one, results[index] as ReportedResult)
  }
  return placed.map((one) => ('event' in one ? (became.get(one) as ReportedResult) : one))
}

const refused = (id: string | null, title: string, detail: string): Refused => ({
  id,
  status: 'refused',
  problem: { title, detail },
})

function readAttempt(sent: unknown, now: Date): ReportedAttempt | Refused {
  const read = ReportedInput.safeParse(sent)
  if (!read.success) {
    const { id } = (sent ?? {}) as { id?: unknown }
    const words = read.error.issues.map(({ path, message }) => `${path.join('.') || 'attempt'}: ${message}`)
    return refused(typeof id === 'string' ? id.slice(0, 64) : null, 'Not an attempt', words.join('; '))
  }
  const { id, startedAt, finishedAt } = read.data
  if (Date.parse(finishedAt) > now.getTime() + AHEAD_MS) return refused(id, 'Not yet', 'finishedAt is in the future.')
  if (Date.parse(startedAt) < earliestKept(now).getTime()) return tooLongAgo(id, earliestKept(now))
  return read.data
}

const tooLongAgo = (id: string, earliest: Date): Refused =>
  refused(id, 'Too long ago', `startedAt is before ${earliest.toISOString()}.`)

/** Finds whose attempts these are, and on what; in two statements for all of them. */
async function placesOf(client: ApiClient, attempts: readonly ReportedAttempt[]) {
  const [people, releases] = await Promise.all([peopleOf(client, attempts), releasesFor(client, attempts)])
  return (attempt: ReportedAttempt): Placed | Refused => {
    const { id, task, release: label } = attempt
    const person = people.get(attempt.person ?? attempt.externalId ?? '')
    if (!person) return refused(id, 'Unknown person', 'Nobody of this migration has this id.')
    const [slug = '', block = ''] = task.split('/')
    const release = releases.get(releaseKey(slug, label))
    if (!release) {
      return refused(
        id,
        'Unknown module',
        label ? `There is no release ${label} of ${slug}.` : `There is no module ${slug}.`,
      )
    }
    if (release.blocks.get(block)?.kind !== 'task') {
      return refused(id, 'Unknown task', `Release ${release.label} of ${slug} has no task ${block}.`)
    }
    return { person, event: eventOf(attempt, { release: release.id, block }, eventIdOf(attempt)) }
  }
}

/** By our id and by the organisation's: the id of everybody who is named and was ever in the migration. */
async function peopleOf(client: ApiClient, attempts: readonly ReportedAttempt[]): Promise<Map<string, string>> {
  const ids = attempts.flatMap(({ person }) => person ?? [])
  const externalIds = attempts.flatMap(({ externalId }) => externalId ?? [])
  const rows = await sql<{ id: string; externalId: string | null }>`
    SELECT p.id, p.external_id AS "externalId" FROM person p
    WHERE (p.id = ANY (${ids}::uuid[]) OR p.external_id = ANY (${externalIds})) AND p.erased_at IS NULL
      AND (EXISTS (SELECT FROM membership m JOIN audience a ON a.id = m.audience_id
             WHERE m.person_id = p.id AND a.migration_id = ${client.migration.id})
        OR EXISTS (SELECT FROM role_grant g WHERE g.person_id = p.id AND g.migration_id = ${client.migration.id}))`
  return new Map(
    rows.flatMap(({ id, externalId }) =>
      externalId
        ? [
            [id, id],
            [externalId, id],
          ]
        : [[id, id]],
    ),
  )
}

const releaseKey = (slug: string, label: string | undefined) => (label === undefined ? slug : `${slug} ${label}`)

async function releasesFor(
  client: ApiClient,
  attempts: readonly ReportedAttempt[],
): Promise<Map<string, PublishedRelease>> {
  const slugs = [...new Set(attempts.map(({ task }) => task.split('/')[0] ?? ''))]
  const rows = await sql<{ slug: string; label: string; id: string; current: boolean }>`
    SELECT m.slug, r.label, r.id, r.id = m.current_release_id AS current
    FROM module m JOIN release r ON r.module_id = m.id
    WHERE m.migration_id = ${client.migration.id} AND m.slug = ANY (${slugs})`
  const known = await releasesOf(rows.map(({ id }) => id))
  const found = new Map<string, PublishedRelease>()
  for (const { slug, label, id, current } of rows) {
    const release = known.get(id)
    if (release) found.set(releaseKey(slug, label), release)
    if (release && current) found.set(releaseKey(slug, undefined), release)
  }
  return found
}

/** A UUIDv7 of the attempt's end and its id: the same attempt is the same event, however often it is sent. */
function eventIdOf({ id, finishedAt }: ReportedAttempt): string {
  const time = Date.parse(finishedAt).toString(16).padStart(12, '0')
  const rest = createHash('sha256').update(id).digest('hex')
  const variant = ((Number.parseInt(rest.slice(3, 4), 16) & 0x3) | 0x8).toString(16)
  return `${time.slice(0, 8)}-${time.slice(8)}-7${rest.slice(0, 3)}-${variant}${rest.slice(4, 7)}-${rest.slice(7, 19)}`
}

/** One person's attempts, in one transaction. An id that another attempt has is a conflict, not a repeat. */
async function takeInReported(person: string, events: ReportedEvent[], now: Date): Promise<ReportedResult[]> {
  const once = [...new Map(events.toReversed().map((event) => [event.attempt, event])).values()]
  return inTransaction(async (tx) => {
    const { foreign, keptFrom } = await holdPerson(
      tx,
      person,
      once.map(({ attempt }) => attempt),
    )
    const known = await knownAttempts(tx, once)
    const isGone = ({ data }: ReportedEvent) => keptFrom !== null && Date.parse(data.startedAt) < keptFrom.getTime()
    const fresh = once.filter((event) => !isGone(event) && !foreign.has(event.attempt) && !known.has(event.attempt))
    if (fresh.length > 0) await keep(tx, person, fresh, now)
    return events.map((event) => {
      if (keptFrom && isGone(event) && !known.has(event.attempt)) return tooLongAgo(event.attempt, keptFrom)
      const result = resultOf(event, foreign, known.get(event.attempt))
      known.set(event.attempt, { ...event, setting: 'reported' })
      return result
    })
  })
}

type Known = { release: string; block: string; setting: string }

async function knownAttempts(tx: Sql, events: readonly ReportedEvent[]): Promise<Map<string, Known>> {
  const rows = await tx<Known & { id: string }>`
    SELECT id, release_id AS release, block_id AS block, setting::text FROM attempt
    WHERE id = ANY (${events.map(({ attempt }) => attempt)}::uuid[])`
  return new Map(rows.map((row) => [row.id, row]))
}

function resultOf(
  { attempt: id, release, block }: ReportedEvent,
  foreign: Set<string>,
  known: Known | undefined,
): ReportedResult {
  if (foreign.has(id)) return refused(id, 'Id taken', 'This id is of an attempt of somebody else.')
  if (!known) return { id, status: 'created' }
  if (known.setting === 'reported' && known.release === release && known.block === block)
    return { id, status: 'duplicate' }
  return refused(id, 'Id taken', 'This id is of an attempt at another task.')
}

async function keep(tx: Sql, person: string, events: ReportedEvent[], now: Date): Promise<void> {
  const attempts = events.map(({ attempt }) => attempt)
  await appendEvents(tx, person, events, now)
  await storeDerived(tx, person, await derivedFrom(tx, await eventsOfAttempts(tx, person, attempts)), { begins: true })
  await noteBlocks(tx, person, events)
  const releases = await releasesOf(
    events.map(({ release }) => release),
    tx,
  )
  await keepProgress(tx, person, visitsIn(events, releases), now)
}
