import { version } from 'uuid'
import type { Sql } from '#app/platform/database/sql.server.ts'
import { idTime } from '#app/platform/ids.ts'
import type { LoggedEvent } from './attempt-events.ts'
import type { LearningEvent } from './events.ts'
import type { ReportedEvent } from './reported.ts'
import type { Playing, Span } from './watching.ts'

/** What holds of a person's batch to the end of its transaction. */
export type Held = {
  /** which of the attempts asked for are other people's */
  foreign: Set<string>
  /** events from before were let go; null: none ever were */
  keptFrom: Date | null
}

/**
 * Waits until no other batch of this person's is being taken in, until the end of the transaction: projections are
 * derived from the log, so two batches of one person must not derive past each other. Nor is a month let go meanwhile.
 */
export async function holdPerson(tx: Sql, personId: string, attempts: string[]): Promise<Held> {
  const [row] = await tx<{ foreign: string[]; keptFrom: Date | null }>`
    SELECT pg_advisory_xact_lock(hashtextextended(${personId}, 0)), log.hold_months() AS "keptFrom",
           ARRAY(SELECT id FROM attempt WHERE id = ANY (${attempts}::uuid[]) AND person_id <> ${personId}::uuid) AS foreign`
  return { foreign: new Set(row?.foreign), keptFrom: row?.keptFrom ?? null }
}

/**
 * Appends events to the log and notes the contact with their devices; answers the ids that were new. What belongs to
 * an attempt also keeps when the server had last heard of the device before, or else when the person signed in: what
 * is claimed for the attempt cannot be more than has passed since then.
 */
export async function appendEvents(
  tx: Sql,
  personId: string,
  events: readonly (LearningEvent | ReportedEvent)[],
  now: Date,
): Promise<Set<string>> {
  const devices = [...new Set(events.flatMap(({ device }) => device ?? []))]
  const rows = events.map(({ id, type, at, device, release, block, data, ...rest }) => ({
    ...{ id, type, at, device, release, block, data },
    attempt: 'attempt' in rest ? rest.attempt : undefined,
  }))
  const stored = await tx<{ id: string }>`
    WITH contact AS (
      SELECT id, last_contact_at FROM device WHERE person_id = ${personId}::uuid AND id = ANY (${devices}::uuid[])
    ), contacted AS (
      INSERT INTO device (id, person_id, first_seen_at, last_contact_at)
      SELECT id, ${personId}::uuid, ${now}, ${now} FROM unnest(${devices}::uuid[]) AS id
      ON CONFLICT (id) DO UPDATE SET last_contact_at = excluded.last_contact_at
        WHERE device.person_id = excluded.person_id AND device.last_contact_at < excluded.last_contact_at
    )
    INSERT INTO log.event (id, person_id, type, at, received_at, device_id, release_id, block_id, attempt_id, data)
    SELECT e.id, ${personId}::uuid, e.type, e.at, ${now}, e.device, e.release, e.block, e.attempt,
      CASE WHEN e.attempt IS NULL THEN e.data ELSE e.data || jsonb_build_object('contactBefore',
        floor(extract(epoch FROM coalesce(
          (SELECT last_contact_at FROM contact WHERE contact.id = e.device),
          (SELECT min(created_at) FROM session WHERE person_id = ${personId}::uuid))) * 1000)) END
    FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) AS e(
      id uuid, type text, at timestamptz, device uuid, release uuid, block text, attempt uuid, data jsonb)
    ON CONFLICT (id) DO NOTHING
    RETURNING id`
  return new Set(stored.map(({ id }) => id))
}

/** Of ids that are in the log already, those that name an event of somebody else. */
export async function foreignEvents(tx: Sql, personId: string, ids: string[]): Promise<Set<string>> {
  const rows = await tx<{ id: string }>`
    SELECT id FROM log.event WHERE id = ANY (${ids}::uuid[]) AND person_id <> ${personId}::uuid`
  return new Set(rows.map(({ id }) => id))
}

/** A device's clock may have been put back since it made the attempt's id. */
const PUT_BACK_MS = 24 * 3_600_000

/** Everything that the log holds of these attempts of one person, by attempt. */
export async function eventsOfAttempts<Logged = LoggedEvent>(
  tx: Sql,
  personId: string,
  attempts: string[],
): Promise<Map<string, Logged[]>> {
  if (attempts.length === 0) return new Map()
  const earliest = Math.min(...attempts.map(madeAt)) - PUT_BACK_MS
  // The least id lets PostgreSQL leave out the partitions of earlier months.
  const rows = await tx<Logged & { attempt: string }>`
    SELECT id, attempt_id AS attempt, type, at, received_at AS "receivedAt", release_id AS release, block_id AS block,
           device_id AS device, data
    FROM log.event
    WHERE attempt_id = ANY (${attempts}::uuid[]) AND person_id = ${personId}::uuid
      AND id >= log.first_id(${new Date(Math.max(0, earliest))})
    ORDER BY id`
  return Map.groupBy(rows, ({ attempt }) => attempt)
}

/** Elsewhere an attempt may have been given an id that tells no time. */
const madeAt = (id: string): number => (version(id) === 7 ? idTime(id).getTime() : 0)

/**
 * What an event told of a film, and when the person first reached the film. `frozen`: what was watched of it as far as it
 * is known, where the log may have let go of what told so.
 */
export type FilmSaying = Playing & {
  release: string
  block: string
  position: number
  duration: number
  reachedAt: Date
  frozen: { watched: Span[]; duration: number } | null
}

/** Everything that the log holds of one person's watching these films, in order of its ids. */
export async function eventsOfFilms(
  tx: Sql,
  personId: string,
  films: readonly { release: string; block: string }[],
): Promise<FilmSaying[]> {
  return tx<FilmSaying>`
    SELECT e.release_id AS release, e.block_id AS block, e.at, e.data->'watched' AS watched,
           (e.data->>'position')::float8 AS position, (e.data->>'duration')::float8 AS duration, s.first_at AS "reachedAt",
           CASE WHEN s.first_at < (SELECT max(before) FROM log.retirement)
                THEN (SELECT jsonb_build_object('watched', w.watched, 'duration', w.duration) FROM video_watch w
                      WHERE (w.person_id, w.release_id, w.block_id) = (s.person_id, s.release_id, s.block_id)) END AS frozen
    FROM jsonb_to_recordset(${JSON.stringify(films)}::jsonb) AS f(release uuid, block text)
    JOIN log.event e ON e.release_id = f.release AND e.block_id = f.block
    JOIN block_seen s ON s.person_id = e.person_id AND s.release_id = f.release AND s.block_id = f.block
    WHERE e.person_id = ${personId}::uuid AND e.type = 'video-watched'
    ORDER BY e.id`
}
