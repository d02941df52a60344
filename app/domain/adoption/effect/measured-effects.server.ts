import { part, sql } from '#app/platform/database/sql.server.ts'
import { figureOf } from './effect.ts'
import { type SaidAround, saidAround } from './effect-counts.server.ts'
import { voicesIn } from './voices.server.ts'

/** Counts stay as they are once a fix is this old: as long before it nobody had come yet, or everything had changed. */
const DAYS_MEASURED = 180
const HOURS_FRESH = 20
const BATCH = 100

/**
 * Counts anew what resolutions did, where that was not done in the last 20 hours, for the page across the migration. At
 * most `most` a run; a run that is interrupted goes on with the next. Answers how many were counted.
 */
export async function measureEffects(now: Date, most = 5_000): Promise<number> {
  const due = await sql<{ id: string }>`
    SELECT s.id FROM resolution s
    JOIN confusion_cluster c ON c.id = s.cluster_id LEFT JOIN confusion_effect e ON e.resolution_id = s.id
    WHERE s.reopened_at IS NULL AND s.kind <> 'duplicate' AND c.merged_into_id IS NULL AND (e.voices IS NULL
      OR (e.measured_at < ${now}::timestamptz - make_interval(hours => ${HOURS_FRESH})
        AND s.at > ${now}::timestamptz - make_interval(days => ${DAYS_MEASURED})))
    ORDER BY e.measured_at NULLS FIRST, s.id LIMIT ${most}`
  for (let from = 0; from < due.length; from += BATCH) {
    const batch = due.slice(from, from + BATCH).map(({ id }) => id)
    await keep(await saidAround(batch, now), now)
  }
  return due.length
}

async function keep(measured: readonly SaidAround[], now: Date): Promise<void> {
  const voices = await voicesOf(measured.map(({ clusterId }) => clusterId))
  const rows = measured.map(({ resolutionId, clusterId, before, after }) => ({
    id: resolutionId,
    said_before: before.part,
    people_before: before.of,
    said_after: after.part,
    people_after: after.of,
    outcome: figureOf('rate', before, after).outcome,
    voices: voices.get(clusterId) ?? 0,
  }))
  await sql`
    INSERT INTO confusion_effect (resolution_id, measured_at, said_before, people_before, said_after, people_after, outcome, voices)
    SELECT id, ${now}, said_before, people_before, said_after, people_after, outcome, voices
    FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
      AS r(id uuid, said_before int, people_before int, said_after int, people_after int, outcome text, voices int)
    WHERE EXISTS (SELECT FROM resolution s WHERE s.id = r.id)
    ON CONFLICT (resolution_id) DO UPDATE SET measured_at = excluded.measured_at, said_before = excluded.said_before,
      people_before = excluded.people_before, said_after = excluded.said_after, people_after = excluded.people_after,
      outcome = excluded.outcome, voices = excluded.voices`
}

/** How many people are in each of these questions, with what was joined with them. */
async function voicesOf(clusterIds: readonly string[]): Promise<ReadonlyMap<string, number>> {
  const rows = await sql<{ id: string; people: number }>`
    WITH root AS (SELECT unnest(${[...clusterIds]}::uuid[]) AS id), ${voicesIn(part`root`)}
    SELECT root_id AS id, count(*) AS people FROM voice GROUP BY root_id`
  return new Map(rows.map(({ id, people }) => [id, people]))
}
