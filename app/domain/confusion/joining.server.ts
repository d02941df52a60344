import { Refusal } from '#app/domain/errors.ts'
import type { Viewer } from '#app/domain/identity/viewer.ts'
import type { Sql } from '#app/platform/database/sql.server.ts'
import { addAction } from './actions.server.ts'
import { noteChange } from './changed-reports.server.ts'
import { lockTrouble, type Trouble, tellLatecomers } from './trouble.server.ts'

/**
 * Joins a trouble with the one that it repeats. What had been joined with it before goes along, so that merges stay
 * flat. Its people are told what was said there already.
 */
export async function joinTrouble(
  sql: Sql,
  viewer: Viewer,
  trouble: Trouble,
  intoId: string,
  now: Date,
): Promise<{ into: string; moved: string[] }> {
  const into = await lockTrouble(sql, viewer, intoId)
  if (into.id === trouble.id) throw new Refusal('invalid', 'Choose another question than this one.')
  const people = await peopleOf(sql, trouble.id)
  const moved = await sql<{ id: string }>`
    UPDATE confusion_cluster SET merged_into_id = ${into.id}::uuid
    WHERE id = ${trouble.id}::uuid OR merged_into_id = ${trouble.id}::uuid
    RETURNING id`
  await addAction(sql, into.id, viewer.personId, { kind: 'joined', clusterId: trouble.id }, now, viewer.tokenId)
  await tellLatecomers(sql, into, people, now)
  return { into: into.id, moved: moved.map(({ id }) => id).filter((id) => id !== trouble.id) }
}

/**
 * Takes a trouble out of the one that it was joined with, together with what had gone along and is still there: what
 * was taken out or joined by itself since stays where it is. Answers the one that it was in; null where it was in none.
 */
export async function separateTrouble(
  sql: Sql,
  actorId: string | null,
  clusterId: string,
  now: Date,
): Promise<string | null> {
  const [joined] = await sql<{ merged_into_id: string }>`
    SELECT merged_into_id FROM confusion_cluster WHERE id = ${clusterId}::uuid AND merged_into_id IS NOT NULL`
  if (!joined) return null
  await sql`UPDATE confusion_cluster SET merged_into_id = NULL WHERE id = ${clusterId}::uuid`
  await sql`
    WITH last AS (
      SELECT at, detail FROM confusion_action
      WHERE cluster_id = ${clusterId}::uuid AND kind IN ('resolved', 'merged') ORDER BY at DESC, id DESC LIMIT 1
    )
    UPDATE confusion_cluster c SET merged_into_id = ${clusterId}::uuid FROM last
    WHERE c.id::text IN (SELECT jsonb_array_elements_text(last.detail->'moved')) AND c.merged_into_id = ${joined.merged_into_id}::uuid
      AND NOT EXISTS (SELECT FROM confusion_action a WHERE a.cluster_id = c.id
        AND a.kind IN ('resolved', 'merged', 'reopened', 'unmerged') AND a.at > last.at)`
  await addAction(sql, joined.merged_into_id, actorId, { kind: 'separated', clusterId }, now)
  await noteChange(sql, clusterId)
  return joined.merged_into_id
}

async function peopleOf(sql: Sql, rootId: string): Promise<string[]> {
  const people = await sql<{ person_id: string }>`
    WITH report AS (
      SELECT r.id, r.person_id FROM confusion_report r JOIN confusion_cluster c ON c.id = r.cluster_id
      WHERE coalesce(c.merged_into_id, c.id) = ${rootId}::uuid
    )
    SELECT person_id FROM report UNION SELECT m.person_id FROM me_too m JOIN report r ON r.id = m.report_id`
  return people.map((one) => one.person_id)
}
