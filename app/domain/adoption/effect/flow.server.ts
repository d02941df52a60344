import { addDays, type LocalDay, startOfDay, weekOf } from '#app/domain/migrations/local-days.ts'
import { part, sql } from '#app/platform/database/sql.server.ts'
import type { Counted } from '../rates.ts'
import { LEAST_PEOPLE } from '../withholding.ts'
import { voicesIn } from './voices.server.ts'

/** Of which migration, and of which time: from an instant on (null: from its beginning), as it is at `now`. */
export type Period = { migrationId: string; zone: string; since: Date | null; now: Date }

/** How long something took in milliseconds, of how many. */
export type Spread = { n: number; median: number | null; p90: number | null }

/** How questions went on from their first report. */
export type Flow = {
  asked: number
  answer: Spread
  resolution: Spread
  /** people of the questions that are resolved who were told so */
  told: Counted
  /** of those told: who said that it helped, and who said that it did not */
  helped: Counted & { no: number }
}

type TimesRow = {
  asked: number
  answered: number
  answer_median: number | null
  answer_p90: number | null
  resolved: number
  resolution_median: number | null
  resolution_p90: number | null
}
type ToldRow = { voices: number; told: number; yes: number; no: number }

/** How long people waited, and what reached them: of the questions that were first reported in the period. */
export async function flowOf(period: Period): Promise<Flow> {
  const [times, told] = await Promise.all([timesOf(period), toldOf(period)])
  return {
    asked: times.asked,
    answer: { n: times.answered, median: times.answer_median, p90: times.answer_p90 },
    resolution: { n: times.resolved, median: times.resolution_median, p90: times.resolution_p90 },
    told: { part: told.told, of: told.voices },
    helped: { part: told.yes, of: told.told, no: told.no },
  }
}

async function timesOf({ migrationId, since }: Period): Promise<TimesRow> {
  const [row] = await sql<TimesRow>`
    WITH asked AS (
      SELECT c.id, c.opened_at FROM confusion_cluster c
      WHERE c.migration_id = ${migrationId}::uuid AND c.merged_into_id IS NULL
        AND c.opened_at >= coalesce(${since}::timestamptz, '-infinity')
    ), said AS (
      SELECT cluster_id, min(at) AS at FROM (
        SELECT a.cluster_id, a.at FROM answer a JOIN asked ON asked.id = a.cluster_id
        UNION ALL SELECT s.cluster_id, s.at FROM resolution s JOIN asked ON asked.id = s.cluster_id
      ) one GROUP BY cluster_id
    ), waited AS (
      SELECT (extract(epoch FROM said.at - asked.opened_at) * 1000)::float8 AS answer,
        (extract(epoch FROM s.at - asked.opened_at) * 1000)::float8 AS resolution
      FROM asked LEFT JOIN said ON said.cluster_id = asked.id
      LEFT JOIN resolution s ON s.cluster_id = asked.id AND s.reopened_at IS NULL AND s.kind <> 'duplicate'
    )
    SELECT count(*) AS asked, count(answer) AS answered, count(resolution) AS resolved,
      percentile_cont(0.5) WITHIN GROUP (ORDER BY answer) AS answer_median,
      percentile_cont(0.9) WITHIN GROUP (ORDER BY answer) AS answer_p90,
      percentile_cont(0.5) WITHIN GROUP (ORDER BY resolution) AS resolution_median,
      percentile_cont(0.9) WITHIN GROUP (ORDER BY resolution) AS resolution_p90
    FROM waited`
  return row as TimesRow
}

/**
 * Everyone once in each question, as they are told (`tellTrouble`); a person in two questions is two. How many are in a
 * question was counted with the effect of its fix (`measureEffects`), else it is now. Who was told since is in it, too.
 */
async function toldOf({ migrationId, since }: Period): Promise<ToldRow> {
  const [row] = await sql<ToldRow>`
    WITH fixed AS (
      SELECT c.id, s.id AS resolution_id, e.voices FROM confusion_cluster c
      JOIN resolution s ON s.cluster_id = c.id AND s.reopened_at IS NULL AND s.kind <> 'duplicate'
      LEFT JOIN confusion_effect e ON e.resolution_id = s.id
      WHERE c.migration_id = ${migrationId}::uuid AND c.merged_into_id IS NULL
        AND c.opened_at >= coalesce(${since}::timestamptz, '-infinity')
    ), uncounted AS (
      SELECT id FROM fixed WHERE voices IS NULL
    ), ${voicesIn(part`uncounted`)}, given AS (
      SELECT t.resolution_id, count(*) AS told FROM fixed JOIN told t ON t.resolution_id = fixed.resolution_id GROUP BY 1
    )
    SELECT (SELECT count(*) FROM voice)
        + (SELECT coalesce(sum(greatest(fixed.voices, given.told)), 0)::int
           FROM fixed LEFT JOIN given ON given.resolution_id = fixed.resolution_id WHERE fixed.voices IS NOT NULL) AS voices,
      (SELECT coalesce(sum(given.told), 0)::int FROM given) AS told,
      (SELECT count(*) FROM fixed JOIN verdict v ON v.resolution_id = fixed.resolution_id WHERE v.helped) AS yes,
      (SELECT count(*) FROM fixed JOIN verdict v ON v.resolution_id = fixed.resolution_id WHERE NOT v.helped) AS no`
  return row as ToldRow
}

/** Open questions by the milestone that their reports name; null: none. Blocking ones are counted apart, too. */
export type OpenAt = { milestone: { slug: string; name: string } | null; open: number; blocking: number }

/** What is open now, by milestone. A question whose reports name two milestones counts for both. */
export async function openByMilestone({ migrationId }: Pick<Period, 'migrationId'>): Promise<OpenAt[]> {
  const rows = await sql<{ slug: string | null; name: string; open: number; blocking: number }>`
    WITH open AS (
      SELECT c.id, c.severity FROM confusion_cluster c
      WHERE c.migration_id = ${migrationId}::uuid AND c.state IN ('open', 'answered', 'fixing') AND c.merged_into_id IS NULL
    ), joined AS (
      SELECT id AS root_id, id FROM open
      UNION ALL SELECT d.merged_into_id, d.id FROM confusion_cluster d JOIN open ON open.id = d.merged_into_id
    ), at AS (
      SELECT DISTINCT open.id, open.severity, r.milestone_id FROM open
      JOIN joined ON joined.root_id = open.id JOIN confusion_report r ON r.cluster_id = joined.id
    )
    SELECT s.slug, s.name, count(*) AS open, count(*) FILTER (WHERE at.severity = 'blocking') AS blocking
    FROM at LEFT JOIN milestone s ON s.id = at.milestone_id GROUP BY s.id ORDER BY s.date NULLS LAST, s.slug`
  return rows.map(({ slug, name, ...counts }) => ({ ...counts, milestone: slug === null ? null : { slug, name } }))
}

/** A whole week, named by its Monday. `mean` null: withheld, fewer than five people. */
export type SentimentWeek = { week: LocalDay; people: number | null; mean: number | null }

/** How it felt to reporters who said so, in the whole weeks before a day; weeks in which nobody did are left out. */
export async function sentimentByWeek(period: Period, today: LocalDay): Promise<SentimentWeek[]> {
  const { migrationId, zone, since } = period
  const until = startOfDay(weekOf(today), zone)
  const rows = await sql<{ week: LocalDay; people: number; mean: number }>`
    SELECT date_trunc('week', r.at AT TIME ZONE ${zone})::date AS week, count(DISTINCT r.person_id) AS people,
      avg(r.sentiment)::float8 AS mean
    FROM confusion_report r
    WHERE r.migration_id = ${migrationId}::uuid AND r.sentiment IS NOT NULL
      AND r.at >= coalesce(${since}::timestamptz, '-infinity') AND r.at < ${until}::timestamptz
    GROUP BY 1 ORDER BY 1`
  return rows.map(({ week, people, mean }) =>
    people < LEAST_PEOPLE ? { week, people: null, mean: null } : { week, people, mean },
  )
}

/** The first instant of as many whole weeks before the running one. */
export function weeksBefore(weeks: number, today: LocalDay, zone: string): Date {
  return startOfDay(addDays(weekOf(today), -7 * weeks), zone)
}
