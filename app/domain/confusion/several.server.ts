import { Refusal } from '#app/domain/errors.ts'
import { ensure } from '#app/domain/identity/abilities.ts'
import type { Viewer } from '#app/domain/identity/viewer.ts'
import type { Sql } from '#app/platform/database/sql.server.ts'
import { type Action, actionWords } from './actions.ts'
import { ACTOR, ACTOR_NAME } from './actor.server.ts'
import { changingBoard } from './board-news.server.ts'
import { headline } from './headline.ts'
import { changeJoinsAlone, keepJoinsStill } from './merge-lock.server.ts'
import { mergeInto } from './merging.server.ts'
import type { LeftOut } from './merging.ts'
import { changeOwner, changeSeverity, ensureCanOwn, tellNewOwner } from './owner.server.ts'
import { resolveLocked } from './resolution.server.ts'
import type { SeveralInput } from './several-input.ts'
import { lockTrouble, type Trouble } from './trouble.server.ts'

/** What an act about several questions came to. */
export type Done = { count: number; leftOut: LeftOut[] }

/**
 * Does one thing about several troubles in one transaction. What could not be done is named: what is resolved, was
 * joined with another, or was acted on by somebody else since the page was made.
 * Refuses with `missing` what is of another migration, with `conflict` where nothing could be done.
 */
export async function actOnSeveral(viewer: Viewer, input: SeveralInput, now: Date): Promise<Done> {
  ensure(viewer, 'confusion.triage')
  if (input.act === 'assign') await ensureCanOwn(viewer, input.assigneeId ?? null)
  return changingBoard(viewer, async (sql) => {
    if (input.act === 'merge') return mergeSeveral(sql, viewer, input, now)
    const { fitting, leftOut } = await lockSeveral(sql, viewer, input)
    const [first] = leftOut
    if (fitting.length === 0 && first) throw new Refusal('conflict', `“${first.question}” ${first.why}.`)
    for (const trouble of fitting) await actOn(sql, viewer, trouble, input, now)
    if (input.act === 'assign') await tellNewOwner(sql, viewer, fitting, input.assigneeId ?? null, now)
    return { count: fitting.length, leftOut }
  })
}

async function mergeSeveral(sql: Sql, viewer: Viewer, { id, into = '' }: SeveralInput, now: Date): Promise<Done> {
  await changeJoinsAlone(sql, viewer)
  const others = id.filter((one) => one !== into)
  const { joined, leftOut } = await mergeInto(sql, viewer, into, { seen: 'none', others }, now)
  return { count: joined, leftOut }
}

async function lockSeveral(
  sql: Sql,
  viewer: Viewer,
  { id, asOf }: SeveralInput,
): Promise<{ fitting: Trouble[]; leftOut: LeftOut[] }> {
  await keepJoinsStill(sql, viewer)
  const acts = new Map((await actsSince(sql, viewer, id, asOf)).map((act) => [act.cluster_id, act]))
  const fitting: Trouble[] = []
  const leftOut: LeftOut[] = []
  // In one order, so that two leads who act on the same questions never wait for each other.
  for (const one of [...new Set(id)].sort()) {
    const trouble = await lockTrouble(sql, viewer, one)
    const why = whyNot(one, trouble, acts.get(one))
    if (why) leftOut.push({ question: headline(trouble.question), why })
    else fitting.push(trouble)
  }
  return { fitting, leftOut }
}

type Act = { cluster_id: string; kind: Action['kind']; actor: string | null }

/** What somebody else did about them since the page was made. */
function actsSince(sql: Sql, viewer: Viewer, ids: string[], asOf: Date): Promise<Act[]> {
  return sql<Act>`
    SELECT DISTINCT ON (a.cluster_id) a.cluster_id, a.kind, ${ACTOR_NAME} AS actor
    FROM confusion_action a ${ACTOR}
    WHERE a.cluster_id = ANY(${ids}::uuid[]) AND a.at > ${asOf}
      AND (a.actor_id IS DISTINCT FROM ${viewer.personId}::uuid OR a.token_id IS NOT NULL)
    ORDER BY a.cluster_id, a.at DESC, a.id DESC`
}

function whyNot(id: string, trouble: Trouble, act: Act | undefined): string | null {
  if (trouble.id !== id) return 'was joined with another question'
  if (act) return `was left alone: ${act.actor ?? 'somebody who reported it'} ${actionWords[act.kind]} meanwhile`
  return trouble.state === 'resolved' ? 'is resolved' : null
}

async function actOn(sql: Sql, viewer: Viewer, trouble: Trouble, input: SeveralInput, now: Date): Promise<void> {
  if (input.act === 'assign') await changeOwner(sql, viewer, trouble, input.assigneeId ?? null, now)
  else if (input.act === 'severity') await changeSeverity(sql, viewer, trouble, input.severity ?? trouble.severity, now)
  else if (input.act !== 'merge')
    await resolveLocked(sql, viewer, trouble, { kind: input.act, words: input.words ?? '' }, now)
}
