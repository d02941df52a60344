import type { Sql } from '#app/platform/database/sql.server.ts'
import type { PublishedRelease } from '../modules/releases.server.ts'
import { drawnQuestions } from './draw.ts'
import { eventsOfFilms, type FilmSaying } from './event-log.server.ts'
import type { EventOf, Placed } from './events.ts'
import { grade } from './grading.ts'
import { believedSpans, mergedSpans, secondsIn } from './watching.ts'

/**
 * What follows from events by themselves, one by one. Each of these can be done again, late, or in another order, and
 * ends in the same rows. All are called within the transaction that stored the events, while the person is held.
 */

/** The first and the last time that blocks were reached; everything done at a block reaches it. */
export async function noteBlocks(tx: Sql, personId: string, events: readonly Placed[]): Promise<void> {
  const blocks = new Map<string, { release: string; block: string; first: string; last: string }>()
  for (const { release, block, at } of events) {
    if (block === undefined) continue
    const instant = new Date(at).toISOString()
    const known = blocks.get(`${release} ${block}`)
    if (!known) blocks.set(`${release} ${block}`, { release, block, first: instant, last: instant })
    else if (instant < known.first) known.first = instant
    else if (instant > known.last) known.last = instant
  }
  if (blocks.size === 0) return
  await tx`
    INSERT INTO block_seen (person_id, release_id, block_id, first_at, last_at)
    SELECT ${personId}::uuid, b.release, b.block, b.first, b.last
    FROM jsonb_to_recordset(${JSON.stringify([...blocks.values()])}::jsonb) AS b(
      release uuid, block text, first timestamptz, last timestamptz)
    ON CONFLICT (person_id, release_id, block_id) DO UPDATE SET
      first_at = least(block_seen.first_at, excluded.first_at), last_at = greatest(block_seen.last_at, excluded.last_at)`
}

/** Submissions of checks, with the answers as given, graded by the key of their release on what was asked. */
export async function noteSubmissions(
  tx: Sql,
  personId: string,
  events: readonly EventOf<'check-answered'>[],
  releases: ReadonlyMap<string, PublishedRelease>,
  now: Date,
): Promise<void> {
  const rows = events.flatMap(({ id, at, release, block, data: { nth, answers } }) => {
    const published = releases.get(release)
    const key = published?.keys[block]
    const check = published?.blocks.get(block)
    if (!key || check?.kind !== 'check') return []
    const asked = drawnQuestions(check.definition, { person: personId, nth }).map((question) => question.id)
    return [{ id, at, release, block, module: published.moduleId, nth, answers, ...grade(key, answers, asked) }]
  })
  if (rows.length === 0) return
  await tx`
    INSERT INTO check_submission (id, person_id, release_id, block_id, module_id, at, arrived_at, nth, answers, "right", total)
    SELECT s.id, ${personId}::uuid, s.release, s.block, s.module, s.at, ${now}, s.nth, s.answers, s."right", s.total
    FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) AS s(
      id uuid, release uuid, block text, module uuid, at timestamptz, nth int, answers jsonb, "right" int, total int)
    ON CONFLICT (id) DO NOTHING`
}

/**
 * What is known of each film at which these events happened, derived again from all that the log holds of it: when it was
 * reached tells what can have been watched of it, so `noteBlocks` comes first.
 */
export async function noteWatching(
  tx: Sql,
  personId: string,
  events: readonly Placed[],
  releases: ReadonlyMap<string, PublishedRelease>,
): Promise<void> {
  const films = new Map<string, Film>()
  for (const { release, block = '' } of events) {
    const film = releases.get(release)?.blocks.get(block)
    if (film?.kind === 'video') films.set(`${release} ${block}`, { release, block, seconds: film.definition.seconds })
  }
  if (films.size === 0) return
  const sayings = Map.groupBy(
    await eventsOfFilms(tx, personId, [...films.values()]),
    ({ release, block }) => `${release} ${block}`,
  )
  const rows = [...films].flatMap(([key, film]) => watchOf(film, sayings.get(key) ?? []))
  if (rows.length === 0) return
  await tx`
    INSERT INTO video_watch (person_id, release_id, block_id, watched, seconds, duration, position, last_at)
    SELECT ${personId}::uuid, w.release, w.block, w.watched, w.seconds, w.duration, w.position, w."lastAt"
    FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) AS w(
      release uuid, block text, watched jsonb, seconds int, duration int, position int, "lastAt" timestamptz)
    ON CONFLICT (person_id, release_id, block_id) DO UPDATE SET watched = excluded.watched, seconds = excluded.seconds,
      duration = excluded.duration, position = excluded.position, last_at = excluded.last_at`
}

type Film = { release: string; block: string; seconds: number | undefined }

/**
 * The film is as long as its file says; where the release does not know that, as the longest that was said of it. The
 * position is that of the newest event. None for a film that was only reached. What was watched in months that were let
 * go stays watched.
 */
function watchOf({ release, block, seconds }: Film, sayings: readonly FilmSaying[]) {
  const [first] = sayings
  if (!first) return []
  const last = sayings.reduce((newest, one) => (one.at >= newest.at ? one : newest))
  const { reachedAt, frozen } = first
  const duration = Math.ceil(seconds ?? Math.max(frozen?.duration ?? 0, ...sayings.map((saying) => saying.duration)))
  const watched = mergedSpans([...(frozen?.watched ?? []), ...believedSpans(reachedAt, sayings)])
  const position = Math.floor(last.position)
  return [{ release, block, watched, seconds: secondsIn(watched, duration), duration, position, lastAt: last.at }]
}

/** That a person said *Done, next* in a release; the first time counts. */
export async function noteConfirmations(
  tx: Sql,
  personId: string,
  events: readonly EventOf<'module-confirmed'>[],
): Promise<void> {
  const first = new Map<string, { id: string; release: string; at: string }>()
  for (const { id, release, at } of events) {
    const known = first.get(release)
    if (!known || id < known.id) first.set(release, { id, release, at })
  }
  if (first.size === 0) return
  await tx`
    INSERT INTO confirmation (person_id, release_id, event_id, at)
    SELECT ${personId}::uuid, c.release, c.id, c.at
    FROM jsonb_to_recordset(${JSON.stringify([...first.values()])}::jsonb) AS c(id uuid, release uuid, at timestamptz)
    ON CONFLICT (person_id, release_id) DO UPDATE SET event_id = excluded.event_id, at = excluded.at
      WHERE excluded.event_id < confirmation.event_id`
}
