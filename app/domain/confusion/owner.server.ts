import { Refusal } from '#app/domain/errors.ts'
import { ensure } from '#app/domain/identity/abilities.ts'
import type { Viewer } from '#app/domain/identity/viewer.ts'
import { tell } from '#app/domain/notices/tell.server.ts'
import { paths } from '#app/http/paths.ts'
import { type Sql, sql } from '#app/platform/database/sql.server.ts'
import { addAction, lockAsSeen } from './actions.server.ts'
import { changingBoard } from './board-news.server.ts'
import { headline } from './headline.ts'
import type { Severity } from './kinds.ts'
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

/** Refuses with `invalid` somebody who cannot take care of a trouble. */
export async function ensureCanOwn(viewer: Viewer, personId: string | null): Promise<void> {
  if (personId === null || (await possibleOwners(viewer)).some(({ id }) => id === personId)) return
  throw new Refusal('invalid', 'Choose one of the migration leads.', 'assigneeId')
}

/**
 * Sets who takes care of a trouble and how bad it is; what stays the same leaves no trace. A new owner is told, unless
 * they did it themselves. Refuses with `conflict` what happened meanwhile, with `invalid` somebody who is no lead.
 */
export async function setOwner(viewer: Viewer, clusterId: string, input: OwnerInput, now: Date): Promise<void> {
  ensure(viewer, 'confusion.triage')
  await changingBoard(viewer, async (sql) => {
    const trouble = await lockAsSeen(sql, viewer, clusterId, input.seen)
    const assigneeId = input.assigneeId ?? null
    if (assigneeId !== trouble.assigneeId) await ensureCanOwn(viewer, assigneeId)
    await changeSeverity(sql, viewer, trouble, input.severity, now)
    if (await changeOwner(sql, viewer, trouble, assigneeId, now)) {
      await tellNewOwner(sql, viewer, [trouble], assigneeId, now)
    }
  })
}

/** Says how bad a locked trouble is. */
export async function changeSeverity(
  sql: Sql,
  viewer: Viewer,
  trouble: Trouble,
  to: Severity,
  now: Date,
): Promise<void> {
  if (to === trouble.severity) return
  await sql`UPDATE confusion_cluster SET severity = ${to}::severity WHERE id = ${trouble.id}::uuid`
  await addAction(sql, trouble.id, viewer.personId, { kind: 'severity', from: trouble.severity, to }, now)
}

/** Gives a locked trouble to somebody; answers whether that is new. */
export async function changeOwner(
  sql: Sql,
  viewer: Viewer,
  trouble: Trouble,
  assigneeId: string | null,
  now: Date,
): Promise<boolean> {
  if (assigneeId === trouble.assigneeId) return false
  await sql`UPDATE confusion_cluster SET assignee_id = ${assigneeId} WHERE id = ${trouble.id}::uuid`
  await addAction(sql, trouble.id, viewer.personId, { kind: 'assigned', assigneeId }, now)
  return true
}

/** Tells somebody else once of all that they were given. */
export async function tellNewOwner(
  sql: Sql,
  viewer: Viewer,
  troubles: readonly Trouble[],
  assigneeId: string | null,
  now: Date,
): Promise<void> {
  const given = troubles.filter((trouble) => trouble.assigneeId !== assigneeId)
  const [first] = given
  if (!first || assigneeId === null || assigneeId === viewer.personId) return
  const one = given.length === 1
  await tell(sql, {
    personIds: [assigneeId],
    kind: 'confusion',
    key: `confusion:assigned:${first.id}:${now.toISOString()}`,
    title: `${viewer.name} gave you ${one ? 'a question' : `${given.length} questions`} to answer.`,
    words: given.map(({ question }) => `“${headline(question)}”`).join('\n\n'),
    link: one ? paths.confusionCluster(first.id) : `${paths.confusion()}?view=mine`,
    now,
  })
}
