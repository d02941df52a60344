import { Refusal } from '#app/domain/errors.ts'
import { ensure } from '#app/domain/identity/abilities.ts'
import type { Viewer } from '#app/domain/identity/viewer.ts'
import type { Sql } from '#app/platform/database/sql.server.ts'
import { addAction, ensureSeen, newestAction } from './actions.server.ts'
import { changingBoard } from './board-news.server.ts'
import { headline } from './headline.ts'
import { joinTrouble, separateTrouble } from './joining.server.ts'
import { changeJoinsAlone } from './merge-lock.server.ts'
import type { LeftOut, MergeInput } from './merging.ts'
import { lockTrouble, type Trouble } from './trouble.server.ts'

/** What a merge came to: the trouble that goes on, how many were joined with it, and what could not be. */
export type Merge = { into: string; joined: number; leftOut: LeftOut[] }

/**
 * Joins other troubles with one, whose answers and resolution their people then hear; each keeps its own state, and can
 * be taken out again. What somebody joined meanwhile, in whichever direction, is joined already and no failure.
 * Refuses with `conflict` a circle, and where nothing of what was asked can be done.
 */
export async function mergeTroubles(viewer: Viewer, intoId: string, input: MergeInput, now: Date): Promise<Merge> {
  ensure(viewer, 'confusion.triage')
  return changingBoard(viewer, async (sql) => {
    await changeJoinsAlone(sql, viewer)
    return mergeInto(sql, viewer, intoId, input, now)
  })
}

/** The same inside a transaction that changes what is joined alone. */
export async function mergeInto(
  sql: Sql,
  viewer: Viewer,
  intoId: string,
  { seen, others }: MergeInput,
  now: Date,
): Promise<Merge> {
  const [into, rest] = await lockAll(sql, viewer, intoId, others)
  const apart = rest.filter(({ trouble }) => trouble.id !== into.id)
  if (into.id !== intoId) await ensureNoCircle(sql, intoId, into, seen, apart.length)
  const merge: Merge = { into: into.id, joined: 0, leftOut: [] }
  for (const { id, trouble } of apart) {
    const why = whyNot(id, trouble)
    if (why) merge.leftOut.push({ question: headline(trouble.question), why })
    else {
      const { moved } = await joinTrouble(sql, viewer, trouble, into.id, now)
      await addAction(sql, trouble.id, viewer.personId, { kind: 'merged', into: into.id, moved }, now)
      merge.joined++
    }
  }
  const [first] = merge.leftOut
  if (first && merge.joined === 0) throw new Refusal('conflict', `“${first.question}” ${first.why}.`)
  return merge
}

type Asked = { id: string; trouble: Trouble }

/** All troubles that are named, locked in one order. */
async function lockAll(sql: Sql, viewer: Viewer, intoId: string, others: string[]): Promise<[Trouble, Asked[]]> {
  const ids = [...new Set([intoId, ...others])]
  await sql`
    SELECT FROM confusion_cluster WHERE id IN (SELECT coalesce(merged_into_id, id) FROM confusion_cluster
      WHERE id = ANY(${ids}::uuid[])) ORDER BY id FOR UPDATE`
  const into = await lockTrouble(sql, viewer, intoId)
  const rest: Asked[] = []
  for (const id of ids) if (id !== intoId) rest.push({ id, trouble: await lockTrouble(sql, viewer, id) })
  return [into, rest]
}

/**
 * What others are joined with is a part of another trouble itself. Whoever did not know yet that theirs are in there too
 * has what they wanted; whoever did asks for a circle.
 */
async function ensureNoCircle(sql: Sql, intoId: string, into: Trouble, seen: string, apart: number): Promise<void> {
  if (apart > 0) await ensureSeen(sql, intoId, seen)
  const newest = await newestAction(sql, intoId)
  if (apart === 0 && (newest?.id ?? 'none') !== seen) return
  throw new Refusal(
    'conflict',
    `This is a part of “${headline(into.question)}” already. Take it out of there first, or join the others with that one.`,
  )
}

function whyNot(id: string, trouble: Trouble): string | null {
  if (trouble.id !== id) return 'is joined with another question already: join that one'
  if (trouble.state === 'resolved') return 'is resolved: open it again to join it'
  return null
}

/**
 * Takes a trouble out of the one that it was joined with: its reports, its state and what its people were told by
 * itself are as they were. Refuses with `conflict` what happened meanwhile, and what stands by itself.
 */
export async function unmergeTrouble(viewer: Viewer, clusterId: string, seen: string, now: Date): Promise<void> {
  ensure(viewer, 'confusion.triage')
  await changingBoard(viewer, async (sql) => {
    await changeJoinsAlone(sql, viewer)
    await lockTrouble(sql, viewer, clusterId)
    await ensureSeen(sql, clusterId, seen)
    const [own] = await sql<{ state: string }>`SELECT state::text FROM confusion_cluster WHERE id = ${clusterId}::uuid`
    if (own?.state === 'resolved')
      throw new Refusal('conflict', 'This was resolved as a repetition. Open it again instead.')
    const from = await separateTrouble(sql, viewer.personId, clusterId, now)
    if (from === null) throw new Refusal('conflict', 'This stands by itself already.')
    await addAction(sql, clusterId, viewer.personId, { kind: 'unmerged', from }, now)
  })
}
