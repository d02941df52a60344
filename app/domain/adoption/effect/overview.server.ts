import type { ResolutionKind } from '#app/domain/confusion/kinds.ts'
import { ensure } from '#app/domain/identity/abilities.ts'
import type { Viewer } from '#app/domain/identity/viewer.ts'
import { type LocalDay, localDay } from '#app/domain/migrations/local-days.ts'
import { migrationOf } from '#app/domain/migrations/milestones.server.ts'
import { sql } from '#app/platform/database/sql.server.ts'
import { type Figure, figureOf, type Outcome } from './effect.ts'
import {
  type Flow,
  flowOf,
  type OpenAt,
  openByMilestone,
  type Period,
  type SentimentWeek,
  sentimentByWeek,
  weeksBefore,
} from './flow.server.ts'

/** How many resolved questions are listed; all are counted. */
const LISTED = 50

/** What fixes of one kind did. `yes` of `verdicts`: what people said when they were asked. */
export type KindEffect = { kind: ResolutionKind; fixes: number; yes: number; verdicts: number } & Record<
  Outcome,
  number
>

export type FixedQuestion = {
  id: string
  question: string
  module: string
  block: string
  kind: ResolutionKind
  release: string | null
  resolvedOn: LocalDay
  figure: Figure
}

export type EffectOverview = {
  weeks: number | null
  kinds: KindEffect[]
  /** those of which most is known first */
  fixed: FixedQuestion[]
  /** when effects were last counted; null: never */
  measuredAt: Date | null
  flow: Flow
  open: OpenAt[]
  sentiment: SentimentWeek[]
  today: LocalDay
}

/** What became of the confusion of a migration: of questions first reported in so many whole weeks, or since the start. */
export async function effectOverview(viewer: Viewer, weeks: number | null, now: Date): Promise<EffectOverview> {
  ensure(viewer, 'confusion.read')
  const { id: migrationId, timeZone: zone } = migrationOf(viewer)
  const today = localDay(now, zone)
  const period: Period = { migrationId, zone, since: weeks === null ? null : weeksBefore(weeks, today, zone), now }
  const [kinds, fixed, flow, open, sentiment] = await Promise.all([
    effectsByKind(period),
    fixedQuestions(period),
    flowOf(period),
    openByMilestone(period),
    sentimentByWeek(period, today),
  ])
  const measuredAt = kinds.reduce<Date | null>(
    (last, { measured_at: at }) => (at && (!last || at > last) ? at : last),
    null,
  )
  return { weeks, kinds: kinds.map(kindOf), fixed, measuredAt, flow, open, sentiment, today }
}

type KindRow = {
  kind: ResolutionKind
  fixes: number
  helped: number
  same: number
  unknown: number
  yes: number
  verdicts: number
  measured_at: Date | null
}

async function effectsByKind({ migrationId, since }: Period): Promise<KindRow[]> {
  return sql<KindRow>`
    WITH fix AS (
      SELECT s.id, s.kind FROM confusion_cluster c JOIN resolution s ON s.cluster_id = c.id AND s.reopened_at IS NULL
      WHERE c.migration_id = ${migrationId}::uuid AND c.merged_into_id IS NULL AND s.kind <> 'duplicate'
        AND c.opened_at >= coalesce(${since}::timestamptz, '-infinity')
    ), given AS (
      SELECT v.resolution_id, count(*) FILTER (WHERE v.helped) AS yes, count(*) AS all
      FROM verdict v JOIN fix ON fix.id = v.resolution_id GROUP BY 1
    )
    SELECT fix.kind::text, count(*) AS fixes, count(*) FILTER (WHERE e.outcome = 'helped') AS helped,
      count(*) FILTER (WHERE e.outcome = 'no change') AS same,
      count(*) FILTER (WHERE coalesce(e.outcome, 'not enough data') = 'not enough data') AS unknown,
      coalesce(sum(given.yes), 0)::int AS yes, coalesce(sum(given.all), 0)::int AS verdicts, max(e.measured_at) AS measured_at
    FROM fix LEFT JOIN confusion_effect e ON e.resolution_id = fix.id LEFT JOIN given ON given.resolution_id = fix.id
    GROUP BY fix.kind ORDER BY fix.kind`
}

const kindOf = ({ kind, fixes, helped, same, unknown, yes, verdicts }: KindRow): KindEffect => ({
  ...{ kind, fixes, yes, verdicts, helped },
  'no change': same,
  'not enough data': unknown,
})

type FixedRow = Omit<FixedQuestion, 'figure'> & {
  said_before: number
  people_before: number
  said_after: number
  people_after: number
}

async function fixedQuestions({ migrationId, zone, since }: Period): Promise<FixedQuestion[]> {
  const rows = await sql<FixedRow>`
    WITH listed AS (
      SELECT c.id, c.block_id, s.kind, s.at, s.release_id, e.* FROM confusion_cluster c
      JOIN resolution s ON s.cluster_id = c.id AND s.reopened_at IS NULL AND s.kind <> 'duplicate'
      JOIN confusion_effect e ON e.resolution_id = s.id
      WHERE c.migration_id = ${migrationId}::uuid AND c.merged_into_id IS NULL
        AND c.opened_at >= coalesce(${since}::timestamptz, '-infinity')
      ORDER BY e.outcome = 'not enough data', s.at DESC LIMIT ${LISTED}
    )
    SELECT x.id, q.words AS question, l.title AS module, b.title AS block, x.kind::text, f.label AS release,
      (x.at AT TIME ZONE ${zone})::date AS "resolvedOn", x.said_before, x.people_before, x.said_after, x.people_after
    FROM listed x LEFT JOIN release f ON f.id = x.release_id
    CROSS JOIN LATERAL (
      SELECT r.words, r.release_id FROM confusion_report r WHERE r.cluster_id = x.id
      ORDER BY (SELECT count(*) FROM me_too t WHERE t.report_id = r.id) DESC, r.at, r.id LIMIT 1
    ) q
    JOIN release l ON l.id = q.release_id JOIN release_block b ON b.release_id = q.release_id AND b.block_id = x.block_id
    ORDER BY x.outcome = 'not enough data', x.at DESC`
  return rows.map(({ said_before, people_before, said_after, people_after, ...row }) => ({
    ...row,
    figure: figureOf('rate', { part: said_before, of: people_before }, { part: said_after, of: people_after }),
  }))
}
