import { lastingPaths } from '#app/http/lasting-paths.ts'
import { paths } from '#app/http/paths.ts'
import type { Sql } from '#app/platform/database/sql.server.ts'
import { env } from '#app/platform/env.server.ts'
import type { Action } from '../actions.ts'
import { questionOf } from '../trouble.server.ts'

/** How programs know a step of a trouble's history, where not by its own name. */
const EVENTS: Partial<Record<string, string>> = {
  assigned: 'owner-changed',
  severity: 'severity-changed',
  joined: 'merged',
  separated: 'unmerged',
}

/** The event that tells of a step: `confusion.answered`. */
export const eventOf = (kind: string): string => `confusion.${EVENTS[kind] ?? kind}`

/** What a step changed in a trouble, as programs are told it. */
export async function changeOf(sql: Sql, clusterId: string, action: Action): Promise<Record<string, unknown>> {
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
      return { trouble: action.clusterId, ...(await otherTrouble(sql, action.clusterId)) }
    case 'merged':
      return { into: action.into, ...(await otherTrouble(sql, action.into)), moved: action.moved }
    case 'unmerged':
      return { from: action.from, ...(await otherTrouble(sql, action.from)) }
    case 'linked':
      return { link: { kind: action.as, title: action.to, url: action.url } }
    case 'unlinked':
      return { link: { kind: action.as, title: action.from, url: action.url } }
    case 'raised':
      return { signal: action.signal, part: action.part, of: action.of }
    case 'kept':
      return keptAnswer(sql, action.libraryAnswerId)
    case 'noticed':
      return toldNotice(sql, clusterId, action.audience)
    case 'callout':
      return askedCallout(sql, clusterId)
  }
}

/** The trouble on the other side of a join. */
async function otherTrouble(sql: Sql, id: string): Promise<Record<string, unknown>> {
  return { question: await questionOf(sql, id), url: env.ORIGIN + paths.confusionCluster(id) }
}

async function keptAnswer(sql: Sql, id: string): Promise<Record<string, unknown>> {
  const [row] = await sql`SELECT question, words FROM library_answer WHERE id = ${id}::uuid`
  return { libraryAnswer: id, ...row, url: env.ORIGIN + lastingPaths.libraryAnswer(id) }
}

/** The audience that was told is no reporter's: it says nothing of who asked. */
async function toldNotice(sql: Sql, clusterId: string, audience: string): Promise<Record<string, unknown>> {
  const [row] = await sql`
    SELECT n.words, n.people FROM answer_notice n JOIN audience u ON u.id = n.audience_id
    WHERE n.cluster_id = ${clusterId}::uuid AND u.name = ${audience} ORDER BY n.at DESC, n.id DESC LIMIT 1`
  return { toldTo: audience, ...row }
}

async function askedCallout(sql: Sql, clusterId: string): Promise<Record<string, unknown>> {
  const [row] = await sql`SELECT words FROM asked_callout WHERE cluster_id = ${clusterId}::uuid AND done_at IS NULL`
  return row ?? {}
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
