import { ensure } from '#app/domain/identity/abilities.ts'
import type { Viewer } from '#app/domain/identity/viewer.ts'
import type { LocalDay } from '#app/domain/migrations/local-days.ts'
import { type Part, part, sql } from '#app/platform/database/sql.server.ts'
import { ANSWER_WITHIN } from './answer-clock.ts'
import {
  type Board,
  type BoardFigures,
  type BoardFilter,
  type BoardRow,
  type BoardView,
  FIGURES_DAYS,
} from './board.ts'
import type { ConfusionKind, ConfusionState, ResolutionKind, Severity } from './kinds.ts'

/** More rows than anybody works through; filters find the rest. */
const ROWS_LIMIT = 200

type Row = {
  id: string
  question: string
  slug: string
  title: string
  block_id: string
  block_title: string
  releases: string[]
  severity: Severity
  state: ConfusionState
  kinds: ConfusionKind[]
  reports: number
  me_toos: number
  people: number
  reached: number
  opened_at: Date
  waiting_since: Date
  owner: string | null
  fix_by: LocalDay | null
  resolved_at: Date | null
  outcome: ResolutionKind | null
  fixed_in: string | null
  url: string | null
  changed_on: LocalDay | null
  yes: number
  no: number
}

/**
 * The migration's troubles with what their reports amount to, and nobody's name but the owners'. What waits for an
 * answer comes first and the worst of it on top; what is resolved, by its date.
 */
export async function boardOf(viewer: Viewer, filter: BoardFilter): Promise<Board> {
  ensure(viewer, 'confusion.read')
  const [rows, counts, modules] = await Promise.all([
    troubleRows(viewer, part`${matching(filter)} AND ${inView(viewer, filter.view)}`, ROWS_LIMIT + 1),
    countViews(viewer, filter),
    reportedModules(viewer),
  ])
  return { rows: rows.slice(0, ROWS_LIMIT), cut: rows.length > ROWS_LIMIT, counts, modules }
}

/** One trouble as a row; null where there is none for this viewer. */
export async function boardRow(viewer: Viewer, clusterId: string): Promise<BoardRow | null> {
  ensure(viewer, 'confusion.read')
  const [row] = await troubleRows(viewer, part`c.id = ${clusterId}::uuid`, 1)
  return row ?? null
}

const of = (viewer: Viewer) => part`c.migration_id = ${viewer.migration?.id ?? null}::uuid`

function inView(viewer: Viewer, view: BoardView): Part {
  if (view === 'closed') return part`c.state = 'resolved'`
  if (view === 'mine') return part`c.state <> 'resolved' AND c.assignee_id = ${viewer.personId}::uuid`
  return part`c.state <> 'resolved'`
}

/** The filters but the view. A trouble matches when one of its reports does. */
function matching({ state, module, kind, blocking }: BoardFilter): Part {
  return part`c.merged_into_id IS NULL
    AND (${state}::confusion_state IS NULL OR c.state = ${state}::confusion_state)
    AND (${module}::text IS NULL OR c.module_id = (SELECT id FROM module WHERE slug = ${module}))
    AND ((${kind}::confusion_kind IS NULL AND NOT ${blocking}::boolean) OR EXISTS (
      SELECT FROM confusion_report r JOIN confusion_cluster d ON d.id = r.cluster_id
      WHERE coalesce(d.merged_into_id, d.id) = c.id
        AND (${kind}::confusion_kind IS NULL OR r.kind = ${kind}::confusion_kind) AND (r.blocking OR NOT ${blocking}::boolean)))`
}

async function countViews(viewer: Viewer, filter: BoardFilter): Promise<Record<BoardView, number>> {
  const [counts] = await sql<Record<BoardView, number>>`
    SELECT count(*) FILTER (WHERE ${inView(viewer, 'open')}) AS open,
      count(*) FILTER (WHERE ${inView(viewer, 'mine')}) AS mine,
      count(*) FILTER (WHERE ${inView(viewer, 'closed')}) AS closed
    FROM confusion_cluster c WHERE ${of(viewer)} AND ${matching(filter)}`
  return counts ?? { open: 0, mine: 0, closed: 0 }
}

async function reportedModules(viewer: Viewer): Promise<Board['modules']> {
  return sql<Board['modules'][number]>`
    SELECT m.slug, coalesce(e.title, m.slug) AS title FROM module m LEFT JOIN release e ON e.id = m.current_release_id
    WHERE m.id IN (SELECT c.module_id FROM confusion_cluster c WHERE ${of(viewer)})
    ORDER BY m.position, m.slug`
}

async function troubleRows(viewer: Viewer, which: Part, limit: number): Promise<BoardRow[]> {
  const rows = await sql<Row>`
    SELECT c.id, q.words AS question, m.slug, l.title, c.block_id, b.title AS block_title,
      (SELECT array_agg(y.label ORDER BY y.published_at) FROM release y WHERE y.id = ANY(said.release_ids)) AS releases,
      c.severity::text, c.state::text, said.kinds, said.reports, too.me_toos, too.people,
      (SELECT count(DISTINCT s.person_id) FROM block_seen s
        WHERE s.block_id = c.block_id AND s.release_id = ANY(said.release_ids)) AS reached,
      c.opened_at, greatest(c.opened_at, again.at) AS waiting_since, o.name AS owner,
      (SELECT x.detail->>'fixBy' FROM confusion_action x WHERE x.cluster_id = c.id AND x.kind = 'answered'
        ORDER BY x.at DESC, x.id DESC LIMIT 1) AS fix_by,
      s.at AS resolved_at, s.kind::text AS outcome, f.label AS fixed_in, s.url, s.changed_on,
      count_verdicts.yes, count_verdicts.no
    FROM confusion_cluster c
    JOIN module m ON m.id = c.module_id
    LEFT JOIN person o ON o.id = c.assignee_id
    LEFT JOIN resolution s ON s.cluster_id = c.id AND s.reopened_at IS NULL
    LEFT JOIN release f ON f.id = s.release_id
    CROSS JOIN LATERAL (
      SELECT r.words, r.release_id FROM confusion_report r WHERE r.cluster_id = c.id
      ORDER BY (SELECT count(*) FROM me_too t WHERE t.report_id = r.id) DESC, r.at, r.id LIMIT 1
    ) q
    JOIN release l ON l.id = q.release_id
    JOIN release_block b ON b.release_id = q.release_id AND b.block_id = c.block_id
    CROSS JOIN LATERAL (
      SELECT count(*) AS reports, array_agg(DISTINCT r.kind::text) AS kinds, array_agg(DISTINCT r.release_id) AS release_ids
      FROM confusion_report r JOIN confusion_cluster d ON d.id = r.cluster_id
      WHERE d.id = c.id OR d.merged_into_id = c.id
    ) said
    CROSS JOIN LATERAL (
      SELECT count(*) FILTER (WHERE v.is_me_too) AS me_toos, count(DISTINCT v.person_id) AS people FROM (
        SELECT r.person_id, false AS is_me_too FROM confusion_report r JOIN confusion_cluster d ON d.id = r.cluster_id
          WHERE d.id = c.id OR d.merged_into_id = c.id
        UNION ALL
        SELECT t.person_id, true FROM me_too t JOIN confusion_report r ON r.id = t.report_id
          JOIN confusion_cluster d ON d.id = r.cluster_id WHERE d.id = c.id OR d.merged_into_id = c.id
      ) v
    ) too
    CROSS JOIN LATERAL (SELECT max(x.reopened_at) AS at FROM resolution x WHERE x.cluster_id = c.id) again
    CROSS JOIN LATERAL (
      SELECT count(*) FILTER (WHERE v.helped) AS yes, count(*) FILTER (WHERE NOT v.helped) AS no
      FROM verdict v WHERE v.resolution_id = s.id
    ) count_verdicts
    WHERE ${of(viewer)} AND ${which}
    ORDER BY c.state, CASE WHEN c.state = 'resolved' THEN s.at END DESC, c.severity DESC, waiting_since, c.id
    LIMIT ${limit}`
  return rows.map(rowOf)
}

function rowOf(row: Row): BoardRow {
  const { reports, me_toos: meToos, people, reached, yes, no } = row
  return {
    id: row.id,
    question: row.question,
    module: { slug: row.slug, title: row.title },
    block: { id: row.block_id, title: row.block_title },
    releases: row.releases,
    severity: row.severity,
    state: row.state,
    kinds: row.kinds,
    voices: { reports, meToos, people, reached },
    openedAt: row.opened_at,
    waitingSince: row.waiting_since,
    owner: row.owner,
    fixBy: row.fix_by,
    resolved:
      row.resolved_at && row.outcome
        ? {
            at: row.resolved_at,
            outcome: { kind: row.outcome, release: row.fixed_in, url: row.url, changedOn: row.changed_on },
          }
        : null,
    verdicts: { yes, no },
  }
}

type FiguresRow = { in_time: number; due: number; median: number | null; answered: number; yes: number; asked: number }

/**
 * How the team has answered in the last 28 days: what was first reported in them and is answered or late, how long an
 * answer took at the median, and what people said when asked whether it helped.
 */
export async function boardFigures(viewer: Viewer, now: Date): Promise<BoardFigures> {
  ensure(viewer, 'confusion.read')
  const since = new Date(now.getTime() - FIGURES_DAYS * 86_400_000)
  const [row] = await sql<FiguresRow>`
    WITH first AS (
      SELECT c.opened_at, (least(a.at, s.at)) AS answered_at,
        c.opened_at + make_interval(secs => CASE c.severity WHEN 'blocking' THEN ${ANSWER_WITHIN.blocking / 1000}::float8
          WHEN 'major' THEN ${ANSWER_WITHIN.major / 1000}::float8 ELSE ${ANSWER_WITHIN.minor / 1000}::float8 END) AS due_at
      FROM confusion_cluster c
      CROSS JOIN LATERAL (SELECT min(at) AS at FROM answer WHERE cluster_id = c.id) a
      CROSS JOIN LATERAL (SELECT min(at) AS at FROM resolution WHERE cluster_id = c.id) s
      WHERE ${of(viewer)} AND c.opened_at >= ${since}
    ), given AS (
      SELECT v.helped FROM verdict v JOIN resolution s ON s.id = v.resolution_id JOIN confusion_cluster c ON c.id = s.cluster_id
      WHERE ${of(viewer)} AND v.at >= ${since}
    )
    SELECT count(*) FILTER (WHERE answered_at <= due_at) AS in_time,
      count(*) FILTER (WHERE answered_at IS NOT NULL OR due_at < ${now}) AS due,
      percentile_cont(0.5) WITHIN GROUP (ORDER BY extract(epoch FROM answered_at - opened_at)::float8) * 1000 AS median,
      count(answered_at) AS answered,
      (SELECT count(*) FROM given WHERE helped) AS yes, (SELECT count(*) FROM given) AS asked
    FROM first`
  return {
    days: FIGURES_DAYS,
    inTime: { part: row?.in_time ?? 0, of: row?.due ?? 0 },
    medianMs: { value: row?.median ?? null, of: row?.answered ?? 0 },
    helped: { part: row?.yes ?? 0, of: row?.asked ?? 0 },
  }
}
