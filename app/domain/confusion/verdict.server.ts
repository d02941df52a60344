import { Refusal } from '#app/domain/errors.ts'
import type { Viewer } from '#app/domain/identity/viewer.ts'
import { tell } from '#app/domain/notices/tell.server.ts'
import { paths } from '#app/http/paths.ts'
import type { Sql } from '#app/platform/database/sql.server.ts'
import { changingBoard } from './board-news.server.ts'
import { headline } from './headline.ts'
import { changeJoinsAlone } from './merge-lock.server.ts'
import { openResolution, reopen } from './reopening.server.ts'
import type { VerdictInput } from './report-input.ts'
import { lockTrouble, type Trouble } from './trouble.server.ts'

/**
 * "Does this help?", answered by somebody who reported it or said "me too". No opens the question again; whoever takes
 * care of it is told, or the migration's leads where nobody does any more. A second answer replaces the first, and what was opened stays open.
 * Refuses with `missing` what the viewer has no part in, with `conflict` what has been opened again meanwhile.
 */
export async function giveVerdict(viewer: Viewer, reportId: string, input: VerdictInput, now: Date): Promise<void> {
  await changingBoard(viewer, async (sql) => {
    if (input.helped === 'no') await changeJoinsAlone(sql, viewer)
    const clusterId = await clusterOfOwn(sql, viewer, reportId)
    const trouble = await lockTrouble(sql, viewer, clusterId)
    // What was said of the whole trouble comes first; else that this one was taken for a duplicate of it.
    const ofTrouble = await openResolution(sql, trouble.id)
    const resolutionId = ofTrouble ?? (await openResolution(sql, clusterId))
    if (resolutionId === null) {
      throw new Refusal('conflict', 'This was opened again meanwhile. You are told when there is something new.')
    }
    await sql`
      INSERT INTO verdict (resolution_id, person_id, helped, words, at)
      VALUES (${resolutionId}, ${viewer.personId}, ${input.helped === 'yes'}, ${input.words}, ${now})
      ON CONFLICT (resolution_id, person_id) DO UPDATE SET helped = excluded.helped, words = excluded.words, at = excluded.at`
    if (input.helped === 'yes') return
    await reopen(sql, null, ofTrouble === null ? clusterId : trouble.id, resolutionId, now)
    await tellOwner(sql, viewer, trouble, resolutionId, now)
  })
}

async function clusterOfOwn(sql: Sql, viewer: Viewer, reportId: string): Promise<string> {
  const [row] = await sql<{ cluster_id: string }>`
    SELECT r.cluster_id FROM confusion_report r
    WHERE r.id = ${reportId}::uuid AND (r.person_id = ${viewer.personId}::uuid
      OR EXISTS (SELECT FROM me_too m WHERE m.report_id = r.id AND m.person_id = ${viewer.personId}::uuid))`
  if (!row) throw new Refusal('missing', 'There is no such report.')
  return row.cluster_id
}

async function tellOwner(sql: Sql, viewer: Viewer, trouble: Trouble, resolutionId: string, now: Date): Promise<void> {
  await tell(sql, {
    personIds: await takingCare(sql, viewer.migration?.id ?? null, trouble.assigneeId),
    kind: 'confusion',
    key: `confusion:reopened:${resolutionId}`,
    title: 'A question is open again.',
    words: `Somebody who reported it says that it did not help: “${headline(trouble.question)}”`,
    link: paths.confusionCluster(trouble.id),
    now,
  })
}

/** The owner, while they are a lead of the migration and have not left; else all of its leads: it is somebody's work. */
async function takingCare(sql: Sql, migrationId: string | null, ownerId: string | null): Promise<string[]> {
  const leads = await sql<{ id: string }>`
    SELECT DISTINCT p.id FROM role_grant g JOIN person p ON p.id = g.person_id
    WHERE g.migration_id = ${migrationId}::uuid AND g.role = 'lead' AND g.ended_at IS NULL AND p.left_on IS NULL`
  const ids = leads.map(({ id }) => id)
  return ownerId !== null && ids.includes(ownerId) ? [ownerId] : ids
}
