import { Refusal } from '#app/domain/errors.ts'
import { recordAudit } from '#app/domain/identity/audit.server.ts'
import type { Viewer } from '#app/domain/identity/viewer.ts'
import { playbookOfCopy } from '#app/domain/playbooks/copies.server.ts'
import { filledPlaybook } from '#app/domain/playbooks/fill-playbook.server.ts'
import { inTransaction, type Sql } from '#app/platform/database/sql.server.ts'
import { announce } from '#app/platform/live.server.ts'
import { agendaOf } from './agenda.ts'
import { giveCode } from './code.server.ts'
import { opened, type RunPart } from './run.ts'
import { type RunSession, runSession, type SessionAddress } from './run-session.server.ts'
import { sessionValues } from './session-values.server.ts'
import { ROOMS, sessionTopic } from './topics.ts'

/**
 * Opens a session: its agenda is kept as it stands now, and people can check in. Opening it again changes nothing.
 * Refuses with `conflict` one that was cancelled or is over.
 */
export async function openSessionRun(viewer: Viewer, address: SessionAddress, now: Date): Promise<void> {
  const id = await inTransaction(async (tx) => {
    const session = await runSession(viewer, address, now, tx)
    await tx`SELECT FROM cohort_session WHERE id = ${session.id}::uuid FOR UPDATE`
    const { openedAt, closedAt, cancelledAt } = await runSession(viewer, address, now, tx)
    if (cancelledAt) throw new Refusal('conflict', 'This session was cancelled. Plan another one.')
    if (closedAt) throw new Refusal('conflict', 'This session is over.')
    if (openedAt) return null
    await begin(tx, viewer, session, now)
    return session.id
  })
  if (id === null) return
  announce(sessionTopic(id))
  announce(ROOMS)
}

async function begin(tx: Sql, viewer: Viewer, session: RunSession, now: Date): Promise<void> {
  const agenda = await agendaToRun(tx, session)
  await tx`
    INSERT INTO session_run (session_id, agenda, state, changed_at, changed_by_id)
    VALUES (${session.id}, ${JSON.stringify(agenda)}::jsonb, ${JSON.stringify(opened(agenda, session, now))}::jsonb,
      ${now}, ${viewer.personId})`
  await tx`UPDATE cohort_session SET opened_at = ${now} WHERE id = ${session.id}::uuid`
  await giveCode(tx, session.id)
  await recordAudit(tx, viewer, 'session.opened', { type: 'session', id: session.id }, null, null, now)
}

/**
 * What the session will be run by, as its cohort's copy of the playbook says it now, with its places filled as far as the
 * session tells.
 */
export async function agendaToRun(on: Sql, session: RunSession): Promise<RunPart[]> {
  if (!session.copyId) return agendaOf(null, session)
  const playbook = await playbookOfCopy(on, session.copyId)
  return agendaOf(filledPlaybook(playbook, await sessionValues(on, session)), session)
}
