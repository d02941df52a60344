import { Refusal } from '#app/domain/errors.ts'
import type { Viewer } from '#app/domain/identity/viewer.ts'
import { inTransaction, type Sql } from '#app/platform/database/sql.server.ts'
import type { ClockAct } from './acts.ts'
import { acted, type RunPart, type RunState } from './run.ts'
import { ensureRunning, runSession, type SessionAddress } from './run-session.server.ts'

/** As many acts as a browser may have kept while it was cut off, and more. */
const REMEMBERED = 60

type Row = { agenda: RunPart[]; state: RunState; recent: string[]; by: string; byId: string }

/**
 * Moves the agenda's clock. The server holds where it stands, for several champions and all their tabs: an act on what
 * is no longer so is refused with `conflict`, in words that say who did what meanwhile. A resend is done once. An act
 * that was kept without a network counts from when it was done.
 */
export async function moveClock(
  viewer: Viewer,
  address: SessionAddress,
  act: ClockAct & { id: string; at: string },
  now: Date,
): Promise<string> {
  return inTransaction(async (tx) => {
    const session = await runSession(viewer, address, now, tx)
    const run = await lockedRun(tx, session.id)
    if (run?.recent.includes(act.id)) return session.id
    ensureRunning(session)
    if (!run) throw new Refusal('conflict', 'This session has no agenda to move.')
    if (act.version !== run.state.version) throw new Refusal('conflict', passed(run, viewer))
    const at = new Date(Math.min(new Date(act.at).getTime(), now.getTime()))
    const state = acted(run.agenda, run.state, act, at)
    if (!state) throw new Refusal('conflict', 'There is nothing to change here any more.')
    await tx`
      UPDATE session_run SET state = ${JSON.stringify(state)}::jsonb, changed_at = ${now},
        changed_by_id = ${viewer.personId}::uuid, recent = ${[act.id, ...run.recent].slice(0, REMEMBERED)}::uuid[]
      WHERE session_id = ${session.id}::uuid`
    return session.id
  })
}

/** Locked first and read then: a join would lose the row where somebody else's act, which was waited for, changed who did it. */
async function lockedRun(tx: Sql, sessionId: string): Promise<Row | undefined> {
  await tx`SELECT FROM session_run WHERE session_id = ${sessionId}::uuid FOR UPDATE`
  const [row] = await tx<Row>`
    SELECT r.agenda, r.state, r.recent, p.name AS by, p.id AS "byId" FROM session_run r JOIN person p ON p.id = r.changed_by_id
    WHERE r.session_id = ${sessionId}::uuid`
  return row
}

function passed({ agenda, state, by, byId }: Row, viewer: Viewer): string {
  const who = byId === viewer.personId ? 'You did something else in another window' : `${by} did something else`
  return `${who} meanwhile. It is “${agenda[state.at]?.title ?? ''}” now. Press again if you still want to.`
}
