import { ensure } from '#app/domain/identity/abilities.ts'
import type { Viewer } from '#app/domain/identity/viewer.ts'
import type { LocalDay } from '#app/domain/migrations/local-days.ts'
import { type Part, part, sql } from '#app/platform/database/sql.server.ts'
import { type AnswerTargets, answerClock, dueAt } from './answer-clock.ts'
import { targetsFor } from './answer-targets.server.ts'
import {
  type Board,
  type BoardFigures,
  type BoardFilter,
  type BoardRow,
  type BoardView,
  FIGURES_DAYS,
  type OwnerFilter,
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
  owner_left: boolean
  fix_by: LocalDay | null
  resolved_at: Date | null
  outcome: ResolutionKind | null
  fixed_in: string | null
  withdrawn: boolean
  url: string | null
  changed_on: LocalDay | null
  yes: number
  no: number
}

/**
 * The migration's troubles with what their reports amount to, and nobody's name but the owners'. What waits for an
 * answer comes first and the worst of it on top; what is resolved, by its date.
 */
export async function boardOf(viewer: Viewer, filter: BoardFilter, now = new Date()): Promise<Board> {
  ensure(viewer, 'confusion.read')
  const [rows, counts, modules] = await Promise.all([
    troubleRows(viewer, part`${matching(viewer, filter)} AND ${inView(viewer, filter.view)}`, ROWS_LIMIT + 1, now),
    countViews(viewer, filter),
    reportedModules(viewer),
  ])
  return { rows: rows.slice(0, ROWS_LIMIT), cut: rows.length > ROWS_LIMIT, counts, modules }
}

/** The troubles, as `c`, that the board shows with this filter. */
export const troublesLike = (viewer: Viewer, filter: BoardFilter): Part =>
  part`${of(viewer)} AND ${matching(viewer, filter)} AND ${inView(viewer, filter.view)}`

/** One trouble as a row; null where there is none for this viewer. */
export async function boardRow(viewer: Viewer, clusterId: string): Promise<BoardRow | null> {
  ensure(viewer, 'confusion.read')
  const [row] = await troubleRows(viewer, part`c.id = ${clusterId}::uuid`, 1, new Date())
  return row ?? null
}

/** Troubles by their ids as rows, in the order of the board; what is not in the viewer's migration or joined is left out. */
export async function boardRows(viewer: Viewer, ids: string[]): Promise<BoardRow[]> {
  ensure(viewer, 'confusion.read')
  const which = part`c.merged_into_id IS NULL AND c.id::text = ANY(${ids}::text[])`
  return troubleRows(viewer, which, ROWS_LIMIT, new Date())
}

const of = (viewer: Viewer) => part`c.migration_id = ${viewer.migration?.id ?? null}::uuid`

function inView(viewer: Viewer, view: BoardView): Part {
  if (view === 'closed') return part`c.state = 'resolved'`
  if (view === 'mine') return part`c.state <> 'resolved' AND c.assignee_id = ${viewer.personId}::uuid`
  return part`c.state <> 'resolved'`
}

/** The filters but the view. A trouble matches when one of its reports does. */
function matching(viewer: Viewer, { state, module, kind, blocking, severity = null, owner = null }: BoardFilter): Part {
  return part`c.merged_into_id IS NULL
    AND (${severity}::severity IS NULL OR c.severity = ${severity}::severity) AND ${ownedBy(owner)}
    AND (${state}::confusion_state IS NULL OR c.state = ${state}::confusion_state)
    AND (${module}::text IS NULL OR c.module_id = (SELECT id FROM module WHERE slug = ${module}))
    AND ${saidIn(viewer, kind, blocking)}`
}

/** Looked up for all reports at once: to ask each trouble for its own takes as many times as long as there are troubles. */
function saidIn(viewer: Viewer, kind: ConfusionKind | null, blocking: boolean): Part {
  if (kind === null && !blocking) return part`true`
  return part`c.id IN (
    SELECT coalesce(d.merged_into_id, d.id) FROM confusion_report r JOIN confusion_cluster d ON d.id = r.cluster_id
    WHERE r.migration_id = ${viewer.migration?.id ?? null}::uuid
      ${kind === null ? part`` : part`AND r.kind = ${kind}::confusion_kind`} ${blocking ? part`AND r.blocking` : part``})`
}

function ownedBy(owner: OwnerFilter | null): Part {
  if (owner === null) return part`true`
  if (owner === 'nobody') return part`c.assignee_id IS NULL`
  return part`c.assignee_id IS NOT NULL AND NOT EXISTS (SELECT FROM role_grant g JOIN person p ON p.id = g.person_id
    WHERE p.id = c.assignee_id AND p.left_on IS NULL AND g.migration_id = c.migration_id AND g.role = 'lead' AND g.ended_at IS NULL)`
}

async function countViews(viewer: Viewer, filter: BoardFilter): Promise<Record<BoardView, number>> {
  const [counts] = await sql<Record<BoardView, number>>`
    SELECT count(*) FILTER (WHERE ${inView(viewer, 'open')}) AS open,
      count(*) FILTER (WHERE ${inView(viewer, 'mine')}) AS mine,
      count(*) FILTER (WHERE ${inView(viewer, 'closed')}) AS closed
    FROM confusion_cluster c WHERE ${of(viewer)} AND ${matching(viewer, filter)}`
  return counts ?? { open: 0, mine: 0, closed: 0 }
}

async function reportedModules(viewer: Viewer): Promise<Board['modules']> {
  return sql<Board['modules'][number]>`
    SELECT m.slug, coalesce(e.title, m.slug) AS title FROM module m LEFT JOIN release e ON e.id = m.current_release_id
    WHERE (SELECT true FROM confusion_cluster c WHERE c.module_id = m.id AND ${of(viewer)} LIMIT 1)
    ORDER BY m.position, m.slug`
}

async function troubleRows(viewer: Viewer, which: Part, limit: number, now: Date): Promise<BoardRow[]> {
  const targets = await targetsFor(viewer)
  const rows = await sql<Row>`
    WITH chosen AS MATERIALIZED (
      SELECT c.id, greatest(c.opened_at, again.at) AS waiting_since, s.id AS resolution_id, s.at AS resolved_at
      FROM confusion_cluster c
      LEFT JOIN resolution s ON s.cluster_id = c.id AND s.reopened_at IS NULL
      LEFT JOIN (
        SELECT x.cluster_id, max(x.reopened_at) AS at FROM resolution x WHERE x.reopened_at IS NOT NULL GROUP BY x.cluster_id
      ) again ON again.cluster_id = c.id
      WHERE ${of(viewer)} AND ${which}
      ORDER BY c.state, CASE WHEN c.state = 'resolved' THEN s.at END DESC, c.severity DESC, waiting_since, c.id
      LIMIT ${limit}
    ), joined AS MATERIALIZED (
      SELECT id AS root_id, id FROM chosen
      UNION ALL SELECT chosen.id, d.id FROM chosen JOIN confusion_cluster d ON d.merged_into_id = chosen.id
    ), report AS MATERIALIZED (
      SELECT joined.root_id, r.id, r.cluster_id, r.person_id, r.kind, r.release_id, r.words, r.at,
        (SELECT count(*) FROM me_too t WHERE t.report_id = r.id) AS me_toos
      FROM joined JOIN confusion_report r ON r.cluster_id = joined.id
    ), said AS MATERIALIZED (
      SELECT root_id, count(*) AS reports, sum(me_toos)::int AS me_toos, array_agg(DISTINCT kind::text) AS kinds,
        array_agg(DISTINCT release_id) AS release_ids
      FROM report GROUP BY root_id
    ), voices AS MATERIALIZED (
      SELECT root_id, count(DISTINCT person_id) AS people FROM (
        SELECT root_id, person_id FROM report
        UNION ALL SELECT report.root_id, t.person_id FROM report JOIN me_too t ON t.report_id = report.id
      ) v GROUP BY root_id
    ), question AS MATERIALIZED (
      SELECT DISTINCT ON (root_id) root_id, words, release_id FROM report WHERE cluster_id = root_id
      ORDER BY root_id, me_toos DESC, at, id
    )
    SELECT c.id, q.words AS question, (SELECT slug FROM module WHERE id = c.module_id) AS slug,
      (SELECT title FROM release WHERE id = q.release_id) AS title, c.block_id,
      (SELECT title FROM release_block WHERE release_id = q.release_id AND block_id = c.block_id) AS block_title,
      (SELECT array_agg(y.label ORDER BY y.published_at) FROM release y WHERE y.id = ANY(said.release_ids)) AS releases,
      c.severity::text, c.state::text, said.kinds, said.reports, said.me_toos, voices.people,
      (SELECT count(DISTINCT s.person_id) FROM block_seen s
        WHERE s.block_id = c.block_id AND s.release_id = ANY(said.release_ids)) AS reached,
      c.opened_at, chosen.waiting_since, o.name AS owner,
      o.id IS NOT NULL AND (o.left_on IS NOT NULL OR NOT EXISTS (SELECT FROM role_grant g WHERE g.person_id = o.id
        AND g.migration_id = c.migration_id AND g.role = 'lead' AND g.ended_at IS NULL)) AS owner_left,
      (SELECT x.detail->>'fixBy' FROM confusion_action x WHERE x.cluster_id = c.id AND x.kind = 'answered'
        ORDER BY x.at DESC, x.id DESC LIMIT 1) AS fix_by,
      s.at AS resolved_at, s.kind::text AS outcome,
      f.label AS fixed_in, f.withdrawn_at IS NOT NULL AS withdrawn, s.url, s.changed_on,
      count_verdicts.yes, count_verdicts.no
    FROM chosen JOIN confusion_cluster c ON c.id = chosen.id
    JOIN said ON said.root_id = c.id
    JOIN voices ON voices.root_id = c.id
    JOIN question q ON q.root_id = c.id
    LEFT JOIN person o ON o.id = c.assignee_id
    LEFT JOIN resolution s ON s.id = chosen.resolution_id LEFT JOIN release f ON f.id = s.release_id
    CROSS JOIN LATERAL (
      SELECT count(*) FILTER (WHERE v.helped) AS yes, count(*) FILTER (WHERE NOT v.helped) AS no
      FROM verdict v WHERE v.resolution_id = s.id
    ) count_verdicts
    ORDER BY c.state, CASE WHEN c.state = 'resolved' THEN s.at END DESC, c.severity DESC, chosen.waiting_since, c.id`
  return rows.map((row) => rowOf(row, targets, now))
}

function rowOf(row: Row, targets: AnswerTargets, now: Date): BoardRow {
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
    clock: row.state === 'open' ? answerClock(targets, row.severity, row.waiting_since, now) : null,
    owner: row.owner,
    ownerLeft: row.owner_left,
    fixBy: row.fix_by,
    resolved: resolvedOf(row),
    verdicts: { yes, no },
  }
}

function resolvedOf({ resolved_at: at, outcome: kind, ...row }: Row): BoardRow['resolved'] {
  if (at === null || kind === null) return null
  const { fixed_in: release, withdrawn: isWithdrawn, url, changed_on: changedOn } = row
  return { at, outcome: { kind, release, isWithdrawn, url, changedOn } }
}

type First = { severity: Severity; opened_at: Date; answered_at: Date | null }

/**
 * How the team has answered in the last 28 days: what was first reported in them and is answered or late, how long an
 * answer took at the median, and what people said when asked whether it helped.
 */
export async function boardFigures(viewer: Viewer, now: Date): Promise<BoardFigures> {
  ensure(viewer, 'confusion.read')
  const since = new Date(now.getTime() - FIGURES_DAYS * 86_400_000)
  const [targets, first, [given]] = await Promise.all([
    targetsFor(viewer),
    firstAnswers(viewer, since),
    sql<{ yes: number; asked: number }>`
      SELECT count(*) FILTER (WHERE v.helped) AS yes, count(*) AS asked
      FROM verdict v JOIN resolution s ON s.id = v.resolution_id JOIN confusion_cluster c ON c.id = s.cluster_id
      WHERE ${of(viewer)} AND v.at >= ${since}`,
  ])
  const clocked = first.map((one) => ({ ...one, due: dueAt(targets, one.severity, one.opened_at) }))
  const isDue = clocked.filter(({ answered_at, due }) => answered_at !== null || due < now)
  const inTime = isDue.filter(({ answered_at, due }) => answered_at !== null && answered_at <= due)
  const took = first.flatMap((one) => (one.answered_at ? one.answered_at.getTime() - one.opened_at.getTime() : []))
  return {
    days: FIGURES_DAYS,
    inTime: { part: inTime.length, of: isDue.length },
    medianMs: { value: medianOf(took), of: took.length },
    helped: { part: given?.yes ?? 0, of: given?.asked ?? 0 },
  }
}

/** What was first reported since a day and goes on by itself, with its first answer or resolution. */
function firstAnswers(viewer: Viewer, since: Date): Promise<First[]> {
  return sql<First>`
    SELECT c.severity::text, c.opened_at, least(a.at, s.at) AS answered_at
    FROM confusion_cluster c
    LEFT JOIN (SELECT cluster_id, min(at) AS at FROM answer WHERE at >= ${since} GROUP BY cluster_id) a ON a.cluster_id = c.id
    LEFT JOIN (SELECT cluster_id, min(at) AS at FROM resolution WHERE at >= ${since} GROUP BY cluster_id) s ON s.cluster_id = c.id
    WHERE ${of(viewer)} AND c.opened_at >= ${since} AND (c.merged_into_id IS NULL OR c.state <> 'open')`
}

function medianOf(values: number[]): number | null {
  if (values.length === 0) return null
  const sorted = values.toSorted((one, other) => one - other)
  const [low, high] = [sorted[Math.floor((sorted.length - 1) / 2)] ?? 0, sorted[Math.floor(sorted.length / 2)] ?? 0]
  return (low + high) / 2
}
