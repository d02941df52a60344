import { Refusal } from '#app/domain/errors.ts'
import type { Viewer } from '#app/domain/identity/viewer.ts'
import type { Sql } from '#app/platform/database/sql.server.ts'
import type { ConfusionState, ResolutionKind, Severity } from './kinds.ts'
import { keepJoinsStill } from './merge-lock.server.ts'
import { newsOfAnswer, newsOfResolution } from './news.ts'
import { type News, tellTrouble } from './telling.server.ts'

/*
 * A trouble is a cluster that is not merged, with all that are merged into it. Merges lie flat: `merged_into_id` always
 * names the trouble itself, so that one join finds it.
 */

/** A trouble, locked for the rest of the transaction: whatever is said of it, and to whom, is said one at a time. */
export type Trouble = {
  id: string
  moduleId: string
  state: ConfusionState
  severity: Severity
  assigneeId: string | null
  /** the words of the report that stands for it */
  question: string
}

type Row = {
  id: string
  module_id: string
  state: ConfusionState
  severity: Severity
  assignee_id: string | null
}

/** Locks the trouble that a cluster belongs to. Refuses with `missing` what is not in the viewer's migration. */
export async function lockTrouble(sql: Sql, viewer: Viewer, clusterId: string): Promise<Trouble> {
  await keepJoinsStill(sql, viewer)
  const [row] = await sql<Row>`
    SELECT root.id, root.module_id, root.state::text, root.severity::text, root.assignee_id
    FROM confusion_cluster c JOIN confusion_cluster root ON root.id = coalesce(c.merged_into_id, c.id)
    WHERE c.id = ${clusterId}::uuid AND c.migration_id = ${viewer.migration?.id ?? null}::uuid
    FOR UPDATE OF root`
  if (!row) throw new Refusal('missing', 'There is no such report.')
  return {
    id: row.id,
    moduleId: row.module_id,
    state: row.state,
    severity: row.severity,
    assigneeId: row.assignee_id,
    question: await questionOf(sql, row.id),
  }
}

/** The words that stand for a trouble: those of its own report that most people said "me too" to. */
export async function questionOf(sql: Sql, clusterId: string): Promise<string> {
  const [row] = await sql<{ words: string }>`
    SELECT r.words FROM confusion_report r
    WHERE r.cluster_id = ${clusterId}::uuid
    ORDER BY (SELECT count(*) FROM me_too m WHERE m.report_id = r.id) DESC, r.at, r.id LIMIT 1`
  return row?.words ?? ''
}

/**
 * Tells people who came to a trouble later what was already said of it: the newest answer since it was last opened,
 * or the resolution that holds. A fix whose release was withdrawn is not told.
 */
export async function tellLatecomers(sql: Sql, trouble: Trouble, personIds: string[], now: Date): Promise<void> {
  const news = (await resolutionNews(sql, trouble)) ?? (await answerNews(sql, trouble))
  if (news) await tellTrouble(sql, trouble.id, news, now, personIds)
}

async function resolutionNews(sql: Sql, trouble: Trouble): Promise<News | null> {
  const [row] = await sql<{
    id: string
    words: string
    kind: ResolutionKind
    url: string | null
    label: string | null
  }>`
    SELECT s.id, s.words, s.kind::text, s.url, r.label FROM resolution s LEFT JOIN release r ON r.id = s.release_id
    WHERE s.cluster_id = ${trouble.id}::uuid AND s.reopened_at IS NULL AND r.withdrawn_at IS NULL`
  if (!row) return null
  const outcome = { kind: row.kind, release: row.label, url: row.url }
  return { subject: { resolutionId: row.id }, ...newsOfResolution(trouble.question, row.words, outcome) }
}

async function answerNews(sql: Sql, trouble: Trouble): Promise<News | null> {
  const [row] = await sql<{ id: string; words: string }>`
    SELECT a.id, a.words FROM answer a WHERE a.cluster_id = ${trouble.id}::uuid
      AND a.at > coalesce((SELECT max(s.reopened_at) FROM resolution s WHERE s.cluster_id = a.cluster_id), '-infinity')
    ORDER BY a.at DESC, a.id DESC LIMIT 1`
  return row ? { subject: { answerId: row.id }, ...newsOfAnswer(trouble.question, row.words) } : null
}
