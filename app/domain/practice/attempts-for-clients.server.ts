import { z } from 'zod'
import { type ApiClient, ensureScope } from '#app/domain/identity/api-tokens.server.ts'
import { HappenedInput, type ListPage, pageOf, placeIn } from '#app/domain/identity/client-lists.ts'
import { PERSONAL_TIMES } from '#app/domain/identity/personal-times.server.ts'
import { localDay, weekOf } from '#app/domain/migrations/local-days.ts'
import { sql } from '#app/platform/database/sql.server.ts'
import { standingOf } from './timing.ts'

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
  id: z.uuid(),
  person: z.uuid(),
  task: z.string(),
  release: z.string(),
  setting: z.enum(['lab', 'outside', 'reported']),
  mode: z.enum(['guided', 'assessed']),
  standing: z.enum(['running', 'abandoned', 'success', 'failure', 'gave up']),
  /** the first day of the week in which it started, in the migration's zone */
  week: z.iso.date(),
  personal: PersonalItem.nullable(),
})
export type AttemptItem = z.output<typeof AttemptItem>

export const AttemptsInput = HappenedInput.extend({ task: z.string().max(400).optional() })

type Row = Omit<AttemptItem, 'standing' | 'week' | 'personal'> &
  Omit<z.output<typeof PersonalItem>, 'startedAt' | 'finishedAt'> & {
    startedAt: Date
    finishedAt: Date | null
    lastEventAt: Date
    outcome: 'success' | 'failure' | 'gave up' | null
  }

/** Attempts by the time at which they started. Whoever lacks the personal scope gets states and weeks, and no clock. */
export async function attemptsFor(
  client: ApiClient,
  query: z.output<typeof AttemptsInput>,
  now: Date,
): Promise<ListPage<AttemptItem>> {
  ensureScope(client, 'attempts:read')
  const [from, id] = placeIn(query)
  const rows = await sql<Row>`
    SELECT a.id, a.person_id AS person, m.slug || '/' || a.block_id AS task, r.label AS release, a.setting::text,
      a.mode::text, a.outcome::text, a.started_at AS "startedAt", a.finished_at AS "finishedAt",
      a.last_event_at AS "lastEventAt", a.clock::text, a.active_ms AS "activeMs", a.wall_ms AS "wallMs",
      a.paused_ms AS "pausedMs", a.hints, a.suspect_reason AS suspect,
      (SELECT coalesce(jsonb_agg(jsonb_build_object('type', e.type, 'critical', e.critical, 'place', e.place)
         ORDER BY e.at, e.id), '[]') FROM attempt_error e WHERE e.attempt_id = a.id) AS errors
    FROM attempt a JOIN module m ON m.id = a.module_id JOIN release r ON r.id = a.release_id
    WHERE m.migration_id = ${client.migration.id} AND (a.started_at, a.id) > (${from}, ${id}::uuid)
      AND (${query.task ?? null}::text IS NULL OR m.slug || '/' || a.block_id = ${query.task ?? null})
    ORDER BY a.started_at, a.id LIMIT ${query.limit + 1}`
  const mayKnow = client.scopes.has(PERSONAL_TIMES)
  const page = pageOf(rows, query.limit, (row) => [row.startedAt.toISOString(), row.id])
  return { ...page, data: page.data.map((row) => itemOf(row, client, mayKnow, now)) }
}

function itemOf(row: Row, { migration }: ApiClient, mayKnow: boolean, now: Date): AttemptItem {
  const { id, person, task, release, setting, mode, startedAt, finishedAt, lastEventAt, outcome, ...times } = row
  const personal = { startedAt: startedAt.toISOString(), finishedAt: finishedAt?.toISOString() ?? null, ...times }
  return {
    ...{ id, person, task, release, setting, mode },
    standing: standingOf({ outcome, lastEventAt }, now),
    week: weekOf(localDay(startedAt, migration.timeZone)),
    personal: mayKnow ? personal : null,
  }
}
