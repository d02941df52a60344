import { Refusal } from '#app/domain/errors.ts'
import type { Viewer } from '#app/domain/identity/viewer.ts'
import { localDay } from '#app/domain/migrations/local-days.ts'
import type { Sql } from '#app/platform/database/sql.server.ts'
import { newId } from '#app/platform/ids.ts'
import { addAction, lockAsSeen } from './actions.server.ts'
import { changingBoard } from './board-news.server.ts'
import { joinTrouble } from './joining.server.ts'
import { changeJoinsAlone } from './merge-lock.server.ts'
import { newsOfResolution } from './news.ts'
import { tellTrouble } from './telling.server.ts'
import type { ResolutionInput } from './triage-input.ts'
import type { Trouble } from './trouble.server.ts'

/**
 * Says what became of a trouble, and tells everyone in it once. A duplicate goes on inside the one it repeats: its
 * people are told what is said there. Answers how many people were told.
 * Refuses with `conflict` what happened meanwhile, with `invalid` a release, day or question that does not fit.
 */
export function resolveTrouble(
  viewer: Viewer,
  clusterId: string,
  input: ResolutionInput,
  now: Date,
): Promise<{ told: number }> {
  return changingBoard(viewer, (sql) => resolveWithin(sql, viewer, clusterId, input, now, newId(now)))
}

/** The same inside the caller's transaction, under an id of theirs. */
export async function resolveWithin(
  sql: Sql,
  viewer: Viewer,
  clusterId: string,
  input: ResolutionInput,
  now: Date,
  resolutionId: string,
): Promise<{ told: number }> {
  if (input.duplicateOf) await lockBoth(sql, viewer, clusterId, input.duplicateOf)
  const trouble = await lockAsSeen(sql, viewer, clusterId, input.seen)
  if (trouble.state === 'resolved') throw new Refusal('conflict', 'This is resolved already.')
  return resolveLocked(sql, viewer, trouble, input, now, resolutionId)
}

/** What became of a trouble, without what was seen. */
type Named = Omit<ResolutionInput, 'seen'>

/** The same for a trouble that is locked and open. */
export async function resolveLocked(
  sql: Sql,
  viewer: Viewer,
  trouble: Trouble,
  input: Named,
  now: Date,
  resolutionId = newId(now),
): Promise<{ told: number }> {
  const label = await fittingRelease(sql, trouble, input)
  ensureDayIsNotAhead(viewer, input, now)
  await keepResolution(sql, viewer, trouble, input, now, resolutionId)
  const outcome = { kind: input.kind, release: label, url: input.url ?? null }
  const news = { subject: { resolutionId }, ...newsOfResolution(trouble.question, input.words, outcome) }
  const told = await tellTrouble(sql, trouble.id, news, now)
  const joined = input.kind === 'duplicate' ? await joinTrouble(sql, viewer, trouble, input.duplicateOf ?? '', now) : {}
  const action = { kind: 'resolved', resolutionId, as: input.kind, ...joined } as const
  await addAction(sql, trouble.id, viewer.personId, action, now, viewer.tokenId)
  return { told }
}

/** In one order, whichever is joined with which: two leads who join them crosswise must not wait for each other. */
async function lockBoth(sql: Sql, viewer: Viewer, one: string, other: string): Promise<void> {
  await changeJoinsAlone(sql, viewer)
  await sql`SELECT FROM confusion_cluster WHERE id IN (${one}::uuid, ${other}::uuid) ORDER BY id FOR UPDATE`
}

/** The label of the release that fixes it; null where none is named. */
async function fittingRelease(sql: Sql, trouble: Trouble, { kind, releaseId }: Named): Promise<string | null> {
  if (kind !== 'release') return null
  const [release] = await sql<{ label: string }>`
    SELECT label FROM release WHERE id = ${releaseId}::uuid AND module_id = ${trouble.moduleId}::uuid AND withdrawn_at IS NULL`
  if (!release) throw new Refusal('invalid', 'Choose a release of this module that is offered.')
  return release.label
}

function ensureDayIsNotAhead(viewer: Viewer, { kind, changedOn }: Named, now: Date): void {
  if (kind !== 'product' || changedOn === undefined || !viewer.migration) return
  if (changedOn > localDay(now, viewer.migration.timeZone)) {
    throw new Refusal('invalid', 'The change lies ahead. Answer with a promised day instead, and resolve it then.')
  }
}

async function keepResolution(
  sql: Sql,
  viewer: Viewer,
  trouble: Trouble,
  input: Named,
  now: Date,
  id: string,
): Promise<void> {
  const isRelease = input.kind === 'release'
  const isProduct = input.kind === 'product'
  await sql`
    INSERT INTO resolution (id, cluster_id, at, by_id, token_id, kind, words, release_id, url, changed_on)
    VALUES (${id}, ${trouble.id}, ${now}, ${viewer.personId}, ${viewer.tokenId ?? null}, ${input.kind}, ${input.words},
      ${isRelease ? input.releaseId : null}, ${isProduct ? input.url : null}, ${isProduct ? input.changedOn : null})`
  await sql`UPDATE confusion_cluster SET state = 'resolved' WHERE id = ${trouble.id}::uuid`
}
