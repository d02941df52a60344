import type { LocalDay } from '#app/domain/migrations/local-days.ts'
import { sql } from '#app/platform/database/sql.server.ts'
import type { ResolutionKind } from './kinds.ts'
import type { ThreadEntry } from './thread.ts'

type AnswerRow = { at: Date; by: string | null; words: string; fix_by: LocalDay | null }
type ResolutionRow = {
  at: Date
  by: string | null
  words: string
  kind: ResolutionKind
  label: string | null
  withdrawn: boolean
  url: string | null
  changed_on: LocalDay | null
  reopened_at: Date | null
}

/**
 * What was said of a trouble and done about it, from the first to the last; for a cluster that was joined with
 * another, that it was, and what was said there. What a program did is by its name for the team; to reporters it is
 * the team's, because what the team calls its programs is no business of theirs.
 */
export async function threadOf(clusterId: string, rootId: string, reader: 'team' | 'reporter'): Promise<ThreadEntry[]> {
  const [answers, resolutions] = await Promise.all([
    sql<AnswerRow>`
      SELECT a.at, p.name AS by, a.words, c.detail->>'fixBy' AS fix_by
      FROM answer a LEFT JOIN person p ON p.id = a.author_id
      LEFT JOIN confusion_action c ON c.cluster_id = a.cluster_id AND c.kind = 'answered' AND c.detail->>'answerId' = a.id::text
      WHERE a.cluster_id IN (${rootId}::uuid, ${clusterId}::uuid)`,
    sql<ResolutionRow>`
      SELECT s.at, CASE WHEN s.token_id IS NULL THEN p.name WHEN ${reader === 'team'} THEN k.name END AS by, s.words, s.kind::text, r.label, r.withdrawn_at IS NOT NULL AS withdrawn, s.url, s.changed_on, s.reopened_at
      FROM resolution s LEFT JOIN person p ON p.id = s.by_id LEFT JOIN api_token k ON k.id = s.token_id
      LEFT JOIN release r ON r.id = s.release_id
      WHERE s.cluster_id IN (${rootId}::uuid, ${clusterId}::uuid)`,
  ])
  return [...answers.map(answerEntry), ...resolutions.flatMap(resolutionEntries)].sort(
    (one, other) => one.at.getTime() - other.at.getTime(),
  )
}

/** The team has names; one that was erased is the team. */
const TEAM = 'The migration team'

const answerEntry = ({ by, fix_by, ...row }: AnswerRow): ThreadEntry => ({
  what: 'answer',
  ...row,
  by: by ?? TEAM,
  fixBy: fix_by,
})

function resolutionEntries({ at, by, words, reopened_at, ...row }: ResolutionRow): ThreadEntry[] {
  const { kind, label: release, withdrawn: isWithdrawn, url, changed_on: changedOn } = row
  const outcome = { kind, release, isWithdrawn, url, changedOn }
  const resolution: ThreadEntry = { what: 'resolution', at, by: by ?? TEAM, words, outcome }
  return reopened_at === null ? [resolution] : [resolution, { what: 'reopened', at: reopened_at }]
}
