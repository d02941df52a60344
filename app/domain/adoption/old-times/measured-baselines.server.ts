import { localDay } from '#app/domain/migrations/local-days.ts'
import { inTransaction, type Sql } from '#app/platform/database/sql.server.ts'
import { newId } from '#app/platform/ids.ts'
import { countAlone } from '../count-alone.server.ts'
import { isDue, measuredTime, type Standing } from './measured.ts'

type Open = Standing & { id: string; moduleId: string; blockId: string; timeZone: string }

/**
 * Tells anew the median of every measuring that five more people have done, or that ended meanwhile: a further baseline of
 * its task, on the wall's clock, which holds from then on. Answers how many. Who finished before the end counts also
 * when it arrives later; a month after the end nothing is told anew. Safe to repeat, and to run twice at once.
 */
export async function rollUpBaselines(now: Date): Promise<number> {
  return inTransaction(async (tx) => {
    await countAlone(tx, 'baselines')
    const due = (await openMeasurings(tx, now)).filter(isDue)
    for (const measuring of due) await tellMedian(tx, measuring, now)
    return due.length
  })
}

async function openMeasurings(tx: Sql, now: Date): Promise<Open[]> {
  return tx<Open>`
    SELECT g.id, g.module_id AS "moduleId", g.block_id AS "blockId", m.time_zone AS "timeZone",
      (SELECT count(DISTINCT person_id) FROM old_attempt t WHERE t.measuring_id = g.id
        AND t.outcome = 'success' AND t.suspect_reason IS NULL AND t.finished_at <= e.at)::int AS n,
      l.n AS last, coalesce(l.created_at >= e.at, false) AS "lastWasOver", e.at <= ${now}::timestamptz AS over
    FROM measuring g JOIN migration m ON m.id = g.migration_id
    CROSS JOIN LATERAL (SELECT least(g.ended_at, (g.until + 1)::timestamp AT TIME ZONE m.time_zone) AS at) e
    LEFT JOIN LATERAL (SELECT n, created_at FROM baseline b WHERE b.measuring_id = g.id
      ORDER BY created_at DESC, id DESC LIMIT 1) l ON true
    WHERE e.at > ${now}::timestamptz - interval '1 month'
    ORDER BY g.id`
}

async function tellMedian(tx: Sql, { id, moduleId, blockId, timeZone }: Open, now: Date): Promise<void> {
  const rows = await tx<{ ms: number }>`
    SELECT DISTINCT ON (t.person_id) t.wall_ms - t.paused_ms AS ms
    FROM old_attempt t JOIN measuring g ON g.id = t.measuring_id
    WHERE t.measuring_id = ${id}::uuid AND t.outcome = 'success' AND t.suspect_reason IS NULL
      AND t.finished_at <= least(g.ended_at, (g.until + 1)::timestamp AT TIME ZONE ${timeZone})
    ORDER BY t.person_id, t.started_at, t.id`
  const told = measuredTime(rows.map(({ ms }) => ms))
  if (!told) return
  await tx`
    INSERT INTO baseline (id, module_id, block_id, clock, median_ms, source, n, low_ms, high_ms, stated_on, created_at, measuring_id)
    VALUES (${newId(now)}::uuid, ${moduleId}::uuid, ${blockId}, 'wall', ${told.medianMs}, 'measured', ${told.n},
      ${told.interval?.low ?? null}, ${told.interval?.high ?? null}, ${localDay(now, timeZone)}::date, ${now}, ${id}::uuid)`
}
