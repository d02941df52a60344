import { Refusal } from '#app/domain/errors.ts'
import { ensure } from '#app/domain/identity/abilities.ts'
import type { Viewer } from '#app/domain/identity/viewer.ts'
import { tell } from '#app/domain/notices/tell.server.ts'
import { paths } from '#app/http/paths.ts'
import { type Sql, sql } from '#app/platform/database/sql.server.ts'
import { addAction, lockAsSeen } from './actions.server.ts'
import { changingBoard } from './board-news.server.ts'
import { headline } from './headline.ts'
import type { OwnerInput } from './triage-input.ts'
import type { Trouble } from './trouble.server.ts'

/** Who can take care of a trouble: the migration's leads. */
export type PossibleOwner = { id: string; name: string }

export async function possibleOwners(viewer: Viewer): Promise<PossibleOwner[]> {
  ensure(viewer, 'confusion.triage')
  return sql<PossibleOwner>`
    SELECT DISTINCT p.id, p.name FROM role_grant g JOIN person p ON p.id = g.person_id
    WHERE g.migration_id = ${viewer.migration?.id ?? null}::uuid AND g.role = 'lead' AND g.ended_at IS NULL
      AND p.left_on IS NULL
    ORDER BY p.name, p.id`
}

/**
 * Sets who takes care of a trouble and how bad it is; what stays the same leaves no trace. A new owner is told, unless
 * they did it themselves. Refuses with `conflict` what happened meanwhile, with `invalid` somebody who is no lead.
 */
export async function setOwner(viewer: Viewer, clusterId: string, input: OwnerInput, now: Date): Promise<void> {
  const owners = await possibleOwners(viewer)
  await changingBoard(viewer, async (sql) => {
    const trouble = await lockAsSeen(sql, viewer, clusterId, input.seen)
    const assigneeId = input.assigneeId ?? null
    const isNew = assigneeId !== trouble.assigneeId
    if (isNew && assigneeId !== null && !owners.some((owner) => owner.id === assigneeId)) {
      throw new Refusal('invalid', 'Choose one of the migration leads.')
    }
    if (input.severity !== trouble.severity) {
      await sql`UPDATE confusion_cluster SET severity = ${input.severity}::severity WHERE id = ${trouble.id}::uuid`
      const action = { kind: 'severity', from: trouble.severity, to: input.severity } as const
      await addAction(sql, trouble.id, viewer.personId, action, now)
    }
    if (isNew) await assign(sql, viewer, trouble, assigneeId, now)
  })
}

async function assign(sql: Sql, viewer: Viewer, trouble: Trouble, assigneeId: string | null, now: Date): Promise<void> {
  await sql`UPDATE confusion_cluster SET assignee_id = ${assigneeId} WHERE id = ${trouble.id}::uuid`
  await addAction(sql, trouble.id, viewer.personId, { kind: 'assigned', assigneeId }, now)
  if (assigneeId === null || assigneeId === viewer.personId) return
  await tell(sql, {
    personIds: [assigneeId],
    kind: 'confusion',
    key: `confusion:assigned:${trouble.id}:${now.toISOString()}`,
    title: `${viewer.name} gave you a question to answer.`,
    words: `“${headline(trouble.question)}”`,
    link: paths.confusionCluster(trouble.id),
    now,
  })
}
