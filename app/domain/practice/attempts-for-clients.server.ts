import { z } from 'zod'
import { type ApiClient, ensureScope } from '#app/domain/identity/api-tokens.server.ts'
import { ARRIVAL_FORMAT, settledUntil } from '#app/domain/identity/arrivals.server.ts'
import { HappenedInput, type ListPage, pageOf, placeIn } from '#app/domain/identity/client-lists.ts'
import { PERSONAL_TIMES } from '#app/domain/identity/personal-times.server.ts'
import { localDay, startOfDay, weekOf } from '#app/domain/migrations/local-days.ts'
import { part, sql } from '#app/platform/database/sql.server.ts'
import { standingOf } from './timing.ts'
import { cursorAfter, type PlaceInWeeks, placeInWeeks, veiledId } from './veiled-list.ts'

/** What only the scope `attempts:personal` shows: when, how long, and what went wrong. */
const PersonalItem = z.strictObject({
  startedAt: z.iso.datetime(),
  finishedAt: z.iso.datetime().nullable(),
  clock: z.enum(['active', 'wall']),
  activeMs: z.number().int(),
  wallMs: z.number().int(),
  pausedMs: z.number().int(),
  hints: z.number().int(),
  suspect: z.string().nullable(),
  errors: z.array(z.strictObject({ type: z.string(), critical: z.boolean(), place: z.string() })),
})

/** An attempt, as programs get it. */
export const AttemptItem = z.strictObject({
  id: z
    .uuid()
    .describe('Without the scope attempts:personal not the id with which it was reported, which may tell the time.'),
  person: z.uuid(),
  task: z.string(),
  release: z.string(),
  setting: z.enum(['lab', 'outside', 'reported']),
  mode: z.enum(['guided', 'assessed']),
  standing: z.enum(['running', 'abandoned', 'success', 'failure', 'gave up']),
  week: z.iso.date().describe('The first day of the week in which it started, in the time zone of the migration.'),
  personal: PersonalItem.nullable(),
})
export type AttemptItem = z.output<typeof AttemptItem>

export const AttemptsInput = HappenedInput.extend({
  since: HappenedInput.shape.since.describe(
    'Leaves out what started before it; without the scope attempts:personal, before the week in which it lies.',
  ),
  task: z.string().max(400).optional(),
})
type AttemptsInput = z.output<typeof AttemptsInput>

type Row = Omit<AttemptItem, 'standing' | 'week' | 'personal'> &
  Omit<z.output<typeof PersonalItem>, 'startedAt' | 'finishedAt'> & {
    startedAt: Date
    finishedAt: Date | null
    lastEventAt: Date
    outcome: 'success' | 'failure' | 'gave up' | null
  }

/**
 * Attempts in the order in which they last changed, so that one that ends is listed again. Whoever lacks the personal
 * scope gets states and weeks, in no order within a week, and nothing that tells more of the time.
 */
export async function attemptsFor(client: ApiClient, query: AttemptsInput, now: Date): Promise<ListPage<AttemptItem>> {
  ensureScope(client, 'attempts:read')
  return client.scopes.has(PERSONAL_TIMES) ? attemptsByArrival(client, query, now) : attemptsByWeek(client, query, now)
}

async function attemptsByArrival(client: ApiClient, query: AttemptsInput, now: Date): Promise<ListPage<AttemptItem>> {
  const from = placeIn(query)
  const until = await settledUntil()
  const rows = await sql<Row & { changedAt: string }>`
    SELECT ${COLUMNS}, to_char(a.changed_at, ${ARRIVAL_FORMAT}) AS "changedAt"
    FROM attempt a JOIN module m ON m.id = a.module_id JOIN release r ON r.id = a.release_id
    WHERE ${asked(client, query.task, query.since)} AND a.changed_at < ${until}::timestamptz
      AND (a.changed_at, a.id) > (${from[0]}::timestamptz, ${from[1]}::uuid)
    ORDER BY a.changed_at, a.id LIMIT ${query.limit}`
  const page = pageOf(rows, from, (row) => [row.changedAt, row.id])
  return { ...page, data: page.data.map((row) => ({ ...itemOf(row, client, now), personal: personalOf(row) })) }
}

/** By the week of the last change and then by an id that tells nothing; the running week is read again each time. */
async function attemptsByWeek(client: ApiClient, query: AttemptsInput, now: Date): Promise<ListPage<AttemptItem>> {
  const { timeZone } = client.migration
  const weekAt = (instant: string) => weekOf(localDay(new Date(instant), timeZone))
  const until = await settledUntil()
  const from = placeInWeeks(query.after, weekAt(until))
  const since = query.since && startOfDay(weekAt(query.since), timeZone)
  const rows = await sql<Row & PlaceInWeeks>`
    SELECT ${COLUMNS}, v.week, encode(v.veil, 'hex') AS veil
    FROM attempt a JOIN module m ON m.id = a.module_id JOIN release r ON r.id = a.release_id
    JOIN migration g ON g.id = m.migration_id
    CROSS JOIN LATERAL (SELECT date_trunc('week', a.changed_at AT TIME ZONE g.time_zone)::date AS week,
      substr(sha256(uuid_send(g.veil) || uuid_send(a.id)), 1, 16) AS veil) v
    WHERE ${asked(client, query.task, since)} AND a.changed_at < ${until}::timestamptz
      AND a.changed_at >= ${startOfDay(from.week, timeZone)}
      AND (v.week, v.veil) > (${from.week}::date, decode(${from.veil}, 'hex'))
    ORDER BY v.week, v.veil LIMIT ${query.limit}`
  const data = rows.map((row) => ({ ...itemOf(row, client, now), id: veiledId(row.veil), personal: null }))
  return { data, next: cursorAfter(rows, query.limit, from.began) }
}

const COLUMNS = part`a.id, a.person_id AS person, m.slug || '/' || a.block_id AS task, r.label AS release,
  a.setting::text, a.mode::text, a.outcome::text, a.started_at AS "startedAt", a.finished_at AS "finishedAt",
  a.last_event_at AS "lastEventAt", a.clock::text, a.active_ms AS "activeMs", a.wall_ms AS "wallMs",
  a.paused_ms AS "pausedMs", a.hints, a.suspect_reason AS suspect,
  (SELECT coalesce(jsonb_agg(jsonb_build_object('type', e.type, 'critical', e.critical, 'place', e.place)
     ORDER BY e.at, e.id), '[]') FROM attempt_error e WHERE e.attempt_id = a.id) AS errors`

/** What was asked for, on rows of `attempt a` and `module m`. */
const asked = ({ migration }: ApiClient, task: string | undefined, since: string | Date | undefined) => part`
  m.migration_id = ${migration.id} AND (${task ?? null}::text IS NULL OR m.slug || '/' || a.block_id = ${task ?? null})
  AND (${since ?? null}::timestamptz IS NULL OR a.started_at >= ${since ?? null})`

function itemOf(row: Row, { migration }: ApiClient, now: Date): Omit<AttemptItem, 'personal'> {
  const { id, person, task, release, setting, mode, startedAt, lastEventAt, outcome } = row
  return {
    ...{ id, person, task, release, setting, mode },
    standing: standingOf({ outcome, lastEventAt }, now),
    week: weekOf(localDay(startedAt, migration.timeZone)),
  }
}

function personalOf({ startedAt, finishedAt, clock, activeMs, wallMs, pausedMs, hints, suspect, errors }: Row) {
  return {
    ...{ startedAt: startedAt.toISOString(), finishedAt: finishedAt?.toISOString() ?? null },
    ...{ clock, activeMs, wallMs, pausedMs, hints, suspect, errors },
  }
}
