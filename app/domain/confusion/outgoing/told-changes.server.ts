import type { Sql } from '#app/platform/database/sql.server.ts'
import type { Action } from '../actions.ts'

/** How programs know a step of a trouble's history, where not by its own name. */
const EVENTS: Partial<Record<string, string>> = {
  assigned: 'owner-changed',
  severity: 'severity-changed',
  joined: 'merged',
  separated: 'unmerged',
}

/** The event that tells of a step: `confusion.answered`. */
export const eventOf = (kind: string): string => `confusion.${EVENTS[kind] ?? kind}`

/** What a step changed, as programs are told it. Kinds that have nothing to say tell nothing. */
export async function changeOf(sql: Sql, action: Action): Promise<Record<string, unknown>> {
  switch (action.kind) {
    case 'assigned':
      return { assignee: action.assigneeId }
    case 'severity':
      return { from: action.from, to: action.to }
    case 'answered':
      return { ...(await answerOf(sql, action.answerId)), fixBy: action.fixBy }
    case 'resolved':
      return { resolution: await resolutionOf(sql, action.resolutionId), mergedInto: action.into ?? null }
    case 'reopened':
      return { resolution: action.resolutionId, words: await objectionTo(sql, action.resolutionId) }
    case 'joined':
    case 'separated':
      return { trouble: action.clusterId }
    default:
      return {}
  }
}

async function answerOf(sql: Sql, id: string): Promise<Record<string, unknown>> {
  const [row] = await sql`SELECT words, public FROM answer WHERE id = ${id}::uuid`
  return row ?? {}
}

async function resolutionOf(sql: Sql, id: string): Promise<Record<string, unknown>> {
  const [row] = await sql`
    SELECT s.id, s.kind::text, s.words, e.label AS release, s.url, s.changed_on AS "changedOn"
    FROM resolution s LEFT JOIN release e ON e.id = s.release_id WHERE s.id = ${id}::uuid`
  return row ?? {}
}

/** What somebody said to whom a resolution did not help; null where a lead opened it again, or they said nothing. */
async function objectionTo(sql: Sql, resolutionId: string): Promise<string | null> {
  const [row] = await sql<{ words: string | null }>`
    SELECT words FROM verdict WHERE resolution_id = ${resolutionId}::uuid AND NOT helped ORDER BY at DESC LIMIT 1`
  return row?.words ?? null
}
