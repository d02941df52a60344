import { Refusal } from '#app/domain/errors.ts'
import { ensure } from '#app/domain/identity/abilities.ts'
import type { Viewer } from '#app/domain/identity/viewer.ts'
import { sql } from '#app/platform/database/sql.server.ts'
import { type Action, stepWords } from './actions.ts'
import { ACTOR, ACTOR_NAME } from './actor.server.ts'
import type { AttemptErrors } from './attempt-errors.ts'
import { boardRow } from './board.server.ts'
import { knownId } from './known-id.ts'
import { linksOf } from './links.server.ts'
import { picturesOf } from './pictures.server.ts'
import { silentOn } from './silence.server.ts'
import { threadOf } from './thread.server.ts'
import type { Said, Step, TroubleDetail } from './trouble-detail.ts'

/**
 * A trouble for whoever reads or answers it: what was said, what became of it. Whoever reported without a name stays
 * without one in every field. Refuses with `missing` what is not in the viewer's migration.
 */
export async function troubleDetail(viewer: Viewer, address: string, now = new Date()): Promise<TroubleDetail> {
  ensure(viewer, 'confusion.read')
  const id = knownId(address)
  const [row, [own], said, steps, told, silent, objections, joined, links] = await Promise.all([
    boardRow(viewer, id),
    ownRow(id),
    saidIn(viewer, id),
    stepsOf(id),
    toldOf(id),
    silentOn(viewer, id, now),
    objectionsTo(id),
    joinedInto(id),
    linksOf(id),
  ])
  if (!row || !own) throw new Refusal('missing', 'There is no such report.')
  return {
    ...row,
    joinedWith: own.joined_id === null ? null : { id: own.joined_id, question: own.joined_question ?? '' },
    links,
    joined,
    said,
    audiences: audiencesOf(said),
    thread: await threadOf(id, id, 'team'),
    steps: steps.filter(({ kind }) => !TOLD_IN_THREAD.has(kind)).map(({ at, words }) => ({ at, words })),
    told,
    silent,
    objections,
    assigneeId: own.assignee_id,
    newestAction: steps.at(-1)?.id ?? 'none',
  }
}

type OwnRow = { assignee_id: string | null; joined_id: string | null; joined_question: string | null }

function ownRow(id: string): Promise<OwnRow[]> {
  return sql<OwnRow>`
    SELECT c.assignee_id, c.merged_into_id AS joined_id,
      (SELECT r.words FROM confusion_report r WHERE r.cluster_id = c.merged_into_id ORDER BY r.at, r.id LIMIT 1) AS joined_question
    FROM confusion_cluster c WHERE c.id = ${id}::uuid`
}

/** The questions that were joined with this one, by the words that stand for each. */
async function joinedInto(id: string): Promise<TroubleDetail['joined']> {
  return sql<TroubleDetail['joined'][number]>`
    SELECT c.id, q.words AS question, c.state = 'resolved' AS "isRepetition" FROM confusion_cluster c
    CROSS JOIN LATERAL (
      SELECT r.words FROM confusion_report r WHERE r.cluster_id = c.id
      ORDER BY (SELECT count(*) FROM me_too t WHERE t.report_id = r.id) DESC, r.at, r.id LIMIT 1
    ) q
    WHERE c.merged_into_id = ${id}::uuid ORDER BY c.opened_at, c.id`
}

type SaidRow = Omit<Said, 'attempt' | 'pictures'> & {
  id: string | null
  ordinal: number | null
  errors: AttemptErrors | null
  outcome: NonNullable<Said['attempt']>['outcome']
}

async function saidIn(viewer: Viewer, id: string): Promise<Said[]> {
  const zone = viewer.migration?.timeZone ?? 'UTC'
  const rows = await sql<SaidRow>`
    WITH report AS (
      SELECT r.* FROM confusion_report r JOIN confusion_cluster c ON c.id = r.cluster_id
      WHERE c.id = ${id}::uuid OR c.merged_into_id = ${id}::uuid
    ), said AS (
      SELECT r.id, 'report' AS "as", CASE WHEN NOT r.anonymous THEN p.name END AS who, r.at, r.words, r.body, r.kind::text, r.quote, r.place,
        r.blocking, u.name AS audience, s.name AS milestone,
        e.label || CASE WHEN e.withdrawn_at IS NULL THEN '' ELSE ' (withdrawn)' END AS release,
        CASE WHEN NOT r.anonymous THEN t.ordinal END AS ordinal,
        CASE WHEN NOT r.anonymous THEN json_build_object('count', t.errors, 'types', coalesce((
          SELECT json_agg(DISTINCT x.type ORDER BY x.type) FROM attempt_error x WHERE x.attempt_id = t.id), '[]')) END AS errors,
        CASE WHEN NOT r.anonymous THEN t.outcome::text END AS outcome,
        CASE WHEN NOT r.anonymous THEN r.browser END AS browser
      FROM report r JOIN person p ON p.id = r.person_id JOIN release e ON e.id = r.release_id
      LEFT JOIN audience u ON u.id = r.audience_id LEFT JOIN milestone s ON s.id = r.milestone_id
      LEFT JOIN attempt t ON t.id = r.attempt_id
      UNION ALL
      SELECT NULL, 'me too', NULL, m.at, m.words, NULL, NULL, NULL, NULL, false, NULL, NULL, e.label, NULL, NULL, NULL, NULL
      FROM me_too m JOIN report r ON r.id = m.report_id JOIN release e ON e.id = m.release_id
      WHERE m.words IS NOT NULL
    )
    SELECT id, "as", who, (at AT TIME ZONE ${zone})::date AS day, words, body, kind, quote, place, blocking, audience, milestone, release,
      ordinal, errors, outcome, browser
    FROM said ORDER BY "as" = 'me too', (at AT TIME ZONE ${zone})::date, words`
  const pictures = await picturesOf(rows.flatMap((row) => row.id ?? []))
  return rows.map(({ id: report, ordinal, errors, outcome, ...row }) => ({
    ...row,
    pictures: pictures.get(report ?? '') ?? [],
    attempt: ordinal === null ? null : { ordinal, errors: errors ?? { count: 0, types: [] }, outcome },
  }))
}

function audiencesOf(said: readonly Said[]): TroubleDetail['audiences'] {
  const counts = new Map<string, number>()
  for (const { audience } of said) if (audience !== null) counts.set(audience, (counts.get(audience) ?? 0) + 1)
  return [...counts].map(([name, people]) => ({ name, people })).sort((one, other) => other.people - one.people)
}

type StepRow = {
  id: string
  at: Date
  actor: string | null
  kind: Action['kind']
  detail: object
  assignee: string | null
}

/** What answers and resolutions say themselves. */
const TOLD_IN_THREAD: ReadonlySet<Action['kind']> = new Set(['answered', 'resolved', 'reopened'])

async function stepsOf(id: string): Promise<(Step & { id: string; kind: Action['kind'] })[]> {
  const rows = await sql<StepRow>`
    SELECT a.id, a.at, ${ACTOR_NAME} AS actor, a.kind, coalesce(a.detail, '{}') AS detail, o.name AS assignee
    FROM confusion_action a ${ACTOR}
    LEFT JOIN person o ON o.id::text = a.detail->>'assigneeId'
    WHERE a.cluster_id = ${id}::uuid ORDER BY a.at, a.id`
  return rows.map(({ kind, detail, ...row }) => ({
    id: row.id,
    kind,
    at: row.at,
    words: stepWords({ kind, ...detail } as Action, row.actor, row.assignee),
  }))
}

/** How many people of a trouble were told of its newest answer or resolution; whoever was taken out of it is not one. */
async function toldOf(id: string): Promise<number> {
  const [row] = await sql<{ count: number }>`
    WITH report AS (
      SELECT r.id, r.person_id FROM confusion_report r JOIN confusion_cluster c ON c.id = r.cluster_id
      WHERE c.id = ${id}::uuid OR c.merged_into_id = ${id}::uuid
    )
    SELECT count(*) FROM told t
    WHERE t.person_id IN (SELECT person_id FROM report UNION SELECT m.person_id FROM me_too m JOIN report r ON r.id = m.report_id)
      AND coalesce(t.resolution_id, t.answer_id) = (
      SELECT n.id FROM (
        SELECT id, at FROM answer WHERE cluster_id = ${id}::uuid
        UNION ALL SELECT id, at FROM resolution WHERE cluster_id = ${id}::uuid
      ) n ORDER BY n.at DESC, n.id DESC LIMIT 1)`
  return row?.count ?? 0
}

async function objectionsTo(id: string): Promise<string[]> {
  const rows = await sql<{ words: string }>`
    SELECT v.words FROM verdict v JOIN resolution s ON s.id = v.resolution_id
    WHERE s.cluster_id = ${id}::uuid AND NOT v.helped AND v.words IS NOT NULL ORDER BY v.words`
  return rows.map((row) => row.words)
}
